package import Diagnostics
package import Skeletons

/// What is answered now, read by the variables of one skeleton.
package struct AnswerChanges: Sendable {
  /// By path.
  package var set: [String: Answer] { leaves.answers }
  package var leaves = AnswerLeaves()
  /// Variables, and items of maps and objects, that are to have their defaults again.
  package var unset: Set<String> = []

  package static let none = AnswerChanges()

  /// Whether the variable is given an answer or its default.
  package func decides(_ name: String) -> Bool {
    set[name] != nil || unset.contains { name == $0 || name.hasPrefix($0 + ".") }
  }
}

extension Skeleton {
  /// Answers with others in their place, and without those that are rolled back.
  package func applying(_ changes: AnswerChanges, to answers: [String: Answer]) -> [String: Answer] {
    applying(changes.leaves, unsetting: changes.unset, to: answers)
  }
}

extension GivenAnswers {
  /// Every variable that is named, in order; those of the file first.
  package func names() throws(Findings) -> [String] {
    let inFile = try file.map { file throws(Findings) in try AnswersFile.names(in: file.bytes, at: file.name)
    }
    return (inFile ?? []) + single.map { String($0.prefix { $0 != "=" && $0 != "." }) }
      + unset.map { String($0.prefix { $0 != "." }) }
  }
}

/// Reads what was given on the command line and in files as answers to one skeleton.
package struct AnswerChangesReader {
  let skeleton: Skeleton

  /// Reads answers to this skeleton.
  package init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  /// Types what was given by the variables that it answers, and holds it against their rules; all faults at once.
  ///
  /// A name in `ignored` is skipped: another skeleton has it.
  package func changes(
    _ given: GivenAnswers, name: String? = nil, ignoring ignored: Set<String> = [], inventory: Inventory,
    reading read: (String) throws(Findings) -> String
  ) throws(Findings) -> AnswerChanges {
    var changes = AnswerChanges()
    var faults: [Diagnostic] = []
    func attempt(_ step: () throws(Findings) -> Void) {
      do throws(Findings) { try step() } catch { faults += error.diagnostics }
    }
    if let file = given.file {
      attempt { () throws(Findings) in
        changes.leaves = try AnswersFile(to: skeleton).answers(
          in: file.bytes, at: file.name, ignoring: ignored)
      }
    }
    for text in given.single {
      attempt { () throws(Findings) in
        guard let leaves = try leaves(text, ignoring: ignored, reading: read) else { return }
        changes.leaves.add(leaves)
      }
    }
    if let own = given.own {
      attempt { () throws(Findings) in
        changes.leaves.add(
          try AnswersFile(to: skeleton).answers(in: own, ignoring: ignored.union([GivenAnswers.unitKey])))
      }
    }
    if let name { changes.leaves.set("name", .text(name)) }
    for (name, answer) in changes.set.sorted(by: { $0.key < $1.key }) {
      attempt { () throws(Findings) in try skeleton.check(answer, at: name, in: inventory) }
    }
    for name in given.unset where !ignored.contains(String(name.prefix { $0 != "." })) {
      attempt { () throws(Findings) in changes.unset.insert(try unset(name, besides: changes.set)) }
    }
    if let findings = Findings(faults) { throw findings }
    for (name, answer) in GuestAnswers(skeleton).identifyingGuests(changes.set, in: inventory) {
      changes.leaves.set(name, answer)
    }
    return changes
  }

  /// Reads `variable=value`; nil if the variable is to be ignored.
  private func leaves(
    _ text: String, ignoring ignored: Set<String>, reading read: (String) throws(Findings) -> String
  ) throws(Findings) -> AnswerLeaves? {
    guard let equals = text.firstIndex(of: "=") else {
      throw Findings(
        Diagnostic(.invalidSet, "invalid --set argument '\(quoted(text))' (expected VARIABLE=VALUE)"))
    }
    let name = String(text[..<equals])
    if ignored.contains(String(name.prefix { $0 != "." })) { return nil }
    var value = String(text[text.index(after: equals)...])
    // A text of several lines is hardly ever typed: `@FILE` names where it is.
    if value.hasPrefix("@"), skeleton.isMultiline(name) { value = try read(String(value.dropFirst())) }
    return try skeleton.leaves(value, at: name)
  }

  private func unset(_ name: String, besides set: [String: Answer]) throws(Findings) -> String {
    guard skeleton.asks(name) else { throw Findings(skeleton.unknownVariable(name)) }
    if set[name] != nil {
      throw Findings(Diagnostic(.usage, "variable '\(name)' is both set and unset"))
    }
    if name == "name" {
      throw Findings(
        Diagnostic(.usage, "the name of a unit cannot be unset", hint: "use tenon rename"))
    }
    return name
  }
}

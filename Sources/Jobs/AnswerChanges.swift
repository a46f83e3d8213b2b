import Diagnostics
import Skeletons

/// What is answered now, read by the variables of one skeleton.
struct AnswerChanges: Sendable {
  /// By variable.
  var set: [String: Answer] = [:]
  /// Variables that are to have their defaults again.
  var unset: Set<String> = []

  static let none = AnswerChanges()
}

extension [String: Answer] {
  /// The answers with others in their place, and without those that are taken back.
  func applying(_ changes: AnswerChanges) -> [String: Answer] {
    filter { !changes.unset.contains($0.key) }.merging(changes.set) { _, new in new }
  }
}

extension GivenAnswers {
  /// Every variable that is named, in order; those of the file first.
  func names() throws(Findings) -> [String] {
    let inFile = try file.map { file throws(Findings) in try Skeleton.names(in: file.bytes, at: file.name) }
    return (inFile ?? []) + single.map { String($0.prefix { $0 != "=" }) } + unset
  }
}

extension Skeleton {
  /// Types what was given by the variables that it answers, and holds it against their rules; all faults at once.
  ///
  /// A name in `ignored` is none of this skeleton's business.
  func changes(
    _ given: GivenAnswers, name: String? = nil, ignoring ignored: Set<String> = [], inventory: Inventory
  ) throws(Findings) -> AnswerChanges {
    var changes = AnswerChanges()
    var faults: [Diagnostic] = []
    func attempt(_ step: () throws(Findings) -> Void) {
      do throws(Findings) { try step() } catch { faults += error.diagnostics }
    }
    if let file = given.file {
      attempt { () throws(Findings) in
        changes.set = try answers(in: file.bytes, at: file.name, ignoring: ignored)
      }
    }
    for text in given.single {
      attempt { () throws(Findings) in
        guard let (name, answer) = try answer(text, ignoring: ignored) else { return }
        changes.set[name] = answer
      }
    }
    if let name { changes.set["name"] = .text(name) }
    for (name, answer) in changes.set.sorted(by: { $0.key < $1.key }) {
      attempt { () throws(Findings) in _ = try variable(name)?.value(of: answer, in: inventory) }
    }
    for name in given.unset where !ignored.contains(name) {
      attempt { () throws(Findings) in changes.unset.insert(try unset(name, besides: changes.set)) }
    }
    if let findings = Findings(faults) { throw findings }
    changes.set = identifyingGuests(changes.set, in: inventory)
    return changes
  }

  /// Reads `variable=value`; nil where the variable is to be ignored.
  private func answer(_ text: String, ignoring ignored: Set<String>) throws(Findings) -> (String, Answer)? {
    guard let equals = text.firstIndex(of: "=") else {
      throw Findings(
        Diagnostic(.usage, "invalid --set argument '\(quoted(text))' (expected VARIABLE=VALUE)"))
    }
    let name = String(text[..<equals])
    if ignored.contains(name) { return nil }
    guard let variable = variable(name) else { throw Findings(unknownVariable(name)) }
    return (name, try variable.answer(from: String(text[text.index(after: equals)...])))
  }

  private func unset(_ name: String, besides set: [String: Answer]) throws(Findings) -> String {
    guard variable(name) != nil else { throw Findings(unknownVariable(name)) }
    if set[name] != nil {
      throw Findings(Diagnostic(.usage, "variable '\(name)' is both set and unset"))
    }
    if name == "name" {
      throw Findings(
        Diagnostic(.usage, "the name of a unit cannot be unset", hint: "tenon rename gives it another one"))
    }
    return name
  }
}

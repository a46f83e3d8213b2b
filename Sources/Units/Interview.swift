import Diagnostics
import Skeletons

/// A conversation about the answers to a new unit: what must be known, what the skeleton wants asked, and on demand more.
struct Interview {
  let skeleton: Skeleton
  let inventory: Inventory
  let person: any Questioner
  /// Variables that the workspace answers.
  let settled: Set<String>
  private(set) var answers: [String: Answer]

  init(
    _ skeleton: Skeleton, answers: [String: Answer], settled: Set<String>, inventory: Inventory,
    person: any Questioner
  ) {
    self.skeleton = skeleton
    self.answers = answers
    self.settled = settled
    self.inventory = inventory
    self.person = person
  }

  /// Asks until the person has answered everything, or the input ends.
  mutating func hold() {
    var isAsked = false
    for variable in skeleton.variables where variable.needsAnswer || variable.isAsked {
      if isOpen(variable) {
        isAsked = true
        ask(variable)
      }
    }
    // A person who was asked nothing has answered everything on the command line.
    let rest = skeleton.variables.filter { isOpen($0) && !$0.isAsked }
    guard isAsked, skeleton.variables.contains(where: \.isAsked), !rest.isEmpty else { return }
    let reply = person.ask("more questions (\(rest.count))? [y/N]") ?? ""
    guard ["y", "yes", "more"].contains(reply.lowercased()) else { return }
    for variable in rest where isOpen(variable) { ask(variable) }
  }

  /// Whether no one has answered it, and it applies by the answers so far.
  private func isOpen(_ variable: Variable) -> Bool {
    if settled.contains(variable.name)
      || answers.keys.contains(where: { skeleton.isAnswer($0, to: variable) })
    {
      return false
    }
    guard let condition = variable.condition else { return true }
    return values.map(condition.holds) ?? false
  }

  private var values: Values? { skeleton.values(soFar: answers, in: inventory) }

  private mutating func ask(_ variable: Variable) {
    if variable.kind == .map || variable.kind == .objects { return askItems(of: variable) }
    let usual = variable.needsAnswer ? "" : values?[variable.name].text ?? ""
    let help = variable.help.isEmpty ? "" : " (\(variable.help))"
    let hint = usual.isEmpty ? "" : " [\(usual)]"
    for (choice, words) in variable.rules.choices.map({ ($0, variable.rules.choiceWords[$0]) }) {
      if let words { person.tell("  \(choice): \(words)") }
    }
    while let text = person.ask("\(variable.name)\(help)\(hint):", about: variable) {
      if text.isEmpty, !variable.needsAnswer { return }
      if take(text, at: variable.name) { return }
    }
  }

  /// The items of a map or of objects, one by one, until a name is empty.
  private mutating func askItems(of variable: Variable) {
    let help = variable.help.isEmpty ? "" : " (\(variable.help))"
    while let name = person.ask("\(variable.name)\(help), a name (empty to finish):", about: variable),
      !name.isEmpty
    {
      let path = "\(variable.name).\(name)"
      if variable.kind == .map {
        while let text = person.ask("\(path):", about: variable), !take(text, at: path) {}
        continue
      }
      guard take("{}", at: path) else { continue }
      for field in variable.fields where field.kind != .map && field.kind != .objects {
        let help = field.help.isEmpty ? "" : " (\(field.help))"
        let usual = field.defaultWords.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
        while let text = person.ask("\(path).\(field.name)\(help)\(usual):", about: field) {
          if text.isEmpty, !field.needsAnswer { break }
          if take(text, at: "\(path).\(field.name)") { break }
        }
      }
    }
  }

  /// Whether a text is an answer at a path; else the person is told why not.
  private mutating func take(_ text: String, at path: String) -> Bool {
    do throws(Findings) {
      let leaves = try skeleton.leaves(text, at: path)
      for (path, answer) in leaves.answers { try skeleton.check(answer, at: path, in: inventory) }
      answers = skeleton.applying(leaves, unsetting: [], to: answers)
      return true
    } catch {
      for diagnostic in error.diagnostics { person.tell(diagnostic.message) }
      return false
    }
  }
}

extension Skeleton {
  /// What the answers so far come to: what is still to be answered is taken for its example, so that conditions on other
  /// variables hold or not.
  func values(soFar answers: [String: Answer], in inventory: Inventory) -> Values? {
    var known = answers
    for variable in variables where variable.needsAnswer && known[variable.name] == nil {
      known[variable.name] = variable.sample
    }
    return try? values(given: known, inventory: inventory)
  }
}

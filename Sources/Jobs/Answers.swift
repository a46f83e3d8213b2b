import Diagnostics
import Skeletons
import Workspaces
import YAMLReading

extension Workbench {
  /// The answers for a new unit: the file's, then the single ones, then NAME; what is missing is asked for where there
  /// is somebody to ask.
  func answers(
    to skeleton: Skeleton, name: String?, _ given: GivenAnswers, asking person: (any Questioner)?
  ) throws(Findings) -> [String: Answer] {
    var answers = try skeleton.answers(given)
    if let name { answers["name"] = .text(name) }
    let isAnswered = Set(answers.keys).union(workspace.settings.defaults.keys)
    for variable in skeleton.variables where variable.needsAnswer && !isAnswered.contains(variable.name) {
      if let person { answers[variable.name] = ask(person, about: variable) }
    }
    return answers
  }

  /// The answers of a recorded unit, as this version of the skeleton takes them, with those that are changed now.
  func answers(
    for record: Record, of skeleton: Skeleton, changedBy given: GivenAnswers
  ) throws(Findings) -> [String: Answer] {
    skeleton.migrated(record.answers).answers.merging(try skeleton.answers(given)) { _, new in new }
  }

  /// The workspace's defaults that a skeleton has variables for, typed by them.
  func defaults(for skeleton: Skeleton) throws(Findings) -> [String: Answer] {
    var defaults: [String: Answer] = [:]
    var faults = Faults()
    for variable in skeleton.variables {
      let node = workspace.settings.defaults[variable.name]
      defaults[variable.name] = node.flatMap { variable.answer(from: $0, noting: &faults) }
    }
    try faults.check()
    return defaults
  }
}

extension Skeleton {
  /// Types what was given by the variables that it answers; every fault is said at once.
  fileprivate func answers(_ given: GivenAnswers) throws(Findings) -> [String: Answer] {
    var answers =
      try given.file.map { file throws(Findings) in try self.answers(in: file.bytes, at: file.name) } ?? [:]
    var faults: [Diagnostic] = []
    for text in given.single {
      do throws(Findings) {
        let (name, answer) = try self.answer(text)
        answers[name] = answer
      } catch {
        faults += error.diagnostics
      }
    }
    if let findings = Findings(faults) { throw findings }
    return answers
  }

  /// Reads `variable=value`.
  private func answer(_ text: String) throws(Findings) -> (String, Answer) {
    guard let equals = text.firstIndex(of: "=") else {
      throw Findings(Diagnostic(.usage, "'\(quoted(text))' is no answer", hint: "--set variable=value"))
    }
    let name = String(text[..<equals])
    guard let variable = variable(name) else { throw Findings(unknownVariable(name)) }
    return (name, try variable.answer(from: String(text[text.index(after: equals)...])))
  }
}

/// Asks until the answer is one that the variable takes, or the input ends.
private func ask(_ person: any Questioner, about variable: Variable) -> Answer? {
  let help = variable.help.isEmpty ? "" : " (\(variable.help))"
  while let text = person.ask("\(variable.name)\(help):") {
    do throws(Findings) {
      let answer = try variable.answer(from: text)
      _ = try variable.value(of: answer)
      return answer
    } catch {
      for diagnostic in error.diagnostics { person.tell(diagnostic.message) }
    }
  }
  return nil
}

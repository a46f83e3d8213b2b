package import Diagnostics
package import Skeletons
package import Workspaces
import YAMLReading

/// Answers from all their sources: the command line and files first, then the record, the defaults of the workspace, and questions.
package struct AnswerCollector: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The answers for a new unit: the file's, then the single ones, then NAME; what is missing is asked for where there
  /// is a person to ask.
  package func answers(
    to skeleton: Skeleton, name: String?, _ given: GivenAnswers, asking person: (any Questioner)?
  ) throws(Findings) -> NewAnswers {
    let changes = try AnswerChangesReader(skeleton).changes(
      given, name: name, inventory: workspace.inventory, reading: process.text)
    var answers = skeleton.applying(changes, to: [:])
    let taken = try AnswerSources(opened).taken(for: skeleton, besides: answers)
    let now = Set(answers.keys)
    answers.merge(taken.answers) { given, _ in given }
    var said: Set<String> = []
    if let person {
      var interview = Interview(
        skeleton, answers: answers, settled: Set(workspace.settings.defaults.keys),
        inventory: workspace.inventory, person: person)
      interview.hold()
      said = Set(interview.answers.keys).subtracting(answers.keys)
      answers = interview.answers
    }
    return NewAnswers(all: answers, now: now.union(said), notes: taken.notes)
  }

  /// Asks for the variables that need an answer and have none.
  private func missing(
    in answers: [String: Answer], of skeleton: Skeleton, asking person: (any Questioner)?,
    for unit: UnitID? = nil
  ) -> [String: Answer] {
    guard let person else { return [:] }
    var said: [String: Answer] = [:]
    let isAnswered = Set(answers.keys).union(workspace.settings.defaults.keys)
    let values = skeleton.values(soFar: answers, in: workspace.inventory)
    let open = skeleton.variables.filter { variable in
      variable.needsAnswer && !isAnswered.contains(variable.name)
        && values.flatMap { variable.condition?.holds($0) } != false
    }
    if let unit, !open.isEmpty { person.tell("\(unit) has new required variables:") }
    for variable in open { said[variable.name] = ask(person, about: variable) }
    return said
  }

  /// The workspace's defaults that a skeleton has variables for, typed by them.
  package func defaults(for skeleton: Skeleton) throws(Findings) -> [String: Answer] {
    var defaults: [String: Answer] = [:]
    var faults = Faults()
    for variable in skeleton.variables {
      guard let node = workspace.settings.defaults[variable.name] else { continue }
      let leaves = skeleton.leaves(of: variable, node, noting: &faults)
      defaults = skeleton.applying(leaves, unsetting: [], to: defaults)
    }
    try faults.check()
    return defaults
  }
}

/// The answers to a new unit.
package struct NewAnswers: Sendable {
  package var all: [String: Answer]
  /// Those that someone gave, in contrast to what was taken from elsewhere.
  package let now: Set<String>
  package let notes: [String]
}

/// What is answered now for each of several units.
package struct UnitAnswers: Sendable {
  package var byUnit: [UnitID: AnswerChanges] = [:]
  /// Which unit does not ask what was answered.
  package var notes: [String] = []
}

extension AnswerCollector {
  /// Reads what was given for each of these units.
  ///
  /// A variable counts for the units that know it, and the others are listed; one that no unit knows is an error, as is
  /// every wrong value: all of them at once.
  package func answers(
    _ given: GivenAnswers, for records: [Record], asking person: (any Questioner)?
  ) throws(Findings) -> UnitAnswers {
    let names = try given.names()
    var units: [(record: Record, skeleton: Skeleton)] = []
    for record in records {
      // What cannot be loaded is reported where the unit is refreshed.
      if let found = try? catalogue.load(record.skeleton) { units.append((record, found.skeleton)) }
    }
    let known = Set(names.filter { name in units.contains { $0.skeleton.variable(name) != nil } })
    var answers = UnitAnswers()
    for (record, skeleton) in units {
      let ignored = known.filter { skeleton.variable($0) == nil }
      answers.notes += ignored.sorted().map { "\(record.unit) has no variable '\($0)': unchanged" }
      do throws(Findings) {
        var changes = try AnswerChangesReader(skeleton).changes(
          given, ignoring: ignored, inventory: workspace.inventory, reading: process.text)
        let former = SkeletonVersions(skeleton).migrated(record.answers).answers
        try skeleton.checkSettled(former, against: changes)
        let all = skeleton.applying(changes, to: former)
        let said = missing(in: all, of: skeleton, asking: person, for: record.unit)
        for (name, answer) in said where changes.set[name] == nil { changes.leaves.set(name, answer) }
        let settled = try settled(record.unit, besides: changes, of: skeleton, asking: person)
        for (name, answer) in settled { changes.leaves.set(name, answer) }
        if let found = try? catalogue.load(record.skeleton) {
          let skips = try SkippedFileAnswers(opened).skips(
            given, of: found, answers: skeleton.applying(changes, to: former), record: record)
          for path in skips.set { changes.leaves.set(path, .boolean(true)) }
          changes.unset.formUnion(skips.unset)
        }
        answers.byUnit[record.unit] = changes
      } catch {
        throw error.about(unit: record.unit.description)
      }
    }
    return answers
  }
}

extension AnswerCollector {
  /// Asks about answers that differ on two branches, if there is a person to ask.
  private func settled(
    _ unit: UnitID, besides changes: AnswerChanges, of skeleton: Skeleton, asking person: (any Questioner)?
  ) throws(Findings) -> [String: Answer] {
    guard let person, let united = try opened.dividedUnits()?.united[unit] else { return [:] }
    var said: [String: Answer] = [:]
    for answer in united.union.disputed where !changes.decides(answer.name) {
      guard let variable = skeleton.variable(answer.name) else { continue }
      person.tell(answer.diagnostic(in: unit).message)
      said[answer.name] = ask(person, about: variable)
    }
    return said
  }
}

extension Skeleton {
  /// Refuses to change an answer that was settled when the unit was laid out.
  fileprivate func checkSettled(
    _ former: [String: Answer], against changes: AnswerChanges
  ) throws(Findings) {
    for variable in variables where variable.isFixed {
      guard let old = former[variable.name] else { continue }
      let isChanged = changes.set[variable.name].map { $0 != old } ?? false
      if isChanged || changes.unset.contains(variable.name) {
        throw Findings(
          Diagnostic(
            .data, "variable '\(variable.name)' is fixed to '\(old.words)' and cannot be changed",
            hint: "remove the unit and create it again"))
      }
    }
  }
}

/// Asks until the answer is one that the variable takes, or the input ends.
private func ask(_ person: any Questioner, about variable: Variable) -> Answer? {
  let help = variable.help.isEmpty ? "" : " (\(variable.help))"
  while let text = person.ask("\(variable.name)\(help):", about: variable) {
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

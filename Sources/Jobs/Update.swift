package import Diagnostics
import FileTrees
import GitReading
import Planning
import Skeletons
package import Units
import Workspaces

/// What `tenon update` is asked for.
package struct UpdateRequest: Sendable {
  /// `SKELETON/NAME`, or a name that is enough; all units if none is named.
  package var units: [String]
  package var answers: GivenAnswers
  package var write: WriteRequest
  /// Where to save the plan instead of carrying it out, as typed.
  package var planFile: String?
  /// Whether a unit for which there is nothing to do may be missing in the plan.
  package var leavesOutIdle = false

  package init(
    units: [String] = [], answers: GivenAnswers = GivenAnswers(), write: WriteRequest = WriteRequest(),
    planFile: String? = nil
  ) {
    self.units = units
    self.answers = answers
    self.write = write
    self.planFile = planFile
  }
}

/// Brings units to what their skeletons generate now, keeping every edit.
///
/// A unit that cannot be brought there stops only itself, unless it was named.
package func update(
  _ request: UpdateRequest, in opened: OpenWorkspace, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  let selection = try Update(opened).selectBusy(request)
  let records = try selection.usable()
  let policy = try ConflictPlanning(opened).placed(request.write.policy)
  let answers = try AnswerCollector(opened).answers(request.answers, for: records, asking: person)
  var update = UnitUpdates(failures: selection.faults.map(\.diagnostic), notes: answers.notes)
  let results = Update(opened).updates(
    of: records, UnitUpdating(request, of: records, answers: answers, policy: policy),
    isNamed: selection.isNamed, asking: person)
  for (record, result) in zip(records, results) {
    do throws(Findings) {
      update.add(try result.get())
    } catch {
      let findings = error.about(unit: record.unit.description)
      let isOfDecisions = findings.diagnostics.contains { $0.place?.path == policy.decisions?.name }
      if selection.isNamed || policy.decisions != nil && isOfDecisions { throw findings }
      update.failures += findings.diagnostics
    }
  }
  try ConflictPlanning(opened).check(request.write.policy, names: update.plan)
  return try Update(opened).finish(update, request, of: records)
}

/// What an update of several units has come to so far.
struct UnitUpdates: Sendable {
  var plan = Plan(units: [])
  /// Units that could not be brought up to date, each with the reason.
  var failures: [Diagnostic] = []
  var notes: [String] = []
  var foreseen: [ForeseenUnit] = []

  mutating func add(_ other: UnitUpdates) {
    plan.units += other.plan.units
    failures += other.failures
    notes += other.notes
    foreseen += other.foreseen
  }
}

/// How each of several units is brought up to date.
private struct UnitUpdating: Sendable {
  let answers: UnitAnswers
  let policy: ConflictPolicy
  let keepsGoing: Bool
  /// Whether what is known of the units once they are written is kept for the next command.
  let isWorthRemembering: Bool

  init(_ request: UpdateRequest, of records: [Record], answers: UnitAnswers, policy: ConflictPolicy) {
    self.answers = answers
    self.policy = policy
    keepsGoing = request.write.keepsGoing
    isWorthRemembering = !request.write.isDryRun && records.count >= ForeseenUnit.fewest
  }
}

extension UpdateRequest {
  /// Whether it asks for nothing but what the skeletons bring.
  fileprivate var isPlain: Bool {
    units.isEmpty && answers.isEmpty && write.policy == ConflictPolicy() && planFile == nil
  }
}

/// The units of an update: which take part, each one's plan, and what becomes of all of them.
struct Update: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The units to update, without those that an earlier command found to be up to date.
  fileprivate func selectBusy(_ request: UpdateRequest) throws(Findings) -> UnitSelection {
    guard request.leavesOutIdle, request.isPlain else { return try opened.select(request.units) }
    let survey = try VerdictMemory(opened).survey()
    let idle = Set(survey.units.filter(\.verdict.isQuiet).map(\.head.unit))
    if survey.isComplete, idle.count == survey.settled.count { return UnitSelection(isNamed: false) }
    var selection = try opened.select([])
    selection.records.removeAll { idle.contains($0.unit) }
    return selection
  }

  /// Plans one unit after the other if someone is asked, else side by side.
  fileprivate func updates(
    of records: [Record], _ updating: UnitUpdating, isNamed: Bool, asking person: (any Questioner)?
  ) -> [Result<UnitUpdates, Findings>] {
    guard let person else {
      return opened.sideBySide(records.count, telling: { .unit(records[$0].unit) }) {
        index, opened throws(Findings) in
        try Update(opened).update(of: records[index], updating, asking: nil)
      }
    }
    var results: [Result<UnitUpdates, Findings>] = []
    var isStopped = false
    for (index, record) in records.enumerated() {
      process.tellProgress(.unit(record.unit), index, of: records.count)
      do throws(Findings) {
        // After a stop at one unit there are no further questions, since nothing will be written.
        let update = try update(of: record, updating, asking: isStopped ? nil : person)
        if !updating.keepsGoing, update.plan.units.contains(where: \.isUndecided) { isStopped = true }
        results.append(.success(update))
      } catch {
        results.append(.failure(error))
        if isNamed { break }
      }
    }
    return results
  }

  /// Throws what keeps the unit from being planned.
  private func update(
    of record: Record, _ updating: UnitUpdating, asking person: (any Questioner)?
  ) throws(Findings) -> UnitUpdates {
    var update = UnitUpdates()
    let refreshed = UnitRefresh(opened).refresh(
      record, answering: updating.answers.byUnit[record.unit] ?? .none)
    if case .ahead(_, let why) = refreshed.state {
      update.notes = ["\(why): left alone"]
      return update
    }
    let ready = try refreshed.ready()
    let news = ready.found.news(since: record.skeleton.version).map { "\(record.unit) \($0)" }
    let unit = try ConflictPlanning(opened).plan(
      ready.input, policy: updating.policy, asking: person, news: news)
    update.notes =
      GitHints(opened).notes(onBasesOf: ready.input) + GitHints(opened).notes(on: ready.input.suggestions)
    let isTold = person != nil && unit.files.contains { $0.conflict != nil }
    if unit.changesSomething, !isTold { update.notes += news }
    if unit.changesSomething { update.notes += ready.dormant.map { "\(record.unit): \($0)" } }
    update.plan.units = [unit]
    if updating.isWorthRemembering, unit.changesSomething,
      let foreseen = VerdictMemory(opened).foreseen(ready, by: unit)
    {
      update.foreseen = [foreseen]
    }
    return update
  }

  /// Saves the plan where that was asked for, and carries it out where not.
  fileprivate func finish(
    _ update: UnitUpdates, _ request: UpdateRequest, of records: [Record]
  ) throws(Findings) -> Outcome {
    let plan = update.plan
    let undecided = Set(plan.units.filter(\.isUndecided).map(\.unit))
    let units = records.map(\.unit).filter { !undecided.contains($0) }
    let label = "update " + units.map(\.description).joined(separator: " ")
    guard let file = request.planFile, plan.conflicts.isEmpty || request.write.keepsGoing else {
      let outcome = try opened.carryOut(
        plan, request.write, label: label, notes: update.notes, failures: update.failures,
        nextSteps: try UnitedBranches(opened).additions(after: plan) + ["tenon diff", "tenon handoff create"])
      if outcome.state == .applied { VerdictMemory(opened).keepMemory(of: update.foreseen) }
      return outcome
    }
    try workspace.settings.checkCredentials(in: plan.changes.compactMap(\.writtenFile))
    try opened.save(try PlanFile(label: label, changes: plan.changes).json(), at: file)
    let next = plan.isEmpty ? [] : ["tenon apply \(file)"]
    return Outcome(
      plan: plan, state: plan.isEmpty ? .unchanged : .planned, notes: update.notes,
      failures: update.failures, nextSteps: next)
  }
}

extension Change {
  /// What is to be written to the path; nil if it is to go.
  fileprivate var writtenFile: (path: RelativePath, bytes: [UInt8])? {
    guard case .file(let content, _) = after else { return nil }
    return (path, content.worktree)
  }
}

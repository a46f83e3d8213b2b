package import Diagnostics
import FileTrees
import GitReading
import Planning
import Skeletons
import Workspaces

/// What `tenon update` is asked for.
package struct UpdateRequest: Sendable {
  /// `SKELETON/NAME`, or a name that is enough; all units where none is named.
  package var units: [String]
  package var answers: GivenAnswers
  package var write: WriteRequest
  /// Where to save the plan instead of carrying it out, as typed.
  package var planFile: String?

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
package func update(
  _ request: UpdateRequest, in bench: borrowing Workbench, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  let records = try bench.workspace.records()
  let chosen = try bench.choose(request.units, among: records)
  var plan = Plan(units: [])
  var notes: [String] = []
  for record in chosen {
    let found = try bench.catalogue.load(record.skeleton)
    if found.isBehind(record) {
      notes.append("\(found.newer(record)): left alone")
      continue
    }
    let answers = try bench.answers(for: record, of: found.skeleton, changedBy: request.answers)
    let design = try bench.design(found, answers: answers, record: record)
    let input = try bench.input(
      for: record.unit, record: record.following(found.skeleton, to: design.target), target: design.target,
      among: records)
    let unit = try bench.plan(input, policy: request.write.policy, asking: person)
    notes += bench.notes(onBasesOf: input)
    if unit.changesSomething {
      notes += found.news(since: record.skeleton.version).map { "\(record.unit) \($0)" }
    }
    plan.units.append(unit)
  }
  return try bench.finish(plan, request, of: chosen, notes: notes)
}

extension Workbench {
  /// Saves the plan where that was asked for, and carries it out where not.
  fileprivate func finish(
    _ plan: Plan, _ request: UpdateRequest, of records: [Record], notes: [String]
  ) throws(Findings) -> Outcome {
    let label = "update " + records.map(\.unit.description).joined(separator: " ")
    guard let file = request.planFile, plan.conflicts.isEmpty else {
      return try carryOut(
        plan, dryRun: request.write.isDryRun, label: label, notes: notes,
        nextSteps: ["tenon diff", "tenon handoff create"])
    }
    try workspace.settings.checkCredentials(in: plan.changes.compactMap(\.writtenFile))
    try save(try PlanFile(label: label, changes: plan.changes).json(), at: file)
    if plan.isEmpty { return Outcome(plan: plan, state: .unchanged, notes: notes) }
    return Outcome(plan: plan, state: .planned, notes: notes, nextSteps: ["tenon apply \(file)"])
  }
}

extension Change {
  /// What is to be written to the path; nil where it is to go.
  fileprivate var writtenFile: (path: RelativePath, bytes: [UInt8])? {
    guard case .file(let bytes, _) = after else { return nil }
    return (path, bytes)
  }
}

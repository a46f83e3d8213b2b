package import Diagnostics
import FileTrees
import Planning
import Skeletons
import Workspaces

/// Takes a unit away; a file that a person changed stays, and is said.
package func remove(
  _ unit: String, _ write: WriteRequest, in bench: borrowing Workbench
) throws(Findings) -> Outcome {
  let records = try bench.workspace.records()
  let record = try bench.choose(unit, among: records)
  let input = try bench.input(for: record.unit, record: record, target: nil, among: records)
  let plan = Plan(units: [try UnitPlanner(input, intent: .remove).plan()])
  return try bench.carryOut(
    plan, dryRun: write.isDryRun, label: "remove \(record.unit)",
    nextSteps: ["tenon handoff create \(record.unit)"])
}

/// Gives a unit another name: files, contents and edits move with it.
package func rename(
  _ unit: String, to name: String, _ write: WriteRequest, in bench: borrowing Workbench,
  asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  let records = try bench.workspace.records()
  let record = try bench.choose(unit, among: records)
  let renamed = try UnitID(skeleton: record.unit.skeleton, name: name)
  if records.contains(where: { $0.unit == renamed }) {
    throw Findings(Diagnostic(.inTheWay, "unit \(renamed) exists already"))
  }
  let found = try bench.catalogue.load(record.skeleton)
  if found.isBehind(record) {
    throw Findings(
      Diagnostic(.data, found.newer(record), hint: "rename it with a tenon that has the newer skeleton"))
  }
  var answers = try bench.answers(for: record, of: found.skeleton, changedBy: GivenAnswers())
  answers["name"] = .text(name)
  let design = try bench.design(found, answers: answers, record: record)
  let input = try bench.input(
    for: renamed, record: record.following(found.skeleton, to: design.target), target: design.target,
    among: records)
  let plan = Plan(units: [try bench.plan(input, policy: write.policy, asking: person)])
  return try bench.carryOut(
    plan, dryRun: write.isDryRun, label: "rename \(record.unit) to \(renamed)",
    nextSteps: ["tenon diff \(renamed)"])
}

package import Diagnostics
import FileTrees
import Planning
import Skeletons
import Workspaces

/// What `tenon new` is asked for.
package struct NewRequest: Sendable {
  /// A name of the catalogue, or a place.
  package var skeleton: String
  package var name: String?
  /// Another name for the unit than the answer to `name`.
  package var id: String?
  /// The destination folder itself, as typed.
  package var into: String?
  package var answers: GivenAnswers
  package var write: WriteRequest

  package init(
    skeleton: String, name: String? = nil, id: String? = nil, into: String? = nil,
    answers: GivenAnswers = GivenAnswers(), write: WriteRequest = WriteRequest()
  ) {
    self.skeleton = skeleton
    self.name = name
    self.id = id
    self.into = into
    self.answers = answers
    self.write = write
  }
}

/// Lays out a unit: skeleton, answers, rendering, plan, apply.
package func layOut(
  _ request: NewRequest, in bench: borrowing Workbench, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  try found(request, in: bench, intent: .update, asking: person)
}

/// Takes files that a person wrote under management, changing none of them.
package func adopt(
  _ request: NewRequest, in bench: borrowing Workbench, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  try found(request, in: bench, intent: .adopt, asking: person)
}

private func found(
  _ request: NewRequest, in bench: borrowing Workbench, intent: UnitPlanner.Intent,
  asking person: (any Questioner)?
) throws(Findings) -> Outcome {
  let found = try bench.catalogue.find(request.skeleton, from: bench.surroundings.directory)
  var given = try bench.answers(to: found.skeleton, name: request.name, request.answers, asking: person)
  var notes: [String] = []
  if intent == .adopt {
    let inferred = try bench.inferred(found, given: given, into: request.into, asking: person)
    notes = inferred.sorted { $0.key < $1.key }.map { "inferred: \($0.key)=\($0.value.words)" }
    given.merge(inferred) { said, _ in said }
  }
  let design = try bench.design(found, answers: given, into: request.into)
  let unit = try design.unit(named: request.id)
  let records = try bench.workspace.records()
  if records.contains(where: { $0.unit == unit }) { throw Findings(exists(unit)) }
  let input = try bench.input(for: unit, record: nil, target: design.target, among: records)
  let plan = Plan(units: [try bench.plan(input, intent: intent, policy: request.write.policy, asking: person)]
  )
  for unit in plan.units { notes += try bench.notes(onIgnored: unit) }
  return try bench.carryOut(
    plan, dryRun: request.write.isDryRun, label: "\(intent == .adopt ? "adopt" : "new") \(unit)",
    notes: notes,
    nextSteps: ["tenon diff \(unit)", "tenon handoff create \(unit)"])
}

private func exists(_ unit: UnitID) -> Diagnostic {
  Diagnostic(
    .inTheWay, "unit \(unit) exists already",
    hints: [
      "tenon update \(unit) brings it up to date; --set changes an answer",
      "--as gives the new one another name",
    ])
}

package import Diagnostics
import Planning
import Skeletons
package import Units
import Workspaces

/// What `tenon rename` is asked for.
package struct RenameRequest: Sendable {
  package let unit: String
  package let name: String
  /// Whether answers that no one gave follow the new name: packages, services, paths of the software.
  package let rederives: Bool
  package let write: WriteRequest

  package init(unit: String, name: String, rederives: Bool = false, write: WriteRequest = WriteRequest()) {
    self.unit = unit
    self.name = name
    self.rederives = rederives
    self.write = write
  }
}

/// Renames a unit: files, contents and edits move with it, and the software keeps its names.
package func rename(
  _ request: RenameRequest, in opened: OpenWorkspace, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  let record = try opened.select(request.unit)
  let renamed = try UnitID(skeleton: record.unit.skeleton, name: request.name)
  try New(opened).checkIsNew(renamed)
  var changes = AnswerChanges.none
  changes.leaves.set("name", .text(request.name))
  var notes: [String] = []
  if !request.rederives {
    let renaming = Rename(opened)
    let kept = try renaming.derivedAnswers(of: try renaming.readyToRename(record), besides: record)
    for (name, answer) in kept where changes.set[name] == nil { changes.leaves.set(name, answer) }
    notes = kept.sorted { $0.key < $1.key }.map {
      "kept: \($0.key)=\($0.value.words), which was derived from the old name (--rederive changes it)"
    }
  }
  let ready = try UnitRefresh(opened).refresh(record, answering: changes, as: renamed).ready()
  let plan = Plan(units: [
    try ConflictPlanning(opened).plan(
      ready.input, policy: try ConflictPlanning(opened).placed(request.write.policy), asking: person)
  ])
  try ConflictPlanning(opened).check(decisionsOf: request.write.policy, meet: plan)
  return try opened.carryOut(
    plan, request.write, label: "rename \(record.unit) to \(renamed)", notes: notes,
    nextSteps: try RenameFollowers(opened).followers(of: record, to: renamed, in: plan) + [
      "tenon diff \(renamed)"
    ])
}

/// A unit planned under another name.
struct Rename: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The unit as it is; what keeps it from being generated has to be answered before it gets another name.
  fileprivate func readyToRename(_ record: Record) throws(Findings) -> ReadyUnit {
    do throws(Findings) {
      return try UnitRefresh(opened).refresh(record).ready()
    } catch {
      let way = "first update it: tenon update \(record.unit) --set VARIABLE=VALUE"
      throw Findings(
        error.diagnostics.map {
          Diagnostic($0.code, $0.message, at: $0.place, hint: way).about(unit: $0.unit ?? "\(record.unit)")
        }
      ) ?? error
    }
  }

  /// Answers that no one gave and that the unit's name decides, as they are under the name that it has.
  fileprivate func derivedAnswers(
    of unit: ReadyUnit, besides record: Record
  ) throws(Findings) -> [String: Answer] {
    let skeleton = unit.found.skeleton
    let given = Set(unit.design.target.answers.keys).union(workspace.settings.defaults.keys)
    var derived: [String: Answer] = [:]
    let values = unit.design.values
    for name in skeleton.variables(derivedFrom: "name") where !given.contains(name) {
      // One that is not asked has no value either.
      guard skeleton.variable(name)?.condition?.holds(values) ?? true else { continue }
      derived[name] = values[name].answer
    }
    return derived
  }
}

package import Diagnostics
import Disk
import FileTrees
import Planning
package import Units
import Workspaces

/// Takes a unit away; a file that a person changed stays, and is reported.
///
/// Of a unit whose record cannot be used only what tenon keeps of it goes, and all its files stay.
package func remove(
  _ unit: String, _ write: WriteRequest, in opened: OpenWorkspace
) throws(Findings) -> Outcome {
  let selection = try opened.select([unit])
  if let fault = selection.faults.first { return try Remove(opened).removeRemains(of: fault, write) }
  guard let record = selection.records.first else {
    preconditionFailure("a name selects a record or a fault")
  }
  var input = try UnitRefresh(opened).refresh(record).standing()
  input.target = nil
  let plan = Plan(units: [try UnitPlanner(input, intent: .remove).plan()])
  return try opened.carryOut(
    plan, write, label: "remove \(record.unit)", notes: GitHints(opened).notes(on: input.suggestions),
    nextSteps: ["tenon handoff create \(record.unit)"])
}

/// What is left of a unit whose record cannot be read.
struct Remove: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Deletes what tenon wrote into the folder of a unit whose record cannot be used, and nothing else.
  fileprivate func removeRemains(of fault: UnitFault, _ write: WriteRequest) throws(Findings) -> Outcome {
    guard let unit = fault.unit, fault.kind != .stray else { throw Findings(fault.diagnostic) }
    let folder = TenonFolder.folder(of: unit)
    var changes: [Change] = []
    var kept: [Diagnostic] = []
    for (path, entry) in try workspace.plainFiles(below: folder).sorted {
      if TenonFolder.isKept(path, of: unit), entry.content != nil || entry.mode == .symlink {
        changes.append(Change(path: path, before: entry.worktreeState, after: .absent))
      } else {
        kept.append(
          Diagnostic(
            .data, "the file does not belong to tenon and was kept", at: Place(path.description),
            hint: "move or delete it yourself to remove the rest of the unit"
          ).about(unit: unit.description))
      }
    }
    let plan = Plan(units: [
      UnitPlan(unit: unit, intent: .remove, destination: nil, files: [], changes: changes)
    ])
    return try opened.carryOut(
      plan, write, label: "remove \(unit)", failures: kept, nextSteps: ["tenon handoff create"])
  }
}

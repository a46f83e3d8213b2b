import Applying
import Diagnostics
import FileTrees
import Planning
import Workspaces

extension Workbench {
  /// Carries a plan out, unless it is empty, undecided or only to be shown.
  func carryOut(
    _ plan: Plan, dryRun: Bool, label: String, notes: [String] = [], nextSteps: [String] = []
  ) throws(Findings) -> Outcome {
    if !plan.conflicts.isEmpty {
      return Outcome(plan: plan, state: .undecided, notes: notes + (try self.notes(onConflictsOf: plan)))
    }
    if plan.isEmpty { return Outcome(plan: plan, state: .unchanged, notes: notes) }
    if dryRun { return Outcome(plan: plan, state: .planned, notes: notes) }
    try carryOut(plan.changes, label: label)
    return Outcome(plan: plan, state: .applied, notes: notes, nextSteps: nextSteps)
  }

  /// Writes changes, all of them or none; `undo` takes back what came before where these are not undoable.
  func carryOut(_ changes: [Change], label: String, isUndoable: Bool = true) throws(Findings) {
    try saying { () throws(ApplyError) in
      _ = try apply(changes, in: workspace.folder, label: label, isUndoable: isUndoable)
    }
  }
}

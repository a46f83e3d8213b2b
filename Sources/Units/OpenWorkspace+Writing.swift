import Applying
package import Diagnostics
package import FileTrees
import GitReading
package import Planning
import Texts
import Workspaces

extension OpenWorkspace {
  /// Carries a plan out, unless it is empty, undecided or only to be shown.
  ///
  /// Where the person wants to keep going, units in conflict stay as they are, and the others are written.
  package func carryOut(
    _ plan: Plan, _ write: WriteRequest, label: String, notes: [String] = [], failures: [Diagnostic] = [],
    nextSteps: [String] = []
  ) throws(Findings) -> Outcome {
    let notes = notes + (try GitHints(self).notes(onConflictsOf: plan))
    func outcome(_ state: Outcome.State) -> Outcome {
      Outcome(
        plan: plan, state: state, notes: notes, failures: failures,
        nextSteps: state == .applied ? nextSteps : [], label: label)
    }
    if !plan.conflicts.isEmpty, !write.keepsGoing || plan.isEmpty { return outcome(.undecided) }
    if plan.isEmpty { return outcome(.unchanged) }
    if write.isDryRun { return outcome(.planned) }
    try carryOut(plan.changes, label: label)
    return outcome(.applied)
  }

  /// Writes changes, all of them or none; `undo` rolls back what came before where these are not undoable.
  package func carryOut(_ changes: [Change], label: String, isUndoable: Bool = true) throws(Findings) {
    try checkTrust()
    try diagnosing { () throws(ApplyError) in
      _ = try apply(changes, in: workspace.folder, label: label, isUndoable: isUndoable)
    }
  }
  /// Throws if `.tenon/state` is not trusted; all writes go through it.
  package func checkTrust() throws(Findings) {
    if let distrust { throw Findings(distrust) }
    let found = try diagnosing { () throws(GitError) in try Applying.distrust(in: workspace.git) }
    if let found { throw Findings(found) }
  }
}

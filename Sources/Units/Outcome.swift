package import Diagnostics
import FileTrees
import Merging
package import Planning

/// What came of a job that writes: the plan, and whether it was applied.
package struct Outcome: Sendable {
  package let plan: Plan
  package let state: State
  /// What a person should know besides: what came with a new version, what was left alone.
  package let notes: [String]
  /// Units that nothing could be done for, each with the reason; the others were done.
  package let failures: [Diagnostic]
  /// What to do next, in the order to do it.
  package let nextSteps: [String]
  /// What the job does, as `undo` will name it: `update ansible-role/nginx`.
  package let label: String

  package init(
    plan: Plan, state: State, notes: [String] = [], failures: [Diagnostic] = [], nextSteps: [String] = [],
    label: String = ""
  ) {
    self.plan = plan
    self.state = state
    self.label = label
    self.notes = notes
    self.failures = failures
    self.nextSteps = nextSteps
  }

  package enum State: String, Sendable {
    /// Everything of the plan is in the working tree.
    case applied
    /// There was nothing to do.
    case unchanged
    /// Nothing was written, as asked.
    case planned
    /// Nothing was written: a conflict needs a decision.
    case undecided
  }

  /// What has to be decided before anything is written, each with its place.
  package var obstacles: [Diagnostic] {
    plan.conflicts.compactMap { file in
      guard let conflict = file.conflict else { return nil }
      let code: Diagnostic.Code = conflict.isInTheWay ? .inTheWay : .conflict
      return Diagnostic(code, conflict.words, at: Place(file.path.description))
    }
  }

  /// 73 where something is in the way, 2 for another open conflict, 1 where markers wait for a person or a unit failed,
  /// else 0.
  package var exitStatus: Int32 {
    if state == .undecided, obstacles.contains(where: { $0.kind == .inTheWay }) {
      return Diagnostic.Kind.inTheWay.exitStatus
    }
    let isUndecided = !obstacles.isEmpty || failures.contains { $0.kind == .conflict }
    if isUndecided { return Diagnostic.Kind.conflict.exitStatus }
    return !failures.isEmpty || plan.units.contains { $0.files.contains(where: \.isMarked) } ? 1 : 0
  }
}

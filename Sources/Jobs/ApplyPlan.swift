import Applying
package import Diagnostics
import Disk
import FileTrees
package import Planning
package import Units
import Workspaces

/// Applies a saved plan exactly, or reports what has moved since and writes nothing.
package func applyPlan(_ file: String, in opened: OpenWorkspace) throws(Findings) -> PlanFile {
  let path = opened.process.absolute(file)
  let bytes = try diagnosing { () throws(DiskError) in try readGivenFile(path, limit: planLimit) }
  let plan = try coding(.invalidPlan) { () throws(Findings) in try PlanFile(json: bytes, at: file) }
  return try applyPlan(plan, in: opened)
}

/// The same for a plan that was kept in memory.
package func applyPlan(_ plan: PlanFile, in opened: OpenWorkspace) throws(Findings) -> PlanFile {
  do throws(Findings) {
    try opened.carryOut(plan.changes, label: plan.label)
  } catch {
    throw error.asMoved
  }
  return plan
}

extension Findings {
  /// What came into the way since the plan was made has moved, like anything else that is not as it was.
  fileprivate var asMoved: Findings {
    let moved = diagnostics.map { found in
      guard [.inTheWay, .busy].contains(found.kind), found.place != nil else { return found }
      return Diagnostic(
        .moved, found.message, at: found.place, hint: "save a new plan with tenon update --plan")
    }
    return Findings(moved) ?? self
  }
}

/// A plan of the largest unit fits in so many bytes.
private let planLimit = 64 << 20

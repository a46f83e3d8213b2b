import Applying
package import Diagnostics
import Disk
import FileTrees
package import Planning
import Workspaces

/// Carries out a saved plan exactly, or says what has moved since and writes nothing.
package func applyPlan(_ file: String, in surroundings: Surroundings) throws(Findings) -> PlanFile {
  let bench = try Workbench(in: surroundings)
  let path = surroundings.absolute(file)
  let bytes = try saying { () throws(DiskError) in try readGivenFile(path, limit: planLimit) }
  let plan = try PlanFile(json: bytes, at: file)
  try bench.carryOut(plan.changes, label: plan.label)
  return plan
}

/// A plan of the largest unit fits in so many bytes.
private let planLimit = 512 << 20

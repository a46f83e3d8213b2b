import Diagnostics
import Handoffs
import Rendering
import Skeletons
import Workspaces

extension Workbench {
  /// A unit with what its skeleton says about deploying it.
  ///
  /// A skeleton that is not at hand any more is no reason to hand nothing off: the manifest says that it is missing.
  func handedUnit(_ unit: HandoffScope.ScopedUnit) -> (unit: HandedUnit, check: Manifest.Check?) {
    var deployment = Deployment()
    var check: Manifest.Check?
    do throws(Findings) {
      deployment = Deployment(try refresh(unit.record).ready().design.handoff, for: unit.change)
    } catch {
      let why = error.diagnostics.first?.message ?? "its skeleton cannot be read"
      check = Manifest.Check(
        "what \(unit.record.skeleton.name) says about deploying \(unit.id.name)", .notRun, why: why)
    }
    let skeleton = unit.record.skeleton
    let handed = HandedUnit(
      id: unit.id.description,
      skeleton: Manifest.Skeleton(name: skeleton.name, version: skeleton.version, digest: skeleton.digest),
      folder: unit.record.destination, change: unit.change, deployment: deployment,
      former: formerSteps(of: unit))
    return (handed, check)
  }

  /// The steps that deploy a unit as HEAD has it; none where it is new, or where its skeleton is not at hand.
  private func formerSteps(of unit: HandoffScope.ScopedUnit) -> [Manifest.Step] {
    guard let record = unit.atHead, let ready = try? refresh(record).ready() else { return [] }
    return Deployment(ready.design.handoff, for: unit.change == .removed ? .added : .changed).steps
  }
}

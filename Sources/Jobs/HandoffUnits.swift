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
      if unit.fate != .removed { deployment = Deployment(try refresh(unit.record).ready().design.handoff) }
    } catch {
      let why = error.diagnostics.first?.message ?? "its skeleton cannot be read"
      check = Manifest.Check(
        "what \(unit.record.skeleton.name) says about deploying \(unit.id.name)", .notRun, why: why)
    }
    let skeleton = unit.record.skeleton
    let handed = HandedUnit(
      id: unit.id.description,
      skeleton: Manifest.Skeleton(name: skeleton.name, version: skeleton.version, digest: skeleton.digest),
      folder: unit.record.destination, fate: unit.fate, deployment: deployment)
    return (handed, check)
  }
}

import Collecting
import Diagnostics
import FileTrees
import GitReading
import Planning
import Texts
import Units

/// The plans that an agent made and may still carry out, by their handles; the oldest go when there are many.
final class PlanStore {
  private static let most = 16
  private var plans: [(handle: String, plan: PlanFile)] = []

  /// Keeps a plan; the same plan has the same handle.
  func keep(_ plan: PlanFile) throws(Findings) -> String {
    let handle = String(blobID(of: try plan.json()).hex.prefix(12))
    plans.removeAll { $0.handle == handle }
    plans.append((handle, plan))
    if plans.count > Self.most { plans.removeFirst() }
    return handle
  }

  /// The plan of a handle; throws if there is none.
  func plan(behind handle: String) throws(Findings) -> PlanFile {
    if let found = plans.first(where: { $0.handle == handle }) { return found.plan }
    throw Findings(
      Diagnostic(
        .noPlan, "there is no plan '\(quoted(handle))'",
        hint: "call plan again: a handle is valid until the server exits or \(Self.most) newer plans exist"))
  }

  /// Forgets a plan that was applied.
  func remove(_ handle: String) { plans.removeAll { $0.handle == handle } }
}

import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units

/// `tenon apply` for agents: carries a plan out, if nothing has moved since.
struct ApplyTool: AgentTool {
  static let name = "apply"
  static let title = "Apply a plan"
  static let words = """
    Writes what plan planned, all of it or nothing. If a file has changed since, it reports busy and \
    writes nothing: plan again.
    """
  static let effect = Tool.Effect.changes
  static let argumentWords = ["handle": "The handle returned by plan"]
  static let documents = ["tenon.apply/1"]

  var handle: String

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let plan = try session.plans.plan(behind: handle)
    let opened = try OpenWorkspace(in: session.process)
    let applied = try applyPlan(plan, in: opened)
    session.plans.remove(handle)
    return try jsonValue(of: AppliedPlan(applied))
  }
}

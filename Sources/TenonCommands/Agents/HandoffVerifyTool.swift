import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units

/// `tenon handoff verify` and `tenon handoff list` for agents.
struct HandoffVerifyTool: AgentTool {
  static let name = "handoff_verify"
  static let title = "Compare a handoff with the repository"
  static let words = """
    Checks whether the working tree, the index or a commit is exactly what was handed off, and lists each difference. \
    Without a handoff, lists every handoff and its state.
    """
  static let effect = Tool.Effect.reads
  static let argumentWords = [
    "handoff": "Handoff id (or a unique prefix), or a manifest file",
    "commit": "Compare with a commit, such as HEAD", "index": "Compare with the index",
  ]
  static let documents = ["tenon.handoff.verify/1", "tenon.handoff.list/1"]

  var handoff: String?
  var commit: String?
  var index: Bool?

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let opened = try OpenWorkspace(in: session.process)
    guard let handoff else {
      return try jsonValue(
        of: ListedHandoffs(handoffs: try listHandoffs(in: opened).map(ListedHandoffs.Item.init)))
    }
    if commit != nil, index == true {
      throw Findings(Diagnostic(.usage, "'commit' and 'index' are mutually exclusive"))
    }
    let place = commit.map(HandoffPlace.commit) ?? (index == true ? .index : .workingTree)
    return try jsonValue(of: VerifiedHandoff(try verifyHandoff(handoff, against: place, in: opened)))
  }
}

import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units

/// `tenon diff` for agents.
struct DiffTool: AgentTool {
  static let name = "diff"
  static let title = "Show differences"
  static let words = """
    A patch. head: what a commit of the working tree would contain. drift: edits since generation. \
    pending: what an update would change.
    """
  static let effect = Tool.Effect.reads
  static let argumentWords = [
    "units": "SKELETON/NAME or NAME (default: all)", "comparison": "default: head",
    "records": "Include tenon's own records below .tenon",
  ]
  static let documents = ["tenon.diff/1"]

  var units: [String]?
  var comparison: Comparison?
  var records: Bool?

  enum Comparison: String, Codable, CaseIterable {
    case head, drift, pending
  }

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let opened = try OpenWorkspace(in: session.process)
    let compared: ReviewRequest.Comparison =
      switch comparison ?? .head {
      case .head: .head
      case .drift: .drift
      case .pending: .pending
      }
    let request = ReviewRequest(
      units: units ?? [], comparison: compared, showsRecords: records ?? false)
    return try jsonValue(of: try ReviewDocument(try review(request, in: opened)))
  }
}

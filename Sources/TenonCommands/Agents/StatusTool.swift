import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units

/// `tenon status` for agents.
struct StatusTool: AgentTool {
  static let name = "status"
  static let title = "State of the units"
  static let words = """
    Lists every unit (generated from a skeleton): what was edited since, what an update would change, where it would \
    conflict, and the repository's branch. Start here.
    """
  static let effect = Tool.Effect.reads
  static let argumentWords = ["units": "SKELETON/NAME or NAME (default: all)"]
  static let documents = ["tenon.status/1"]

  var units: [String]?

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let opened = try OpenWorkspace(in: session.process)
    return try jsonValue(of: StatusReport(try status(of: units ?? [], in: opened)))
  }
}

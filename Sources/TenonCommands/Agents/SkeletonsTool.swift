import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units
import Workspaces

/// `tenon skeleton list` and `tenon skeleton show` for agents.
struct SkeletonsTool: AgentTool {
  static let name = "skeletons"
  static let title = "Available skeletons"
  static let words = """
    Without a name, lists all available skeletons; with a name, its variables (with defaults and choices) and its \
    files.
    """
  static let effect = Tool.Effect.reads
  static let argumentWords = ["name": "A skeleton's name, or a folder such as ./skeletons/queue"]
  static let documents = ["tenon.skeletons/1", "tenon.skeleton/1"]

  var name: String?

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let catalogue = try session.process.reachableCatalogue()
    guard let name else { return try jsonValue(of: SkeletonListDocument(try listSkeletons(catalogue))) }
    let found = try catalogue.find(name, from: session.process.directory)
    return try jsonValue(of: SkeletonDocument(found))
  }
}

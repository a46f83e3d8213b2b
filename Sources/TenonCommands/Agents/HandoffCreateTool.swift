import Collecting
import Diagnostics
import Handoffs
import Jobs
import JSONCoding
import ModelContext
import Units

/// `tenon handoff create` for agents.
struct HandoffCreateTool: AgentTool {
  static let name = "handoff_create"
  static let title = "Write a handoff"
  static let words = """
    Writes a manifest below .tenon/handoffs of exactly what is to be committed, deployed, rolled back and documented. \
    The result has the two commands that the librarian runs; do not commit yourself.
    """
  static let effect = Tool.Effect.adds
  static let argumentWords = [
    "units": "SKELETON/NAME or NAME (default: all that changed)",
    "title": "The commit's subject: 'fix(nginx): close the port'", "questions": "Open questions",
    "decisions": "Decisions and their reasons", "include": "Hand-written files or folders to hand off too",
  ]
  static let documents = ["tenon.handoff.create/1"]

  var units: [String]?
  var title: String?
  var questions: [String]?
  var decisions: [Decision]?
  var include: [String]?

  struct Decision: Codable {
    let decision: String
    let reason: String
  }

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let opened = try OpenWorkspace(in: session.process)
    var request = HandoffRequest()
    request.units = units ?? []
    request.title = title
    request.questions = questions ?? []
    request.include = include ?? []
    request.decisions = (decisions ?? []).map { Manifest.Scribe.Decision($0.decision, reason: $0.reason) }
    let report = try createHandoff(request, in: opened)
    if let manifest = report.manifest { return try jsonValue(of: CreatedHandoff(manifest, report)) }
    throw Findings(report.failures)
      ?? Findings(
        Diagnostic(.nothingToDo, "nothing to hand off", hint: "tenon status shows the current state"))
  }
}

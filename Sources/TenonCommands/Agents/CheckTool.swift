import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units

/// `tenon check` for agents.
struct CheckTool: AgentTool {
  static let name = "check"
  static let title = "Check records, bases and conflict markers"
  static let words =
    "Conflict markers, missing or damaged records and bases; drifted and outdated units as remarks."
  static let effect = Tool.Effect.reads
  static let argumentWords = [
    "units": "SKELETON/NAME or NAME (default: all)", "fail_on": "Remarks that also fail the check",
  ]
  static let documents = ["tenon.check/1"]

  var units: [String]?
  var failOn: [FailingState]?

  enum CodingKeys: String, CodingKey {
    case units
    case failOn = "fail_on"
  }

  enum FailingState: String, Codable, CaseIterable {
    case drifted, outdated, missing
  }

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let opened = try OpenWorkspace(in: session.process)
    let states = Set((failOn ?? []).compactMap { UnitStatus.State(rawValue: $0.rawValue) })
    return try jsonValue(of: CheckDocument(try check(units ?? [], failingOn: states, in: opened)))
  }
}

import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Planning
import Units

/// `tenon new`, `adopt`, `update`, `rename` and `remove` up to the point where something would be written.
struct PlanTool: AgentTool {
  static let name = "plan"
  static let title = "Plan a change; writes nothing"
  static let words = """
    Creates units (new), adopts hand-written files (adopt), regenerates and merges (update), renames or removes units, \
    in memory. The result lists every file and conflict. If nothing is left to decide, it has a handle for apply. To \
    resolve a conflict (state undecided), plan again with on_conflict, or hunk by hunk with decisions.
    """
  static let effect = Tool.Effect.reads
  static let argumentWords = [
    "skeleton": "new, adopt: a skeleton's name or folder",
    "name": "new, adopt: the unit's name. rename: its new name",
    "id": "new, adopt: id of the unit if the default one is taken",
    "into": "new, adopt: destination directory",
    "units": "update: SKELETON/NAME or NAME (default: all); rename, remove: exactly one unit",
    "answers": "new, adopt, update: variable to value (see the skeletons tool)",
    "unset": "update: variables to reset to their defaults",
    "on_conflict": "stop (default), ours, theirs or markers; CHOICE:PATH applies to one path",
    "decisions":
      "For each conflicting file: take, or hunks by the numbers and ids of conflicts[].hunks, each with take or text",
    "keep_going": "update: leave units in conflict as they are",
    "rederive": "rename: derive packages and services from the new name",
  ]
  static let documents = ["new", "adopt", "update", "rename", "remove"].map { "tenon.\($0)/1" }

  static let moreMembers = ["handle": JSONValue.object(["type": .text("string")])]

  var action: Action
  var skeleton: String?
  var name: String?
  var id: String?
  var into: String?
  var units: [String]?
  var answers: [String: JSONValue]?
  var unset: [String]?
  var onConflict: [String]?
  var decisions: [DecidedFile]?
  var keepGoing: Bool?
  var rederive: Bool?

  enum Action: String, Codable, CaseIterable {
    case new, adopt, update, rename, remove
  }

  enum CodingKeys: String, CodingKey {
    case action, skeleton, name, id, into, units, answers, unset, decisions, rederive
    case onConflict = "on_conflict"
    case keepGoing = "keep_going"
  }

  func answer(in session: AgentSession) throws(Findings) -> JSONValue {
    let opened = try OpenWorkspace(in: session.process)
    let outcome = try outcome(in: opened, asking: session.person)
    let report = try jsonValue(of: try OutcomeReport(outcome, command: action.rawValue))
    guard outcome.state == .planned, case .object(var members) = report else { return report }
    let plan = PlanFile(label: outcome.label, changes: outcome.plan.changes)
    members["handle"] = .text(try session.plans.keep(plan))
    return .object(members)
  }

  private func outcome(
    in opened: OpenWorkspace, asking person: AgentQuestioner
  ) throws(Findings) -> Outcome {
    switch action {
    case .new: try layOut(try newRequest(), in: opened, asking: person)
    case .adopt: try adopt(try newRequest(), in: opened, asking: person)
    case .update:
      try update(
        UpdateRequest(units: units ?? [], answers: try given(), write: try write()), in: opened,
        asking: person
      )
    case .rename:
      try rename(
        RenameRequest(
          unit: try unit(), name: try needed(name, "name"), rederives: rederive ?? false, write: try write()),
        in: opened, asking: person)
    case .remove: try remove(try unit(), try write(), in: opened)
    }
  }

  private func newRequest() throws(Findings) -> NewRequest {
    NewRequest(
      skeleton: try needed(skeleton, "skeleton"), name: name, id: id, into: into, answers: try given(),
      write: try write())
  }

  private func given() throws(Findings) -> GivenAnswers {
    var file: GivenAnswers.File?
    if let answers, !answers.isEmpty {
      file = GivenAnswers.File(name: "answers.json", bytes: try encodeJSON(JSONValue.object(answers)))
    }
    return GivenAnswers(file: file, unset: unset ?? [])
  }

  private func write() throws(Findings) -> WriteRequest {
    var policy = try ConflictPolicy(parsing: onConflict ?? [])
    if let decisions {
      let document = try encodeJSON(DecisionsDocument(decisions: decisions))
      policy.decisions = try coding(.invalidDecision) { () throws(Findings) in
        try Decisions(reading: document, named: "decisions")
      }
    }
    return WriteRequest(policy: policy, isDryRun: true, keepsGoing: keepGoing ?? false)
  }

  private func unit() throws(Findings) -> String {
    guard let units, units.count == 1 else {
      throw Findings(Diagnostic(.usage, "'\(action.rawValue)' needs exactly one unit in 'units'"))
    }
    return units[0]
  }

  private func needed(_ value: String?, _ name: String) throws(Findings) -> String {
    if let value { return value }
    throw Findings(Diagnostic(.missingAnswer, "'\(action.rawValue)' needs the argument '\(name)'"))
  }
}

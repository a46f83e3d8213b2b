import Collecting
import Diagnostics
import FileTrees
import GitReading
import Jobs
import Merging
import Planning
import Texts
import Units
import Workspaces

/// What came of a job that writes, as `tenon.COMMAND/1`.
struct OutcomeReport: Codable {
  let schema: String
  let state: String
  let units: [Unit]
  /// The units' own files.
  let files: [File]
  /// What tenon keeps of them below `.tenon`.
  let records: [Record]
  let conflicts: [Conflict]
  /// Units that nothing could be done for.
  let errors: [ErrorReport.Item]
  let notes: [String]
  let next: [String]

  struct Unit: Codable {
    let id: String
    let destination: String?
    let changes: Int
  }

  struct File: Codable {
    let unit: String
    let path: String
    let from: String?
    let source: String
    let action: FileAction
    let reason: String?
    let changed: Bool
    /// Paths of keys that were merged by structure; left out if there are none.
    let merged: [String]?
    /// Changes of the skeleton in parts that an adopted file never had, as lines with `-` and `+`; left out like `merged`.
    let notTaken: [String]?

    enum CodingKeys: String, CodingKey {
      case unit, path, from, source, action, reason, changed, merged
      case notTaken = "not_taken"
    }
  }

  struct Record: Codable {
    let unit: String
    let path: String
    let action: FileAction
  }

  struct Conflict: Codable {
    let unit: String
    let path: String
    let kind: String
    let reason: String
    let canHoldMarkers: Bool
    let base: String?
    let ours: String?
    let theirs: String?
    let hunks: [Hunk]

    enum CodingKeys: String, CodingKey {
      case unit, path, kind, reason, base, ours, theirs, hunks
      case canHoldMarkers = "can_hold_markers"
    }
  }

  /// One of the places where the sides do not agree; a decision names it by its number and its id.
  struct Hunk: Codable {
    let number: Int
    let id: String
    /// Where it begins in the person's file, and in what the skeleton makes; from 1.
    let line: Int
    let theirLine: Int
    let base: String
    let ours: String
    let theirs: String
    let before: String
    let after: String

    enum CodingKeys: String, CodingKey {
      case number, id, line, base, ours, theirs, before, after
      case theirLine = "their_line"
    }
  }

  init(_ outcome: Outcome, command: String) throws(Findings) {
    schema = "tenon.\(command)/1"
    state = outcome.state.rawValue
    units = outcome.plan.units.map {
      Unit(id: $0.unit.description, destination: $0.destination?.description, changes: $0.changes.count)
    }
    files = outcome.plan.units.flatMap { unit in
      unit.files.map { File($0, of: unit, isLeft: outcome.state != .undecided && unit.isUndecided) }
    }
    records = outcome.plan.units.flatMap { unit in
      unit.changes.filter { $0.path.isBelow(TenonFolder.root) }.map {
        Record(unit: unit.unit.description, path: $0.path.description, action: FileAction($0))
      }
    }
    errors = outcome.failures.map(ErrorReport.Item.init)
    var conflicts: [Conflict] = []
    for unit in outcome.plan.units {
      for file in unit.conflicts {
        guard let conflict = try Conflict(file, of: unit) else { continue }
        conflicts.append(conflict)
      }
    }
    self.conflicts = conflicts
    notes = outcome.notes
    next = outcome.nextSteps
  }
}

extension OutcomeReport.File {
  /// `isLeft` of a unit that stays as it is, since a file of it is in conflict.
  init(_ file: FilePlan, of plan: UnitPlan, isLeft: Bool) {
    let words = isLeft && !file.needsDecision ? nil : FileWords(file, plan.intent)
    self.init(
      unit: plan.unit.description, path: file.path.description, from: file.from?.description,
      source: file.source, action: words?.action ?? .unchanged, reason: words?.reason,
      changed: !isLeft && file.changesSomething,
      merged: isLeft || file.mergedPaths.isEmpty ? nil : file.mergedPaths,
      notTaken: isLeft || file.leftOut.isEmpty ? nil : file.leftOut)
  }
}

extension OutcomeReport.Conflict {
  init?(_ file: FilePlan, of plan: UnitPlan) throws(Findings) {
    guard let conflict = file.conflict else { return nil }
    let hunks = try diagnosing { () throws(GitError) in try conflict.placedHunks() }
    self.init(
      unit: plan.unit.description, path: file.path.description, kind: conflict.kind.rawValue,
      reason: conflict.words, canHoldMarkers: conflict.canHoldMarkers, base: conflict.base?.text,
      ours: conflict.ours?.text, theirs: conflict.theirs?.text, hunks: hunks.map(OutcomeReport.Hunk.init))
  }
}

extension OutcomeReport.Hunk {
  init(_ hunk: ConflictHunk) {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    self.init(
      number: hunk.number, id: hunk.id, line: hunk.ourLine, theirLine: hunk.theirLine,
      base: text(hunk.sides.base), ours: text(hunk.sides.ours), theirs: text(hunk.sides.theirs),
      before: text(hunk.before.flatMap(\.self)), after: text(hunk.after.flatMap(\.self)))
  }
}

extension Entry {
  /// A text file's content, for a program that decides; nil for anything else.
  fileprivate var text: String? { content.flatMap { String(validating: $0.stored, as: UTF8.self) } }
}

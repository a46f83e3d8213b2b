import Diagnostics
import FileTrees
import Jobs
import Units
import Workspaces

/// The state of the workspace, as `tenon.status/1`.
struct StatusReport: Codable {
  var schema = "tenon.status/1"
  let repository: Repository
  let units: [Unit]
  let faults: [Fault]
  /// Absent if no one asked for it.
  let unmanaged: [UnmanagedDocument]?

  struct Repository: Codable {
    let root: String
    let branch: String?
    let commit: String?
    let operation: String?
    let dirty: Int
  }

  struct Unit: Codable {
    let id: String
    let state: String
    let destination: String
    let skeleton: String
    let version: String
    let drifted: [String]
    let outdated: [String]
    /// Those among the outdated that an update would ask about.
    let conflicting: [String]
    let conflicted: [String]
    let missing: [String]
    let notLaidOut: [String]
    let movedFrom: String?
    let suggestions: [Suggestion]
    /// Absent if every answer applies.
    let dormant: [String]?
    /// Present and true if two branches changed it and an update is to unite them.
    let united: Bool?
    let baseless: [String]
    let damaged: [String]
    let ahead: Bool
    let obstacle: String?
    let hints: [String]

    enum CodingKeys: String, CodingKey {
      case id, state, destination, skeleton, version, drifted, outdated, conflicting, conflicted, missing
      case united, baseless, damaged, ahead, obstacle, hints, suggestions, dormant
      case notLaidOut = "not_laid_out"
      case movedFrom = "moved_from"
    }
  }

  /// What may have been moved.
  struct Suggestion: Codable {
    let old: String
    let new: String
  }

  /// What below `.tenon/units` cannot be used.
  struct Fault: Codable {
    let code: String
    let path: String
    let unit: String?
    let message: String
    let hints: [String]
  }

  init(_ status: WorkspaceStatus, unmanaged things: [UnmanagedThing]? = nil) {
    unmanaged = things?.map(UnmanagedDocument.init)
    repository = Repository(
      root: status.root, branch: status.branch, commit: status.commit?.hex, operation: status.operation,
      dirty: status.dirty)
    units = status.units.map {
      Unit(
        id: $0.unit.description, state: $0.state.rawValue, destination: $0.destination.description,
        skeleton: $0.skeleton.name, version: $0.skeleton.version, drifted: $0.drifted.map(\.description),
        outdated: $0.outdated.map(\.description), conflicting: $0.conflicting.map(\.description),
        conflicted: $0.conflicted.map(\.description), missing: $0.missing.map(\.description),
        notLaidOut: $0.notLaidOut.map(\.description), movedFrom: $0.movedFrom?.description,
        suggestions: $0.suggestions.map { Suggestion(old: $0.old.description, new: $0.new.description) },
        dormant: $0.dormant.isEmpty ? nil : $0.dormant,
        united: $0.isUnited ? true : nil, baseless: $0.baseless.map(\.description),
        damaged: $0.damaged.map(\.description),
        ahead: $0.isAhead, obstacle: $0.obstacle?.message, hints: $0.obstacle?.hints ?? [])
    }
    faults = status.faults.map {
      Fault(
        code: $0.diagnostic.code.rawValue, path: $0.path.description, unit: $0.unit?.description,
        message: $0.diagnostic.message,
        hints: $0.diagnostic.hints)
    }
  }
}

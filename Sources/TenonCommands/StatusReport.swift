import Diagnostics
import FileTrees
import Jobs
import Workspaces

/// How the workspace stands, as `tenon.status/1`.
struct StatusReport: Encodable {
  let schema = "tenon.status/1"
  let repository: Repository
  let units: [Unit]

  struct Repository: Encodable {
    let root: String
    let branch: String?
    let commit: String?
    let operation: String?
    let dirty: Int
  }

  struct Unit: Encodable {
    let id: String
    let state: String
    let destination: String
    let skeleton: String
    let version: String
    let drifted: [String]
    let outdated: [String]
    let conflicted: [String]
    let missing: [String]
    let baseless: [String]
    let damaged: [String]
    let ahead: Bool
    let obstacle: String?
  }

  init(_ status: WorkspaceStatus) {
    repository = Repository(
      root: status.root, branch: status.branch, commit: status.commit?.hex, operation: status.operation,
      dirty: status.dirty)
    units = status.units.map {
      Unit(
        id: $0.unit.description, state: $0.state.rawValue, destination: $0.destination.description,
        skeleton: $0.skeleton.name, version: $0.skeleton.version, drifted: $0.drifted.map(\.description),
        outdated: $0.outdated.map(\.description), conflicted: $0.conflicted.map(\.description),
        missing: $0.missing.map(\.description), baseless: $0.baseless.map(\.description),
        damaged: $0.damaged.map(\.description), ahead: $0.isAhead, obstacle: $0.obstacle?.message)
    }
  }
}

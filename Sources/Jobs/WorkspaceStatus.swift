package import FileTrees
package import Units
package import Workspaces

/// The state of the whole workspace.
package struct WorkspaceStatus: Sendable {
  package let root: String
  package let branch: String?
  package let commit: ObjectID?
  /// What git itself is in the middle of: a merge, a rebase.
  package let operation: String?
  /// How many tracked files differ from the index; of the whole repository, how many paths differ from HEAD.
  package let dirty: Int
  /// Whether the whole repository was examined, staged and untracked files included.
  package let isWhole: Bool
  package let units: [UnitStatus]
  /// What is below `.tenon/units` and cannot be used.
  package let faults: [UnitFault]
}

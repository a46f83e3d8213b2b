package import Diagnostics
package import FileTrees
package import Workspaces

extension OpenWorkspace {
  /// What is below `.tenon/units`.
  package func units() throws(Findings) -> UnitRecords {
    try workspace.unitRecords()
  }

  /// The same where two branches left units in need of uniting; of a workspace without such units, nothing is read for it.
  func dividedUnits() throws(Findings) -> UnitRecords? {
    try NamedRecords(workspace).isDivided ? units() : nil
  }

  /// The bytes of a plain file of the working tree; nil for anything else that is there.
  package func bytes(at path: RelativePath) throws(Findings) -> [UInt8]? {
    try workspace.plainFile(at: path)?.content?.worktree
  }
}

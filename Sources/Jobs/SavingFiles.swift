import Diagnostics
import Disk
import FileTrees
import GitReading
import Planning
import Workspaces

extension Workbench {
  /// Writes a file that a person asked for by name: through an apply where it lies in the workspace, else beside it.
  func save(_ bytes: [UInt8], at typed: String) throws(Findings) {
    let file = surroundings.absolute(typed)
    guard let inside = try? path(typed) else {
      return try saying { () throws(DiskError) in try writeGivenFile(file, bytes) }
    }
    let before = try workspace.plainFile(at: inside)?.worktreeState ?? .absent
    try carryOut(
      [Change(path: inside, before: before, after: .file(bytes, executable: false))],
      label: "write \(inside)",
      isUndoable: false
    )
  }
}

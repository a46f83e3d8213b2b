package import Diagnostics
import Disk
import FileTrees
import GitReading
import Planning
import Workspaces

extension OpenWorkspace {
  /// Writes a file that a person named: through an apply if it is in the workspace, else directly.
  ///
  /// An existing file is replaced; its permissions are kept.
  package func save(_ bytes: [UInt8], at typed: String) throws(Findings) {
    let file = process.absolute(typed)
    guard let inside = try? path(typed) else {
      return try diagnosing { () throws(DiskError) in try writeGivenFile(file, bytes) }
    }
    let standing = try workspace.plainFile(at: inside)
    try carryOut(
      [
        Change(
          path: inside, before: standing?.worktreeState ?? .absent,
          after: .file(bytes, executable: standing?.isExecutable ?? false))
      ],
      label: "write \(inside)",
      isUndoable: false
    )
  }
}

/// Writes a document that a person wants in a file of this name, in the workspace or elsewhere.
package func save(
  _ document: [UInt8], to typed: String, in opened: OpenWorkspace
) throws(Findings) {
  try opened.save(document, at: typed)
}

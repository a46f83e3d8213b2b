package import FileTrees
import Glibc

/// A folder below another one that is kept open, so that the way to the many files in it is short.
///
/// Only for a folder of tenon's own that no one else moves while it is used.
package final class KeptFolder: Sendable {
  let path: RelativePath
  let folder: WorkspaceFolder

  package init(_ path: RelativePath, in folder: WorkspaceFolder) throws(DiskError) {
    self.path = path
    self.folder = try WorkspaceFolder(owning: folder.open(path, for: .open, locate | O_DIRECTORY))
  }

  /// The name of what is directly in it at a path; nil for any other path.
  package func name(of path: RelativePath) -> RelativePath? {
    path.isDirectly(in: self.path) ? path.relative(to: self.path) : nil
  }

  /// What is at a path directly in it, as `WorkspaceFolder.look` tells; nil if it does not exist.
  package func look(at path: RelativePath, name: RelativePath, limit: Int) throws(DiskError) -> DiskLook? {
    do throws(DiskError) {
      return try folder.look(at: name, limit: limit)
    } catch {
      throw error.at(path)
    }
  }
}

extension DiskError {
  /// The same of a path that was named from another folder.
  func at(_ path: RelativePath) -> DiskError { DiskError(attempt, path, reason) }
}

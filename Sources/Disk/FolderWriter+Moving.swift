import CLinux
import FileTrees
import Glibc
import SystemPackage

extension FolderWriter {
  /// Renames what is at `path`; never replaces an existing entry.
  func move(_ path: RelativePath, to target: RelativePath) throws(DiskError) {
    try inParents(of: path, and: target, for: .move) { here, there throws(DiskError) in
      do throws(DiskError) {
        try folder.check(.move, target) {
          unsafe tenon_move(here, cPath(path.name), there, cPath(target.name))
        }
      } catch {
        guard error.meansUnknown else { throw error }
        try link(path, in: here, to: target, in: there)
      }
    }
  }

  /// The same on a file system that knows no flags of renameat2(2), NFS for one: link(2) never replaces either.
  private func link(
    _ path: RelativePath, in from: CInt, to target: RelativePath, in to: CInt
  ) throws(DiskError) {
    do throws(DiskError) {
      try folder.check(.move, target) { unsafe linkat(from, cPath(path.name), to, cPath(target.name), 0) }
    } catch {
      guard error.meansUnknown || error.reason == .failed(.notPermitted) else { throw error }
      return try rename(path, in: from, to: target, in: to)
    }
    try folder.check(.move, path) { unsafe unlinkat(from, cPath(path.name), 0) }
  }

  /// Folders cannot be linked, and some file systems link nothing: look first, then rename.
  private func rename(
    _ path: RelativePath, in here: CInt, to target: RelativePath, in there: CInt
  ) throws(DiskError) {
    var status = stat()
    guard unsafe fstatat(there, cPath(target.name), &status, AT_SYMLINK_NOFOLLOW) != 0 else {
      throw DiskError(.move, target, .failed(.fileExists))
    }
    try folder.check(.move, target) { unsafe renameat(here, cPath(path.name), there, cPath(target.name)) }
  }
}

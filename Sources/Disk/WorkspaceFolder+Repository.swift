package import FileTrees
import Glibc
import SystemPackage

extension WorkspaceFolder {
  /// Whether a folder is a git repository of its own: it has a `.git`, or is what git takes for a bare one.
  ///
  /// The second is git's own test (`is_git_directory` in its setup.c): a HEAD, objects and refs.
  package func isRepository(_ path: RelativePath) throws(DiskError) -> Bool {
    if try kind(of: ".git", in: path) != nil { return true }
    guard let head = try kind(of: "HEAD", in: path), head != .folder else { return false }
    guard try kind(of: "objects", in: path) == .folder else { return false }
    return try kind(of: "refs", in: path) == .folder
  }

  /// Whether a folder is at a path that is surely no repository: a look at it, and at two names in it.
  ///
  /// Throws an absence if nothing is there.
  func isPlainFolder(_ path: RelativePath) throws(DiskError) -> Bool {
    let found = try open(path, for: .look, locate)
    guard try status(of: found, at: path).form == .folder else { return false }
    return [".git", "HEAD"].allSatisfy { name in
      var status = stat()
      let result = unsafe fstatat(found.number, name, &status, AT_SYMLINK_NOFOLLOW)
      return result != 0 && Errno.last == .noSuchFileOrDirectory
    }
  }

  private func kind(of name: String, in folder: RelativePath) throws(DiskError) -> DiskKind? {
    guard let path = try? folder.appending(name) else { return nil }
    return try kind(at: path)
  }
}

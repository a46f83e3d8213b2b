package import FileTrees

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

  private func kind(of name: String, in folder: RelativePath) throws(DiskError) -> DiskKind? {
    guard let path = try? folder.appending(name) else { return nil }
    return try kind(at: path)
  }
}

internal import CLibgit2
package import FileTrees

extension GitRepository {
  /// Whether git leaves a path out, as `git check-ignore` says; it need not exist, and what is tracked is not ignored.
  @available(*, noasync)
  package func isIgnored(_ path: RelativePath) throws(GitError) -> Bool {
    if try isTracked(path) { return false }
    for folder in path.ancestors where try matches(folder, suffix: [slash, 0]) { return true }
    return try matches(path, suffix: [0])
  }

  /// Asks about one path, with a final slash where it is a folder.
  ///
  /// Libgit2 starts at the path and goes up, so that `!*.log` would bring back a file of an ignored folder; git goes
  /// down and never looks into one (gitignore(5)). Hence the question about every folder, the outermost first.
  private func matches(_ path: RelativePath, suffix: [CChar]) throws(GitError) -> Bool {
    var isIgnored: Int32 = 0
    let name = path.cString.dropLast() + suffix
    try check(.checkIgnored(path)) { unsafe git_ignore_path_is_ignored(&isIgnored, handle, Array(name)) }
    return isIgnored != 0
  }
}

private let slash = CChar(UInt8(ascii: "/"))

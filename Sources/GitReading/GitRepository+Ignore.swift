internal import CLibgit2
package import FileTrees

extension GitRepository {
  /// Whether git leaves a path out, as `git check-ignore` says; it need not exist, and what is tracked is not ignored.
  @available(*, noasync)
  package func isIgnored(_ path: RelativePath) throws(GitError) -> Bool {
    if try isTracked(path) { return false }
    var isIgnored: Int32 = 0
    try check(.checkIgnored(path)) { unsafe git_ignore_path_is_ignored(&isIgnored, handle, path.cString) }
    return isIgnored != 0
  }
}

package import FileTrees
package import Texts

extension GitRepository {
  /// Whether git leaves a path out, as `git check-ignore` states; it need not exist, and what is tracked is not ignored.
  @available(*, noasync)
  package func isIgnored(_ path: RelativePath) throws(GitError) -> Bool {
    try ignored(among: [path]).contains(path)
  }

  /// Those of the paths that git leaves out; every file of rules is read but once.
  @available(*, noasync)
  package func ignored(among paths: some Sequence<RelativePath>) throws(GitError) -> Set<RelativePath> {
    var rules = try IgnoreRules(of: self)
    var found: Set<RelativePath> = []
    for path in paths where try rules.ignores(path, in: self) {
      if try !isTracked(path) { found.insert(path) }
    }
    return found
  }
}

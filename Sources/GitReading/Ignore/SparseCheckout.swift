package import FileTrees
package import Texts

extension GitRepository {
  /// Those of the paths that a sparse checkout leaves out, so that `git add` refuses them; they need not exist.
  @available(*, noasync)
  package func outsideSparseCheckout(
    among paths: some Sequence<RelativePath>
  ) throws(GitError) -> Set<RelativePath> {
    guard try isSparse,
      let text = readFile(Array("\(gitDirectory)/info/sparse-checkout".utf8CString), followingLinks: true)
    else { return [] }
    let rules = IgnoreFile(text, in: nil)
    return Set(paths.filter { !rules.takesIn($0) })
  }

  /// Whether git leaves files out of this working tree.
  @available(*, noasync)
  package var isSparse: Bool {
    get throws(GitError) { try unsafe Configuration(of: handle).isSet("core.sparsecheckout") }
  }
}

extension IgnoreFile {
  /// The rules of a sparse checkout select what is in: the path's own verdict counts, else that of the folder above it
  /// (`path_in_sparse_checkout` in git's dir.c).
  fileprivate func takesIn(_ path: RelativePath) -> Bool {
    if let verdict = verdict(on: path, isFolder: false) { return verdict }
    return path.ancestors.reversed().lazy.compactMap { self.verdict(on: $0, isFolder: true) }.first ?? false
  }
}

internal import CLibgit2
internal import FileTrees
package import Texts

extension GitRepository {
  /// What differs between HEAD and the index: what a plain `git commit` would hold.
  ///
  /// An unmerged path has no entry after; what is only announced (`--intent-to-add`) is left out, as git does.
  @available(*, noasync)
  package func indexChanges() throws(GitError) -> [TreeChange] {
    let head = try head().commit.map { commit throws(GitError) in try self.commit(commit).tree }
    let index = try unsafe Index(of: handle)
    let diff = try Diff(from: head, to: index, in: self)
    var changes: [TreeChange] = []
    for change in try diff.changes() {
      let isAnnounced = try index.entry(at: change.path)?.isIntentToAdd == true
      if isAnnounced, change.before == nil { continue }
      changes.append(change)
    }
    return changes.sorted { $0.path < $1.path }
  }
}

/// A comparison that libgit2 has made.
@safe private struct Diff: ~Copyable {
  private let handle: OpaquePointer

  init(
    from tree: ObjectID?, to index: borrowing Index, in repository: GitRepository
  ) throws(GitError) {
    let (owner, new) = unsafe (repository.handle, index.handle)
    let old = unsafe try tree.map { id throws(GitError) in unsafe try lookUp(id, in: owner) }
    defer { unsafe git_tree_free(old) }
    var options = unsafe git_diff_options()
    try check(.compareTrees) { unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)) }
    unsafe options.flags = GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
    unsafe handle = try make(.compareTrees) {
      unsafe git_diff_tree_to_index(&$0, owner, old, new, &options)
    }
  }

  deinit { unsafe git_diff_free(handle) }

  func changes() throws(GitError) -> [TreeChange] {
    var changes: [TreeChange] = []
    for position in unsafe 0..<git_diff_num_deltas(handle) {
      guard let delta = unsafe git_diff_get_delta(handle, position)?.pointee else { continue }
      let path = try unsafe checkedPath(delta.new_file.path ?? delta.old_file.path, .compareTrees)
      let isUnmerged = unsafe delta.status == GIT_DELTA_CONFLICTED
      changes.append(
        TreeChange(
          path: path, before: unsafe entry(delta.old_file),
          after: isUnmerged ? nil : unsafe entry(delta.new_file)))
    }
    return changes
  }

  private func entry(_ file: git_diff_file) -> TreeEntry? {
    let bits = UInt32(unsafe file.mode)
    return bits == 0 ? nil : TreeEntry(mode: GitMode(bits: bits), id: ObjectID(unsafe file.id))
  }
}

private func lookUp(_ tree: ObjectID, in repository: OpaquePointer) throws(GitError) -> OpaquePointer {
  var oid = tree.oid
  return unsafe try make(.readTree(tree.hex)) { unsafe git_tree_lookup(&$0, repository, &oid) }
}

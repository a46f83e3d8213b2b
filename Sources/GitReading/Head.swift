internal import CLibgit2
package import FileTrees
package import Texts

/// Where HEAD is.
package struct Head: Hashable, Sendable {
  /// Nil if nothing has been committed on the branch yet.
  package let commit: ObjectID?
  /// The branch's name without `refs/heads/`, or nil if HEAD names a commit itself.
  package let branch: String?

  package init(commit: ObjectID?, branch: String?) {
    self.commit = commit
    self.branch = branch
  }
}

extension GitRepository {
  /// The commit and the branch that are checked out.
  @available(*, noasync)
  package func head() throws(GitError) -> Head {
    Head(commit: try headCommit(), branch: try Reference("HEAD", in: self).branch)
  }

  private func headCommit() throws(GitError) -> ObjectID? {
    var oid = git_oid()
    let isBorn = try checkFound(.readHead) { unsafe git_reference_name_to_id(&oid, handle, "HEAD") }
    return isBorn ? ObjectID(oid) : nil
  }
}

@safe private struct Reference: ~Copyable {
  private let handle: OpaquePointer

  init(_ name: String, in repository: GitRepository) throws(GitError) {
    let owner = unsafe repository.handle
    unsafe handle = try make(.readHead) { unsafe git_reference_lookup(&$0, owner, name) }
  }

  deinit { unsafe git_reference_free(handle) }

  /// The branch that a symbolic reference names.
  var branch: String? {
    guard let target = unsafe git_reference_symbolic_target(handle) else { return nil }
    let name = unsafe String(cString: target)
    let heads = "refs/heads/"
    return name.hasPrefix(heads) ? String(name.dropFirst(heads.count)) : name
  }
}

import CLibgit2
package import FileTrees

/// Where HEAD stands.
package struct Head: Hashable, Sendable {
  /// The commit that is checked out; nil on a branch without one.
  package let commit: ObjectID?
  /// The branch's short name; nil where HEAD is detached.
  package let branch: String?

  package var isUnborn: Bool { commit == nil }
  package var isDetached: Bool { branch == nil }
}

extension GitRepository {
  /// Reads HEAD: a branch, a branch without a commit, or a commit alone.
  @available(*, noasync)
  package func head() throws(GitError) -> Head {
    let reference = unsafe try make(.readHead) { unsafe git_reference_lookup(&$0, handle, "HEAD") }
    defer { unsafe git_reference_free(reference) }
    let target = unsafe git_reference_symbolic_target(reference).map { unsafe String(cString: $0) }
    let branch = target.map { $0.hasPrefix("refs/heads/") ? String($0.dropFirst("refs/heads/".count)) : $0 }
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, handle, "HEAD")
    if status == GIT_ENOTFOUND.rawValue { return Head(commit: nil, branch: branch) }
    try check(.readHead) { status }
    return Head(commit: ObjectID(id), branch: branch)
  }
}

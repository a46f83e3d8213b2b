internal import CLibgit2

/// A git repository with a working tree, opened for reading: no call writes anything below `.git`.
@safe package struct GitRepository: ~Copyable {
  let handle: OpaquePointer
  /// The root of the working tree, an absolute path without symlinks and without a final slash.
  package let workingDirectory: String
  /// The folder that holds this working tree's HEAD and index: `.git`, or a part of it in a linked worktree.
  package let gitDirectory: String

  /// Opens the repository that holds a folder, as git finds it: from any folder below, in a worktree or a submodule.
  ///
  /// Refuses what libgit2 would read wrongly, and a working tree of somebody else that `safe.directory` does not name.
  @available(*, noasync)
  package init(containing path: String) throws(GitError) {
    let opened = try OpenRepository(containing: path)
    guard let root = unsafe git_repository_workdir(opened.handle) else {
      throw GitError(.open(path), .isBare)
    }
    workingDirectory = unsafe folder(root)
    gitDirectory = unsafe folder(git_repository_path(opened.handle))
    unsafe handle = opened.release()
  }

  deinit { unsafe git_repository_free(handle) }

  /// Whether the history was cut off when it was cloned: older commits are not there.
  @available(*, noasync)
  package var isShallow: Bool { unsafe git_repository_is_shallow(handle) == 1 }
}

/// Owns the handle until the repository has proved fit.
@safe private struct OpenRepository: ~Copyable {
  let handle: OpaquePointer

  init(containing path: String) throws(GitError) {
    unsafe handle = try make(.open(path)) { unsafe git_repository_open_ext(&$0, path, 0, nil) }
  }

  consuming func release() -> OpaquePointer {
    let handle = unsafe handle
    discard self
    return unsafe handle
  }

  deinit { unsafe git_repository_free(handle) }
}

/// Libgit2 ends the path of a folder with a slash.
private func folder(_ path: UnsafePointer<CChar>?) -> String {
  let text = unsafe path.map { unsafe String(cString: $0) } ?? ""
  return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
}

internal import CLibgit2
internal import Glibc

/// Owns a handle until the repository has proved fit for what it is wanted for.
@safe struct OpenRepository: ~Copyable {
  let handle: OpaquePointer

  /// Looks for a repository in the folder and in those above it, as far as git would.
  init(containing path: String) throws(GitError) {
    let flags = isSet("GIT_DISCOVERY_ACROSS_FILESYSTEM") ? GIT_REPOSITORY_OPEN_CROSS_FS.rawValue : 0
    unsafe handle = try make(.open(path)) {
      unsafe git_repository_open_ext(&$0, path, flags, getenv("GIT_CEILING_DIRECTORIES"))
    }
  }

  /// Opens the repository at exactly this path: a working tree, or a bare one.
  init(at path: String) throws(GitError) {
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    unsafe handle = try make(.open(path)) { unsafe git_repository_open_ext(&$0, path, flags, nil) }
  }

  deinit { unsafe git_repository_free(handle) }

  /// The root of the working tree, or nil of a bare repository.
  var workingDirectory: String? {
    unsafe git_repository_workdir(handle).map { unsafe withoutFinalSlash(String(cString: $0)) }
  }

  var gitDirectory: String {
    unsafe git_repository_path(handle).map { unsafe withoutFinalSlash(String(cString: $0)) } ?? ""
  }

  /// Hands the handle over to its next owner.
  consuming func release() -> OpaquePointer {
    let handle = unsafe handle
    discard self
    return unsafe handle
  }

  /// Reads `config.worktree` too where git does.
  ///
  /// Git honours `extensions.worktreeConfig` in a repository of version 0, as `git sparse-checkout` leaves it; libgit2
  /// looks at extensions from version 1 on and refuses this one there.
  func layerWorktreeConfiguration() throws(GitError) {
    let configuration = try unsafe Configuration(of: handle)
    guard try configuration.isSet("extensions.worktreeconfig") else { return }
    try unsafe configuration.layer("\(gitDirectory)/config.worktree", for: handle)
  }
}

/// Libgit2 ends the path of a folder with a slash.
func withoutFinalSlash(_ path: String) -> String {
  path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
}

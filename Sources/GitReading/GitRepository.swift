import CLibgit2

/// A git repository, read and never written.
///
/// Owns the handle; it never leaves the room. Not Sendable: libgit2 keeps its last error for one thread.
@safe package struct GitRepository: ~Copyable {
  let handle: OpaquePointer
  /// The root of the working tree; absolute, without a slash at the end.
  package let workingDirectory: String
  /// The repository's own folder, where the index of this working tree lies.
  package let gitDirectory: String

  /// Opens the repository that holds `path`, looking in the folders above it as git does.
  @available(*, noasync)
  package init(containing path: String) throws(GitError) {
    let opened = unsafe try make(.open) { unsafe git_repository_open_ext(&$0, path, 0, nil) }
    guard let root = unsafe git_repository_workdir(opened), let folder = unsafe git_repository_path(opened) else {
      unsafe git_repository_free(opened)
      throw GitError(.open, status: GIT_EBAREREPO.rawValue, about: path)
    }
    unsafe handle = opened
    workingDirectory = Self.withoutSlash(unsafe String(cString: root))
    gitDirectory = Self.withoutSlash(unsafe String(cString: folder))
  }

  deinit { unsafe git_repository_free(handle) }

  private static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

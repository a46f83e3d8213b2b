internal import CLibgit2
internal import Glibc
import Texts

/// The owner of a repository's handle.
@safe struct OpenRepository: ~Copyable {
  let handle: OpaquePointer

  /// Looks for a repository in the folder and in those above it, as far as git would.
  init(containing path: String) throws(GitError) {
    let flags = isSet("GIT_DISCOVERY_ACROSS_FILESYSTEM") ? GIT_REPOSITORY_OPEN_CROSS_FS.rawValue : 0
    unsafe handle = try make(.open(path)) {
      unsafe git_repository_open_ext(&$0, path, flags, getenv("GIT_CEILING_DIRECTORIES"))
    }
  }

  /// Opens the repository that the environment names, or looks for it, and takes working tree and index from there too.
  ///
  /// Relative names are taken from `path`, where the command was started; that of the index from the root (git(1)).
  static func found(
    from path: String, _ environment: GitEnvironment
  ) throws(GitError) -> OpenRepository {
    let found: OpenRepository
    if let directory = environment.directory {
      found = try OpenRepository(gitDirectory: directory.absolute(in: path))
    } else {
      found = try OpenRepository(containing: path)
    }
    if let tree = try found.workTree(from: path, environment) { try found.setWorkTree(tree) }
    if let file = environment.indexFile {
      try found.setIndex(file.absolute(in: found.workingDirectory ?? path))
    }
    return found
  }

  /// Opens git's own folder at exactly this path.
  private init(gitDirectory path: String) throws(GitError) {
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    unsafe handle = try make(.open(path)) { unsafe git_repository_open_ext(&$0, path, flags, nil) }
  }

  /// Where `GIT_DIR` alone is set, the current folder is the root, unless the configuration states otherwise.
  private func workTree(from path: String, _ environment: GitEnvironment) throws(GitError) -> String? {
    if let named = environment.workTree { return named.absolute(in: path) }
    if environment.directory == nil { return nil }
    let configuration = try unsafe Configuration(of: handle)
    if try configuration.string("core.worktree") != nil { return nil }
    return try configuration.isSet("core.bare") ? nil : path
  }

  /// In memory alone: without an update of the link, nothing is written.
  private func setWorkTree(_ path: String) throws(GitError) {
    try check(.open(path)) { unsafe git_repository_set_workdir(handle, path, 0) }
  }

  /// In memory alone; a file that is not there is an empty index, as for git.
  private func setIndex(_ path: String) throws(GitError) {
    let index = unsafe try make(.readIndex) { unsafe git_index_open(&$0, path) }
    defer { unsafe git_index_free(index) }
    try check(.readIndex) { unsafe git_repository_set_index(handle, index) }
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

extension String {
  /// A path taken from a folder, unless it is absolute.
  func absolute(in folder: String) -> String { hasPrefix("/") ? self : folder + "/" + self }
}

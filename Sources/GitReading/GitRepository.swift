internal import CLibgit2
package import FileTrees
internal import Glibc
package import Texts

/// A git repository with a working tree, opened for reading: no call writes anything below `.git`.
@safe package final class GitRepository {
  private let opened: OpenRepository
  let conversions = Conversions()
  let trees = TreeCache()
  let index: IndexShelf
  /// The root of the working tree, an absolute path without symlinks and without a final slash.
  package let workingDirectory: String
  /// The folder that holds this working tree's HEAD and index: `.git`, or a part of it in a linked worktree.
  package let gitDirectory: String
  /// The folder below the root that it was opened from, or nil if that is the root itself.
  package let startingFolder: RelativePath?

  /// Opens the repository that holds a folder, as git finds it: from any folder below, in a worktree or a submodule.
  ///
  /// Refuses what libgit2 would read wrongly, and another user's repository that `safe.directory` does not name,
  /// unless the environment names it.
  @available(*, noasync)
  package init(
    containing path: String, environment: GitEnvironment = GitEnvironment()
  ) throws(GitError) {
    let now = FileStamp.Moment.now
    let opened = try OpenRepository.found(from: path, environment)
    let start = try resolvedPath(path)
    guard let root = opened.workingDirectory else { throw GitError(.open(path), .isBare) }
    let folder = opened.gitDirectory
    if environment.directory == nil { try checkOwner(workingDirectory: root, gitDirectory: folder) }
    if isSame(start, asOrBelow: folder) { throw GitError(.open(path), .insideGitDirectory) }
    try opened.layerWorktreeConfiguration()
    startingFolder =
      root == "/" || isSame(start, asOrBelow: root)
      ? try? RelativePath(bytes: Array(start.utf8.dropFirst(root == "/" ? 1 : root.utf8.count + 1))) : nil
    workingDirectory = root
    gitDirectory = folder
    index = IndexShelf(written: environment.indexWritten(in: root, besides: folder, asOf: now))
    self.opened = opened
  }

  /// Opens the repository at exactly this path for its history alone: of a bare one, both folders are its own.
  @available(*, noasync)
  init(bareOrNotAt path: String) throws(GitError) {
    let opened = try OpenRepository(at: path)
    let (root, folder) = (opened.workingDirectory, opened.gitDirectory)
    try checkOwner(workingDirectory: root, gitDirectory: folder)
    workingDirectory = root ?? folder
    gitDirectory = folder
    startingFolder = nil
    index = IndexShelf(written: nil)
    self.opened = opened
  }

  var handle: OpaquePointer { unsafe opened.handle }

  /// Whether the history was cut off when it was cloned: older commits are not there.
  @available(*, noasync)
  package var isShallow: Bool { unsafe git_repository_is_shallow(handle) == 1 }

  /// The absolute path of what is at a path of the working tree; it is not examined.
  func absolute(_ path: RelativePath) -> [CChar] {
    let root = workingDirectory == "/" ? "" : workingDirectory
    return (Array(root.utf8) + [UInt8(ascii: "/")] + path.bytes).map { CChar(bitPattern: $0) } + [0]
  }
}

extension RelativePath {
  /// The path as C takes it.
  var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

private func isSame(_ path: String, asOrBelow folder: String) -> Bool {
  path == folder || path.utf8.starts(with: (folder + "/").utf8)
}

/// The absolute path without symlinks; the repository was found above it, so it is there.
private func resolvedPath(_ path: String) throws(GitError) -> String {
  guard let resolved = unsafe realpath(path, nil) else { throw GitError(.open(path), .noRepository) }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

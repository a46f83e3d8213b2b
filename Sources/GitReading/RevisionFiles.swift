package import FileTrees
package import Texts

/// The files of a folder at a revision of a repository, read without a checkout.
package struct RevisionFiles: Hashable, Sendable {
  package let commit: ObjectID
  /// As git stores them, with paths below the folder.
  package let files: FileTree

  /// Reads a folder, or all, at a revision of the repository at exactly this path; it may be bare.
  ///
  /// Throws if the revision or the folder is not there or lacks the file that is `required` directly in it, and if there is more than a skeleton may hold.
  @available(*, noasync)
  package init(
    at revision: String, below folder: RelativePath?, ofRepositoryAt path: String,
    requiring required: String? = nil,
    limits: Limits = Limits()
  ) throws(GitError) {
    let repository = try GitRepository(bareOrNotAt: path)
    let commit = try repository.resolve(revision)
    guard let top = try repository.tree(of: commit, at: folder) else {
      throw GitError(.readTree(folder?.description ?? "."), .noSuchFolder(revision: revision))
    }
    if let required, try repository.tree(top).entries[Array(required.utf8)]?.mode.fileMode == nil {
      throw GitError(.readTree(folder?.description ?? "."), .noSuchFolder(revision: revision))
    }
    var reader = RevisionReader(limits: limits)
    try reader.read(top, at: [], of: repository)
    self.commit = commit
    files = reader.files
  }

  /// How much is read at most, since a repository is not to be trusted.
  package struct Limits: Hashable, Sendable {
    package var files = 10_000
    package var bytes = 64 << 20

    package init(files: Int = 10_000, bytes: Int = 64 << 20) {
      self.files = files
      self.bytes = bytes
    }
  }
}

extension GitRepository {
  /// All files of a commit as git stores them; none if there is no commit yet.
  ///
  /// Throws if there is more than the limits allow.
  @available(*, noasync)
  package func files(of commit: ObjectID?, limits: RevisionFiles.Limits) throws(GitError) -> FileTree {
    guard let commit, let top = try tree(of: commit, at: nil) else { return .empty }
    var reader = RevisionReader(limits: limits)
    try reader.read(top, at: [], of: self)
    return reader.files
  }
}

/// Walks a tree of git's into a file tree, until a limit is reached.
private struct RevisionReader {
  private(set) var files = FileTree.empty
  private var left: RevisionFiles.Limits

  init(limits: RevisionFiles.Limits) { left = limits }

  mutating func read(
    _ id: ObjectID, at folder: [UInt8], of repository: GitRepository
  ) throws(GitError) {
    for (name, entry) in try repository.tree(id).entries {
      let path = try repository.path(name, in: folder)
      left.files -= 1
      if left.files < 0 { throw GitError(.readTree(path.description), .tooMany) }
      if entry.mode == .tree {
        try read(entry.id, at: path.bytes, of: repository)
      } else {
        files[path] = try self.entry(entry, of: repository)
      }
    }
  }

  private mutating func entry(
    _ entry: TreeEntry, of repository: GitRepository
  ) throws(GitError) -> Entry {
    guard let mode = entry.mode.fileMode else { return .repository }
    guard let bytes = try repository.blob(entry.id, limit: left.bytes) else {
      throw GitError(.readObject(entry.id.hex), .noSuchObject)
    }
    left.bytes -= bytes.count
    return mode == .symlink ? .symlink(target: bytes) : .file(Content(bytes), executable: mode == .executable)
  }
}

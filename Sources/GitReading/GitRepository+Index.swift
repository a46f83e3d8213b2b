package import FileTrees

extension GitRepository {
  /// What the index holds at a path, or nil where it is not tracked.
  @available(*, noasync)
  package func indexEntry(at path: RelativePath) throws(GitError) -> IndexEntry? {
    try unsafe Index(of: handle).entry(at: path)
  }

  /// The entry of a file that is surely as git last saw it, so that it need not be read; else nil.
  ///
  /// By git's own rule: every stamp is the same, and the index was written later than the file (`racy-git.txt`).
  @available(*, noasync)
  package func untouchedEntry(at path: RelativePath) throws(GitError) -> IndexEntry? {
    let index = try unsafe Index(of: handle)
    guard let entry = try index.entry(at: path), !entry.isUnmerged, let written = index.writtenAt,
      FileStamp(at: absolute(path)) == entry.stamp, entry.stamp.modified < written
    else { return nil }
    return entry
  }

  /// Every entry of the index below a folder, or all, in git's order.
  @available(*, noasync)
  package func indexEntries(below folder: RelativePath? = nil) throws(GitError) -> [IndexEntry] {
    try unsafe Index(of: handle).entries(below: folder)
  }

  /// Whether git tracks a file, or anything below a folder.
  @available(*, noasync)
  package func isTracked(_ path: RelativePath) throws(GitError) -> Bool {
    let index = try unsafe Index(of: handle)
    return try index.entry(at: path) != nil ? true : index.holdsFolder(path)
  }

  /// The submodule or other nested repository that a path is, or lies in; nil where it is this repository's own.
  @available(*, noasync)
  package func nestedRepository(containing path: RelativePath) throws(GitError) -> RelativePath? {
    let index = try unsafe Index(of: handle)
    for folder in path.ancestors + [path] {
      if try index.entry(at: folder)?.isSubmodule == true { return folder }
      if let inner = try? folder.appending(".git"), FileStamp(at: absolute(inner)) != nil { return folder }
    }
    return nil
  }
}

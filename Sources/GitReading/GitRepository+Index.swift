internal import CLibgit2
package import FileTrees
internal import Glibc
package import Texts

extension GitRepository {
  /// What the index holds at a path, or nil if it is not tracked.
  @available(*, noasync)
  package func indexEntry(at path: RelativePath) throws(GitError) -> IndexEntry? {
    try unsafe Index(of: handle).entry(at: path)
  }

  /// The whole index as it was when it was first asked for.
  @available(*, noasync)
  package func indexTable() throws(GitError) -> IndexTable {
    if let table = index.table { return table }
    let table = IndexTable(of: try unsafe Index(of: handle))
    index.table = table
    return table
  }

  /// The part of it below a folder; positions count from its own first entry.
  @available(*, noasync)
  package func indexTable(below folder: RelativePath) throws(GitError) -> IndexTable {
    try IndexTable(of: try unsafe Index(of: handle), below: folder)
  }

  /// The sum at the end of the index as it was read, which covers every byte of it.
  @available(*, noasync)
  package func indexSum() throws(GitError) -> ObjectID? {
    let index = try unsafe Index(of: handle)
    guard let sum = unsafe git_index_checksum(index.handle)?.pointee else { return nil }
    let id = ObjectID(sum)
    // Git leaves the sum out where `index.skipHash` states it; an index that is not there has none either.
    return id.words == (0, 0, 0) ? nil : id
  }

  /// How many entries the index has.
  @available(*, noasync)
  package func indexCount() throws(GitError) -> Int {
    unsafe git_index_entrycount(try Index(of: handle).handle)
  }

  /// What a look at the file system states of tracked files, by the positions of their entries; none of them is opened.
  @available(*, noasync)
  package func sights(at positions: [Int]) throws(GitError) -> [WorktreeSight] {
    sights(at: positions, of: try indexTable())
  }

  /// The same by the positions of a table, which may be a part of the index.
  package func sights(at positions: [Int], of table: IndexTable) -> [WorktreeSight] {
    let root = unsafe open(workingDirectory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(root) }
    return WorktreeLook(table: table, written: index.written, root: root).sights(at: positions)
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

  /// Whether a folder is a submodule or another nested repository, wherever it is.
  ///
  /// One that `isPlain` is known to be missing or to hold no repository, and may still be a submodule.
  @available(*, noasync)
  package func isNestedRepository(_ folder: RelativePath, isPlain: Bool = false) throws(GitError) -> Bool {
    if try unsafe Index(of: handle).entry(at: folder)?.isSubmodule == true { return true }
    guard !isPlain, let inner = try? folder.appending(".git") else { return false }
    return FileStamp(at: absolute(inner)) != nil
  }
}

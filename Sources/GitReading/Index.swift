internal import CLibgit2
internal import FileTrees
internal import Glibc
import Texts

/// Git's index as it is on disk, read when it is first needed.
@safe struct Index: ~Copyable {
  let handle: OpaquePointer

  /// The repository's own index, or the one that the environment named when it was opened.
  init(of repository: OpaquePointer) throws(GitError) {
    unsafe handle = try make(.readIndex) { unsafe git_repository_index(&$0, repository) }
  }

  deinit { unsafe git_index_free(handle) }

  /// The entry at a path; of an unmerged one, the first side that there is.
  func entry(at path: RelativePath) throws(GitError) -> IndexEntry? {
    for stage in Int32(0)...3 {
      if let found = unsafe git_index_get_bypath(handle, path.cString, stage)?.pointee {
        return unsafe try IndexEntry(found)
      }
    }
    git_error_clear()
    return nil
  }

  /// Every entry below a folder, or all of them, in git's order.
  func entries(below folder: RelativePath?) throws(GitError) -> [IndexEntry] {
    guard let folder else { return try entries(in: unsafe 0..<git_index_entrycount(handle)) { _ in true } }
    guard let start = try position(below: folder) else { return [] }
    return try entries(in: unsafe start..<git_index_entrycount(handle)) { $0.isBelow(folder) }
  }

  /// Whether anything below a folder is tracked.
  func holdsFolder(_ folder: RelativePath) throws(GitError) -> Bool { try position(below: folder) != nil }

  private func entries(
    in positions: Range<Int>, while belongs: (RelativePath) -> Bool
  ) throws(GitError) -> [IndexEntry] {
    var entries: [IndexEntry] = []
    for position in positions {
      guard let found = unsafe git_index_get_byindex(handle, position)?.pointee else { break }
      let entry = unsafe try IndexEntry(found)
      if !belongs(entry.path) { break }
      entries.append(entry)
    }
    return entries
  }

  func position(below folder: RelativePath) throws(GitError) -> Int? {
    var position = 0
    let prefix = folder.cString.dropLast() + [CChar(UInt8(ascii: "/")), 0]
    return try checkFound(.readIndex) { unsafe git_index_find_prefix(&position, handle, Array(prefix)) }
      ? position : nil
  }
}

extension IndexEntry {
  init(_ entry: git_index_entry) throws(GitError) {
    path = try unsafe checkedPath(entry.path, .readIndex)
    mode = GitMode(bits: unsafe entry.mode)
    id = ObjectID(unsafe entry.id)
    let (flags, extended) = unsafe (UInt32(entry.flags), UInt32(entry.flags_extended))
    isUnmerged = flags & UInt32(GIT_INDEX_ENTRY_STAGEMASK) != 0
    isSkipWorktree = extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
    isIntentToAdd = extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
    stamp = unsafe FileStamp(entry)
  }
}

extension FileStamp {
  init(_ entry: git_index_entry) {
    self.init(
      size: unsafe entry.file_size, modified: unsafe FileStamp.Moment(entry.mtime),
      changed: unsafe FileStamp.Moment(entry.ctime), node: unsafe entry.ino,
      mode: GitMode(bits: unsafe entry.mode))
  }
}

extension FileStamp.Moment {
  init(_ time: git_index_time) { self.init(seconds: time.seconds, nanoseconds: time.nanoseconds) }
}

/// A path that libgit2 gives, checked, since an index is not to be trusted.
///
/// That of a nested repository ends in a slash, which is dropped.
func checkedPath(_ path: UnsafePointer<CChar>?, _ operation: GitOperation) throws(GitError) -> RelativePath {
  guard let path = unsafe path else { throw GitError(operation, .malformed("an entry has no path")) }
  var bytes = unsafe Array(UnsafeRawBufferPointer(start: path, count: strlen(path)))
  if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
  do throws(PathError) {
    return try RelativePath(bytes: bytes)
  } catch {
    throw GitError(operation, .badPath(error))
  }
}

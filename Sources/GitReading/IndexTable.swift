internal import CLibgit2
package import FileTrees
internal import Glibc
import Texts

/// Git's index as one value: what git knows of every tracked path, side by side and in git's order.
///
/// A position names an entry. Of an unmerged path there are several.
package struct IndexTable: Sendable {
  /// Every path as the index has it, a NUL after each; only `path(at:)` has checked it.
  private var names: [UInt8] = []
  private var starts: [Int] = [0]
  private var ids: [ObjectID] = []
  private var traits: [IndexTraits] = []
  private var stamps: [FileStamp] = []

  init(of index: borrowing Index) {
    let count = unsafe git_index_entrycount(index.handle)
    reserve(count)
    for position in 0..<count {
      guard let entry = unsafe git_index_get_byindex(index.handle, position) else { break }
      unsafe add(entry)
    }
  }

  init(of index: borrowing Index, below folder: RelativePath) throws(GitError) {
    guard var position = try index.position(below: folder) else { return }
    let prefix = Array(folder.cString.dropLast()) + [CChar(UInt8(ascii: "/"))]
    while let entry = unsafe git_index_get_byindex(index.handle, position),
      unsafe strncmp(entry.pointee.path, prefix, prefix.count) == 0
    {
      unsafe add(entry)
      position += 1
    }
  }

  private mutating func reserve(_ count: Int) {
    names.reserveCapacity(count * 64)
    starts.reserveCapacity(count + 1)
    ids.reserveCapacity(count)
    traits.reserveCapacity(count)
    stamps.reserveCapacity(count)
  }

  private mutating func add(_ entry: UnsafePointer<git_index_entry>) {
    let length = unsafe strlen(entry.pointee.path) + 1
    unsafe names.append(contentsOf: UnsafeRawBufferPointer(start: entry.pointee.path, count: length))
    starts.append(names.count)
    ids.append(ObjectID(unsafe entry.pointee.id))
    unsafe traits.append(IndexTraits(entry.pointee))
    unsafe stamps.append(FileStamp(entry.pointee))
  }

  package var count: Int { ids.count }

  /// The blob id of an entry, and the commit of a submodule.
  package func id(at position: Int) -> ObjectID { ids[position] }

  /// What kind of thing an entry is.
  package func mode(at position: Int) -> GitMode { stamps[position].mode }

  /// What git was told of an entry, beside its content.
  package func traits(at position: Int) -> IndexTraits { traits[position] }

  func stamp(at position: Int) -> FileStamp { stamps[position] }

  /// The path of an entry, or nil if it is not one that git would make.
  package func path(at position: Int) -> RelativePath? {
    try? RelativePath(bytes: Array(names[starts[position]..<starts[position + 1] - 1]))
  }

  /// Whether the path of an entry ends so.
  package func ends(with ending: [UInt8], at position: Int) -> Bool {
    names[starts[position]..<starts[position + 1] - 1].suffix(ending.count).elementsEqual(ending)
  }

  /// Passes the path of an entry as a C string to `body`, which must not keep it.
  func withName<Result>(at position: Int, _ body: (UnsafePointer<CChar>, Int) -> Result) -> Result {
    unsafe names.withUnsafeBytes { bytes in
      let start = starts[position]
      return unsafe bytes.bindMemory(to: CChar.self).baseAddress.map {
        unsafe body($0 + start, starts[position + 1] - start - 1)
      } ?? body("", 0)
    }
  }

  /// Where the path is, or nil if git does not track it; of an unmerged path, the first of its entries.
  package func position(of path: Span<UInt8>) -> Int? {
    let position = firstPosition(notBefore: path)
    return position < count && order(of: position, to: path) == 0 ? position : nil
  }

  /// The same for a path that is a value of its own.
  package func position(of path: RelativePath) -> Int? { position(of: path.bytes.span) }

  /// Every entry below a folder.
  package func positions(below folder: RelativePath) -> Range<Int> {
    if folder.isRoot { return 0..<count }
    let slash = UInt8(ascii: "/")
    let start = firstPosition(notBefore: (folder.bytes + [slash]).span)
    return start..<max(start, firstPosition(notBefore: (folder.bytes + [slash + 1]).span))
  }

  /// Whether an entry has this path.
  package func isPath(_ path: Span<UInt8>, at position: Int) -> Bool {
    position < count && order(of: position, to: path) == 0
  }

  private func firstPosition(notBefore path: Span<UInt8>) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if order(of: middle, to: path) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Below 0 where the entry's path comes before the other one, by bytes.
  private func order(of position: Int, to path: Span<UInt8>) -> Int {
    unsafe path.withUnsafeBufferPointer { other in
      unsafe withName(at: position) { name, count in
        let order = unsafe other.baseAddress.map { unsafe memcmp(name, $0, min(count, other.count)) } ?? 0
        return order != 0 ? Int(order) : count - other.count
      }
    }
  }
}

/// What git was told of an entry of its index.
package struct IndexTraits: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A merge has left several sides of it.
  package static let unmerged = IndexTraits(rawValue: 1)
  /// Left out by a sparse checkout.
  package static let skipWorktree = IndexTraits(rawValue: 2)
  /// Announced by `git add --intent-to-add`.
  package static let intentToAdd = IndexTraits(rawValue: 4)
  /// `git update-index --assume-unchanged`: git looks at it no more.
  package static let assumeUnchanged = IndexTraits(rawValue: 8)

  init(_ entry: git_index_entry) {
    let (flags, extended) = unsafe (UInt32(entry.flags), UInt32(entry.flags_extended))
    var traits: IndexTraits = []
    if flags & UInt32(GIT_INDEX_ENTRY_STAGEMASK) != 0 { traits.insert(.unmerged) }
    if flags & GIT_INDEX_ENTRY_VALID.rawValue != 0 { traits.insert(.assumeUnchanged) }
    if extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0 { traits.insert(.skipWorktree) }
    if extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0 { traits.insert(.intentToAdd) }
    self = traits
  }
}

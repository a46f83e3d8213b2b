internal import FileTrees
internal import Glibc
internal import Threading

/// What a look at the file system states of a tracked file, without opening it.
package enum WorktreeSight: UInt8, Sendable {
  /// Surely as git last saw it, by git's own rule: every stamp is the same, and the index was written later than the file
  /// (`racy-git.txt`).
  case untouched
  /// It may be another one: only its content tells.
  case unsure
  /// Nothing is there, or a symbolic link is in place of a folder above it.
  case absent
}

/// Looks at tracked files, each with one lstat(2) and one for every folder above them.
struct WorktreeLook: Sendable {
  let table: IndexTable
  /// When the index was written, taken before it was read.
  let written: FileStamp.Moment?
  /// An open descriptor of the root; the files are examined from there, so that the way is short.
  let root: CInt

  /// On all cores: so many files keep more than one busy.
  func sights(at positions: [Int]) -> [WorktreeSight] {
    inParallel(positions.count, least: 1000) { sightsInOrder(at: positions[$0]) }.flatMap(\.self)
  }

  private func sightsInOrder(at positions: ArraySlice<Int>) -> [WorktreeSight] {
    var folders = CheckedFolders(root: root)
    return positions.map { position in
      unsafe table.withName(at: position) { name, count in
        guard unsafe folders.areFolders(above: name, count),
          let stamp = unsafe FileStamp(at: name, from: root)
        else {
          return .absent
        }
        let known = table.stamp(at: position)
        guard let written, stamp == known, known.modified < written,
          !table.traits(at: position).contains(.unmerged)
        else { return .unsure }
        return .untouched
      }
    }
  }
}

/// The folders above the path that was examined last: those of the next one are mostly the same.
private struct CheckedFolders {
  let root: CInt
  /// The last folder that was examined, with its final slash; each of its parts was.
  private var known: [CChar] = []
  private var isGood = true

  init(root: CInt) { self.root = root }

  /// Whether every part above a path is a folder and no symbolic link.
  mutating func areFolders(above name: UnsafePointer<CChar>, _ count: Int) -> Bool {
    let slash = CChar(bitPattern: UInt8(ascii: "/"))
    var length = count
    while length > 0, unsafe name[length - 1] != slash { length -= 1 }
    if length == known.count, unsafe isSame(name, length) { return isGood }
    var common = 0
    while isGood, common < min(length, known.count), unsafe name[common] == known[common] { common += 1 }
    while common > 0, unsafe name[common - 1] != slash { common -= 1 }
    known = unsafe Array(UnsafeBufferPointer(start: name, count: length))
    isGood = true
    for end in common..<length where isGood && known[end] == slash { isGood = isFolder(upTo: end) }
    return isGood
  }

  private func isSame(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    unsafe known.withUnsafeBufferPointer { known in
      unsafe known.baseAddress.map { unsafe memcmp(name, $0, length) == 0 } ?? true
    }
  }

  private mutating func isFolder(upTo end: Int) -> Bool {
    known[end] = 0
    defer { known[end] = CChar(bitPattern: UInt8(ascii: "/")) }
    var status = stat()
    return unsafe fstatat(root, known, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }
}

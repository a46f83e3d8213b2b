internal import CLibgit2
internal import FileTrees
import Texts

/// One folder of a commit: names and what they represent.
struct Tree: Hashable, Sendable {
  var entries: [[UInt8]: TreeEntry]

  init(_ entries: [[UInt8]: TreeEntry] = [:]) { self.entries = entries }

  /// Takes apart what git writes: `MODE SP NAME NUL` and 20 bytes of id, again and again.
  init(parsing bytes: [UInt8], of id: ObjectID) throws(GitError) {
    entries = [:]
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let blank = rest.firstIndex(of: UInt8(ascii: " ")), let end = rest.firstIndex(of: 0), blank < end,
        let bits = UInt32(String(decoding: rest[..<blank], as: UTF8.self), radix: 8), rest.endIndex - end > 20
      else { throw GitError(.readTree(id.hex), .malformed("not a git tree")) }
      let next = end + 21
      entries[Array(rest[(blank + 1)..<end])] = TreeEntry(
        mode: GitMode(bits: bits), id: ObjectID(rawBytes: rest[(end + 1)..<next]))
      rest = rest[next...]
    }
  }

  /// The tree as git writes it: a folder is sorted as if its name ended in a slash.
  var bytes: [UInt8] {
    let sorted = entries.sorted {
      $0.value.sortKey($0.key).lexicographicallyPrecedes($1.value.sortKey($1.key))
    }
    return sorted.flatMap { name, entry in
      Array("\(entry.mode.text) ".utf8) + name + [0] + entry.id.rawBytes
    }
  }

  var id: ObjectID { objectID(of: bytes, type: GIT_OBJECT_TREE) }
}

extension TreeEntry {
  fileprivate func sortKey(_ name: [UInt8]) -> [UInt8] { mode == .tree ? name + [UInt8(ascii: "/")] : name }
}

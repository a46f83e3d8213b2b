/// The bytes of a file, twice: as git would store them and as they are in the working tree.
///
/// The two differ where a filter of git's converts line endings (`core.autocrlf`, `eol`). Everything is compared and
/// merged by `stored`; `worktree` is what is read from and written to disk. The ids of both are computed when they are
/// first asked for, and copies of the content share them.
package struct Content: Sendable {
  /// One reference, since plans are copied far more often than contents are looked at.
  private let storage: Storage

  /// Bytes as git stores them, and the same file as it is in the working tree.
  package init(stored: [UInt8], worktree: [UInt8]) {
    let storedID = LazyID()
    storage = Storage(
      stored: stored, worktree: worktree, storedID: storedID,
      worktreeID: stored == worktree ? storedID : LazyID())
  }

  /// Content that no filter changes; `id` is that of the bytes, where it is known already.
  package init(_ bytes: [UInt8], id: ObjectID? = nil) {
    let id = LazyID(id)
    storage = Storage(stored: bytes, worktree: bytes, storedID: id, worktreeID: id)
  }

  package init(_ text: String) { self.init(Array(text.utf8)) }

  package var stored: [UInt8] { storage.stored }
  package var worktree: [UInt8] { storage.worktree }

  /// Whether it is the same to git, regardless of line endings in the working tree.
  package func isSame(as other: Content) -> Bool { stored == other.stored }

  /// The blob id of the bytes as git stores them, which `compute` gives if no one has asked before.
  package func storedID(_ compute: ([UInt8]) -> ObjectID) -> ObjectID {
    storage.storedID.value { compute(stored) }
  }

  /// The blob id of the bytes in the working tree, in the same way.
  package func worktreeID(_ compute: ([UInt8]) -> ObjectID) -> ObjectID {
    storage.worktreeID.value { compute(worktree) }
  }

  private final class Storage: Sendable {
    let stored: [UInt8]
    let worktree: [UInt8]
    let storedID: LazyID
    let worktreeID: LazyID

    init(stored: [UInt8], worktree: [UInt8], storedID: LazyID, worktreeID: LazyID) {
      self.stored = stored
      self.worktree = worktree
      self.storedID = storedID
      self.worktreeID = worktreeID
    }
  }
}

extension Content: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.stored == right.stored && left.worktree == right.worktree
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(stored) }
}

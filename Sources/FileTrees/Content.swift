/// The bytes of a file, twice: as git would store them and as they stand in the working tree.
///
/// The two differ where a filter of git's converts line endings (`core.autocrlf`, `eol`). Everything is compared and
/// merged by `stored`; `worktree` is what is read from and written to disk.
package struct Content: Hashable, Sendable {
  package let stored: [UInt8]
  package let worktree: [UInt8]

  package init(stored: [UInt8], worktree: [UInt8]) {
    self.stored = stored
    self.worktree = worktree
  }

  /// Content that no filter changes.
  package init(_ bytes: [UInt8]) { self.init(stored: bytes, worktree: bytes) }

  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// Whether it is the same to git, whatever line endings the working tree shows.
  package func isSame(as other: Content) -> Bool { stored == other.stored }
}

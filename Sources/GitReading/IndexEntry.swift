package import FileTrees

/// What git's index holds at a path.
package struct IndexEntry: Hashable, Sendable {
  package let path: RelativePath
  package let mode: GitMode
  /// The id of the contents as git stores them; of an unmerged path, one of its sides.
  package let id: ObjectID
  /// Left out by a sparse checkout: not in the working tree, and not deleted either.
  package let isSkipWorktree: Bool
  /// A merge has left several sides of it.
  package let isUnmerged: Bool
  /// Announced by `git add --intent-to-add`: a commit does not hold it.
  package let isIntentToAdd: Bool
  /// What the file looked like when git last compared it.
  let stamp: FileStamp

  package var isSubmodule: Bool { mode == .submodule }
}

/// What a file system states about a file, by which git knows a file again that no one has touched.
struct FileStamp: Hashable, Sendable {
  let size: UInt32
  let modified: Moment
  let changed: Moment
  let node: UInt32
  let mode: GitMode

  struct Moment: Hashable, Sendable, Comparable {
    let seconds: Int32
    let nanoseconds: UInt32

    static func < (left: Self, right: Self) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }
}

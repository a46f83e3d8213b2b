/// One path's way from what is there to what is to be there: the currency between planning and applying.
///
/// `before` is an expectation, checked again at the moment of use; where it does not hold, nothing is written.
package struct Change: Hashable, Sendable {
  package let path: RelativePath
  package let before: FileState
  package let after: Outcome

  package init(path: RelativePath, before: FileState, after: Outcome) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// What is to be at the path afterwards.
  package enum Outcome: Hashable, Sendable {
    case absent
    /// What is written is the content of the working tree, not what git stores.
    case file(Content, executable: Bool)

    /// Bytes that no filter changes.
    package static func file(_ bytes: [UInt8], executable: Bool) -> Outcome {
      .file(Content(bytes), executable: executable)
    }
  }
}

/// What is at a path, small enough to keep in a plan or a journal: contents by their blob id.
package enum FileState: Hashable, Sendable {
  case absent
  /// The id of the bytes in the working tree, unfiltered.
  case file(ObjectID, executable: Bool)
  case symlink(target: [UInt8])
  case folder
  /// A nested repository, a socket, a device: never touched.
  case other
}

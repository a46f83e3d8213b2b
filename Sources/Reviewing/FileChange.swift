package import FileTrees

/// One file before and after: what a reviewer reads about.
package struct FileChange: Hashable, Sendable {
  /// Its current path; its former one if it is deleted.
  package let path: RelativePath
  /// Where it was before, if it moved.
  package let oldPath: RelativePath?
  package let old: Entry?
  package let new: Entry?
  /// The unit that it is of, as SKELETON/NAME; nil for a file of no one's.
  package var unit: String?
  /// How it came to be as it is; nil if no one looked.
  package var origin: Origin?

  package init(
    path: RelativePath, old: Entry?, new: Entry?, oldPath: RelativePath? = nil, unit: String? = nil,
    origin: Origin? = nil
  ) {
    self.unit = unit
    self.origin = origin
    self.path = path
    self.old = old
    self.new = new
    self.oldPath = oldPath == path ? nil : oldPath
  }

  /// Whether both sides changed it and someone has to decide.
  package var isConflicting: Bool { origin == .conflicting }

  /// How a file came to be as it is.
  package enum Origin: String, Hashable, Sendable, CaseIterable {
    /// As the skeleton makes it.
    case generated
    /// A person changed what the skeleton made.
    case edited
    /// A person's changes and the skeleton's in one.
    case merged
    case conflicting
    case handWritten = "hand-written"
  }

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case added, deleted, modified, renamed
    /// A file became a symbolic link, or the other way round.
    case retyped
    /// Only the executable bit changed.
    case mode
  }

  /// Nil if git sees no change.
  package var kind: Kind? {
    switch (before, after) {
    case (nil, nil): nil
    case (nil, _?): .added
    case (_?, nil): .deleted
    case (let before?, let after?):
      if oldPath != nil { .renamed } else { Self.kind(from: before, to: after) }
    }
  }

  private static func kind(from before: Blob, to after: Blob) -> Kind? {
    if (before.mode == .symlink) != (after.mode == .symlink) { return .retyped }
    if before.bytes != after.bytes { return .modified }
    return before.mode == after.mode ? nil : .mode
  }
}

extension FileChange {
  /// A file or a symbolic link as git stores it: a mode and bytes.
  struct Blob: Hashable, Sendable {
    let mode: FileMode
    let bytes: [UInt8]

    /// Nil for a folder, another repository and what else git does not keep as a blob.
    init?(_ entry: Entry?) {
      guard let entry, let mode = entry.mode else { return nil }
      self.mode = mode
      switch entry {
      case .file(let content, _): bytes = content.stored
      case .symlink(let target): bytes = target
      case .folder, .repository, .special: return nil
      }
    }

    /// Git looks at the first 8000 bytes only; a NUL further on would not survive a patch of lines.
    var isBinary: Bool { bytes.contains(0) }
  }

  var before: Blob? { Blob(old) }
  var after: Blob? { Blob(new) }
  var isBinary: Bool { before?.isBinary ?? false || after?.isBinary ?? false }
}

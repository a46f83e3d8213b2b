package import FileTrees
package import Texts

/// What changed between two trees, file by file, in the order in which a person reads.
package struct Review: Hashable, Sendable {
  package let files: [FileReview]

  /// Files that are already in order.
  init(files: [FileReview]) { self.files = files }

  /// Takes changes as they are; those in which git sees none are left out.
  @available(*, noasync)
  package init(_ changes: some Sequence<FileChange>) throws(GitError) {
    var files: [FileReview] = []
    let ordered = changes.sorted { $0.isRead(before: $1) }
    for change in ordered {
      if let kind = change.kind { files.append(try FileReview(change, kind: kind)) }
    }
    self.files = files
  }

  package var isEmpty: Bool { files.isEmpty }
  package var changedPaths: [RelativePath] { files.map(\.change.path) }
  package var insertions: Int { files.reduce(0) { $0 + $1.insertions } }
  package var deletions: Int { files.reduce(0) { $0 + $1.deletions } }
}

/// One changed file with what differs in it.
package struct FileReview: Hashable, Sendable {
  package let change: FileChange
  package let kind: FileChange.Kind
  package let difference: Difference

  package enum Difference: Hashable, Sendable {
    /// No hunks where only the mode or the path changed.
    case lines(TextDiff)
    case binary
  }

  init(_ change: FileChange, kind: FileChange.Kind) throws(GitError) {
    self.change = change
    self.kind = kind
    difference =
      change.isBinary
      ? .binary
      : .lines(try TextDiff(from: change.before?.bytes ?? [], to: change.after?.bytes ?? []))
  }

  package var insertions: Int { lines?.insertions ?? 0 }
  package var deletions: Int { lines?.deletions ?? 0 }

  var lines: TextDiff? {
    if case .lines(let diff) = difference { diff } else { nil }
  }
}

package import FileTrees
package import Texts

/// A file about which a person has to decide: an outcome, not an error.
package struct Conflict: Hashable, Sendable {
  package let kind: Kind
  package let base: Entry?
  package let ours: Entry?
  package let theirs: Entry?
  /// Contents and mode merged as far as they go; nil if they cannot be merged by line.
  let merged: MergedText?

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Both sides changed the same lines.
    case text
    /// Both sides changed contents that are not merged by line.
    case binary
    /// The person deleted the file, the skeleton changed it.
    case deletedChanged = "deleted-changed"
    /// The person changed the file, the skeleton no longer has it.
    case changedDeleted = "changed-deleted"
    /// Only the executable bit differs from what is to be created.
    case mode
    /// The person put something else in the file's place, and the skeleton changed the file.
    case kind
    /// What is to be created is there already, with other contents.
    case addedBoth = "added-both"
    /// Something that is not a file is where one is to be created.
    case inTheWay = "in-the-way"
    /// Another file of the same unit stays where the file is to go, so that no choice of sides settles it.
    case occupied
    /// What the skeleton made last is lost, so that the two sides cannot be distinguished.
    case baseLost = "base-lost"
  }

  struct MergedText: Hashable, Sendable {
    let contents: ContentMerge
    let executable: Bool
  }

  init(_ kind: Kind, base: Entry?, ours: Entry?, theirs: Entry?, merged: MergedText? = nil) {
    self.kind = kind
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.merged = merged
  }

  /// The conflict of a file with another one of its unit, which stays where the first is to go.
  package static func occupied(by other: Entry, for theirs: Entry) -> Conflict {
    Conflict(.occupied, base: nil, ours: other, theirs: theirs)
  }

  /// Whether the path of a new file is occupied; otherwise both sides changed a file.
  package var isInTheWay: Bool { [.mode, .addedBoth, .inTheWay, .occupied].contains(kind) }

  /// Whether `marked` can put it into the file.
  package var canHoldMarkers: Bool { merged != nil }

  /// What the sides do not agree on, line by line; empty if they cannot be compared so.
  package var hunks: [TextMerge.Hunk] { merged?.contents.hunks ?? [] }

  /// What was merged by key beside the conflict, as paths of keys.
  package var mergedPaths: [String] { merged?.contents.mergedPaths ?? [] }

  /// The file with markers around what is in conflict, or nil if markers cannot hold it.
  @available(*, noasync)
  package func marked(_ labels: MergeLabels) throws(GitError) -> Entry? {
    guard let merged else { return nil }
    return .file(try merged.contents.marked(labels), executable: merged.executable)
  }

  /// The file decided for one side; nil if that side has none.
  ///
  /// Where lines are in conflict the other side's changes elsewhere stay; else one side is taken whole.
  @available(*, noasync)
  package func favouring(_ side: TextMerge.Side) throws(GitError) -> Entry? {
    guard let merged, kind == .text else { return side == .ours ? ours : theirs }
    return .file(try merged.contents.favouring(side), executable: merged.executable)
  }

  /// The file with each hunk decided in turn, or nil if there are no hunks to decide.
  @available(*, noasync)
  package func resolving(_ resolutions: [TextMerge.Resolution]) throws(GitError) -> Entry? {
    guard let merged else { return nil }
    return .file(try merged.contents.resolving(resolutions), executable: merged.executable)
  }

  /// What is the matter, as part of a sentence about the file.
  package var words: String {
    let standing = ours?.kindWords ?? "nothing"
    let wanted = ours?.isExecutable == true ? "not executable" : "executable"
    return switch kind {
    case .text: "you and the skeleton changed the same lines"
    case .binary: "you and the skeleton changed it, and it is binary or not UTF-8"
    case .deletedChanged: "you deleted it, the skeleton changed it"
    case .changedDeleted: "you changed it, and it is no longer generated"
    case .mode: "the file exists, but the skeleton makes it \(wanted)"
    case .kind: "you replaced it with \(standing), the skeleton changed it"
    case .addedBoth: "file already exists with different contents"
    case .inTheWay: "\(standing) already exists at this path"
    case .occupied: "another file of the unit is at this path: move one of the two"
    case .baseLost: "its base is missing, so your changes cannot be told from the skeleton's"
    }
  }
}

package import FileTrees
package import Texts

/// The contents of a file merged by line, then by structure, with what cannot be merged.
package struct ContentMerge: Hashable, Sendable {
  let text: TextMerge
  let fidelity: TextProperties
  private let ours: Content
  private let theirs: Content
  /// What lines did not decide and keys did, as paths of keys such as `services.web.image`.
  package let mergedPaths: [String]

  /// Nil if one of the three is binary or not UTF-8: such contents are never merged by line.
  @available(*, noasync)
  package init?(
    base: Content?, ours: Content, theirs: Content, by rules: MergeRules = .lines
  ) throws(GitError) {
    let stored = [base?.stored ?? [], ours.stored, theirs.stored]
    guard stored.allSatisfy(isText) else { return nil }
    fidelity = try TextProperties(base: stored[0], ours: stored[1], theirs: stored[2])
    let lines = try TextMerge(base: fidelity.base, ours: fidelity.ours, theirs: fidelity.theirs)
    let structured = try StructuredText(
      lines, ThreeWay(base == nil ? nil : fidelity.base, fidelity.ours, fidelity.theirs), rules: rules)
    text = structured.text
    mergedPaths = structured.paths
    self.ours = ours
    self.theirs = theirs
  }

  /// What the sides do not agree on, in the order of the text.
  package var hunks: [TextMerge.Hunk] { text.hunks }
  package var isClean: Bool { text.isClean }
  /// How long `marked` makes the markers: git's seven, or more where the contents have such lines themselves.
  package var markerSize: Int { text.markerSize }

  /// The contents with one side's lines in every conflict, and both sides' changes elsewhere.
  @available(*, noasync)
  package func favouring(_ side: TextMerge.Side) throws(GitError) -> Content {
    try content(text.favouring(side), isMarked: false)
  }

  /// The contents with each conflict decided in turn; ours where no resolution is left.
  ///
  /// Lines that a person wrote get the line endings of the lines that they replace.
  @available(*, noasync)
  package func resolving(_ resolutions: [TextMerge.Resolution]) throws(GitError) -> Content {
    let fitting = zip(resolutions, text.hunks).map { resolution, hunk in
      guard case .text(let lines) = resolution else { return resolution }
      return .text(hunk.endsInCRLF ? withEndings(lines) { _ in .carriageReturnLineFeed } : lines)
    }
    return try content(text.resolving(fitting), isMarked: false)
  }

  /// The contents with git's own markers, diff3 style, around every conflict.
  @available(*, noasync)
  package func marked(_ labels: MergeLabels) throws(GitError) -> Content {
    try content(text.marked(labels, size: markerSize), isMarked: !isClean)
  }

  private func content(_ text: [UInt8], isMarked: Bool) throws(GitError) -> Content {
    let stored = try fidelity.restored(text, isMarked: isMarked)
    return try Content(stored: stored, replacing: ours, orAs: theirs)
  }
}

extension Content {
  /// New contents for a file that is in the working tree as `old`, with its line endings.
  ///
  /// Where they are `new`, and `old` shows no line ending, they are as git would check them out.
  @available(*, noasync)
  init(stored: [UInt8], replacing old: Content, orAs new: Content) throws(GitError) {
    if stored == old.stored {
      self = old
    } else if old.stored == old.worktree && LineEndings(of: old.stored) != .none {
      self.init(stored)
    } else if stored == new.stored && (LineEndings(of: old.worktree) == .none || !isText(stored)) {
      self = new
    } else {
      self.init(stored: stored, worktree: try transplantEndings(from: old.worktree, onto: stored))
    }
  }
}

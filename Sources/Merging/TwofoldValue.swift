import Structures
import Texts

/// A value that both sides added under one key, each its own, in a text that has ours there.
struct TwofoldValue {
  /// Where ours begins in the merged text.
  let place: Int
  /// Slices of the sides' own texts.
  let ours: ArraySlice<UInt8>
  let theirs: ArraySlice<UInt8>
}

extension StructuralMerge {
  /// The merged text with a conflict on the lines of each value that both sides added.
  ///
  /// Nil if anything else is in conflict, or where it is not proven with either side's values.
  @available(*, noasync)
  func conflictingValues(
    _ outcome: Outcome, _ texts: ThreeWay<[UInt8]>
  ) throws(GitError) -> TextMerge? {
    guard !outcome.twofold.isEmpty, outcome.twofold.count == outcome.conflicts.count, let ours = texts.ours,
      let theirs = texts.theirs,
      let merge = outcome.markingValues
    else { return nil }
    let (base, trees) = (outcome.trees.base, outcome.trees)
    let settledTheirs = SourceTree(theirs.replacing(outcome.twofold.map { ($0.theirs, $0.ours) }), as: format)
    let settledOurs = SourceTree(ours.replacing(outcome.twofold.map { ($0.ours, $0.theirs) }), as: format)
    guard try isProven(merge.favouring(.ours), ThreeWay(base, trees.ours, settledTheirs)),
      try isProven(merge.favouring(.theirs), ThreeWay(base, settledOurs, trees.theirs))
    else { return nil }
    return merge
  }
}

extension StructuralMerge.Outcome {
  /// Nil if two values share a line, or the last one does not end its line.
  fileprivate var markingValues: TextMerge? {
    var pieces: [TextMerge.Piece] = []
    var cursor = 0
    for value in twofold {
      let end = value.place + value.ours.count
      guard let lineEnd = text[end...].firstIndex(of: lineFeed) else { return nil }
      let start = text[..<value.place].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
      guard start >= cursor else { return nil }
      pieces.append(.agreed(Array(text[cursor..<start])))
      pieces.append(
        .conflict(
          TextMerge.Hunk(
            base: [], ours: Array(text[start...lineEnd]),
            theirs: Array([text[start..<value.place], value.theirs, text[end...lineEnd]].joined()))))
      cursor = lineEnd + 1
    }
    pieces.append(.agreed(Array(text[cursor...])))
    return TextMerge(pieces: pieces.filter { $0 != .agreed([]) })
  }
}

extension [UInt8] {
  /// The text with other bytes in the place of some of its slices.
  fileprivate func replacing(_ changes: [(old: ArraySlice<UInt8>, new: ArraySlice<UInt8>)]) -> [UInt8] {
    var text = self
    for change in changes.sorted(by: { $0.old.startIndex > $1.old.startIndex }) {
      text.replaceSubrange(change.old.startIndex..<change.old.endIndex, with: change.new)
    }
    return text
  }
}

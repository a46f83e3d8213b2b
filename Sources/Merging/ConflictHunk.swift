import FileTrees
package import Texts

/// One hunk of a conflict as a person or a program is shown it: with its place and what is around it.
package struct ConflictHunk: Hashable, Sendable {
  /// From 1, in the order of the file.
  package let number: Int
  package let sides: TextMerge.Hunk
  /// Where its lines begin in the person's file, and in what the skeleton makes; from 1.
  package let ourLine: Int
  package let theirLine: Int
  /// Lines that the sides agree on, before and after it, at most three of each.
  package let before: [[UInt8]]
  package let after: [[UInt8]]

  /// Twelve digits that change when any of its sides does, so that a decision on another state is noticed.
  package var id: String {
    let sides = [sides.base, sides.ours, sides.theirs].map { Array("\($0.count):".utf8) + $0 }
    let text = Array("\(number) ".utf8) + sides.flatMap(\.self)
    return String(blobID(of: text).description.prefix(12))
  }
}

extension Conflict {
  /// Every hunk with its place; empty if the sides cannot be compared line by line.
  @available(*, noasync)
  package func placedHunks() throws(GitError) -> [ConflictHunk] {
    guard let contents = merged?.contents, !contents.isClean else { return [] }
    let pieces = contents.text.pieces
    let ours = try LineNumbers(from: contents.text.favouring(.ours), to: contents.fidelity.ours)
    let theirs = try LineNumbers(from: contents.text.favouring(.theirs), to: contents.fidelity.theirs)
    var (ourLine, theirLine) = (1, 1)
    var found: [ConflictHunk] = []
    for (index, piece) in pieces.enumerated() {
      guard case .conflict(let hunk) = piece else {
        if case .agreed(let bytes) = piece {
          ourLine += TextLines(bytes).count
          theirLine += TextLines(bytes).count
        }
        continue
      }
      found.append(
        ConflictHunk(
          number: found.count + 1, sides: hunk, ourLine: ours.number(of: ourLine),
          theirLine: theirs.number(of: theirLine),
          before: agreedLines(in: pieces, at: index - 1).suffix(Self.context).map(Array.init),
          after: agreedLines(in: pieces, at: index + 1).prefix(Self.context).map(Array.init)))
      ourLine += TextLines(hunk.ours).count
      theirLine += TextLines(hunk.theirs).count
    }
    return found
  }

  /// As many lines as git shows around a change.
  private static let context = 3

  private func agreedLines(in pieces: [TextMerge.Piece], at index: Int) -> [ArraySlice<UInt8>] {
    guard pieces.indices.contains(index), case .agreed(let bytes) = pieces[index] else { return [] }
    return Array(TextLines(bytes))
  }
}

/// Which line of a text one of a merged text is: the merge has the other side's changes around it.
private struct LineNumbers {
  private let hunks: [TextDiff.Hunk]

  @available(*, noasync)
  init(from merged: [UInt8], to side: [UInt8]) throws(GitError) {
    hunks = try TextDiff(from: merged, to: side, context: 0).hunks
  }

  func number(of line: Int) -> Int {
    var moved = 0
    for hunk in hunks {
      // A hunk without lines starts after the line that it names.
      let start = hunk.oldCount == 0 ? hunk.oldStart + 1 : hunk.oldStart
      if start + hunk.oldCount > line { return start <= line ? max(1, hunk.newStart) : line + moved }
      moved += hunk.newCount - hunk.oldCount
    }
    return line + moved
  }
}

/// What differs between two texts, line by line, as git shows it.
package struct TextDiff: Hashable, Sendable {
  package let hunks: [Hunk]

  /// A run of changed lines with the unchanged ones around it.
  package struct Hunk: Hashable, Sendable {
    /// Numbers of lines from 1; 0 where the side has no lines here and none before.
    package let oldStart: Int
    package let oldCount: Int
    package let newStart: Int
    package let newCount: Int
    /// The line that git shows after the second `@@`, to name the part of the file.
    package let heading: [UInt8]
    package let lines: [Line]
  }

  package struct Line: Hashable, Sendable {
    package let kind: Kind
    /// With its line feed; without one only at the end of a file.
    package let bytes: [UInt8]
    /// Its number in the old text, from 1; nil if it is not there.
    package let oldNumber: Int?
    package let newNumber: Int?

    package init(kind: Kind, bytes: [UInt8], oldNumber: Int?, newNumber: Int?) {
      self.kind = kind
      self.bytes = bytes
      self.oldNumber = oldNumber
      self.newNumber = newNumber
    }
  }

  package enum Kind: Hashable, Sendable {
    case context, removed, added
  }

  package var insertions: Int { count(.added) }
  package var deletions: Int { count(.removed) }

  private func count(_ kind: Kind) -> Int {
    hunks.reduce(0) { sum, hunk in sum + hunk.lines.count { $0.kind == kind } }
  }
}

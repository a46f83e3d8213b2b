/// Three texts merged by line: what the sides agree on, and what they do not, in the order of the text.
package struct TextMerge: Hashable, Sendable {
  package let pieces: [Piece]

  package enum Piece: Hashable, Sendable {
    case agreed([UInt8])
    case conflict(Hunk)
  }

  /// Lines that both sides changed, each in its own way.
  package struct Hunk: Hashable, Sendable {
    package let base: [UInt8]
    package let ours: [UInt8]
    package let theirs: [UInt8]
    /// Whether the markers around it end in CRLF, as the lines before it do.
    package let endsInCRLF: Bool

    package init(base: [UInt8], ours: [UInt8], theirs: [UInt8], endsInCRLF: Bool = false) {
      self.base = base
      self.ours = ours
      self.theirs = theirs
      self.endsInCRLF = endsInCRLF
    }
  }

  /// Which side a conflict is decided for.
  package enum Side: Hashable, Sendable {
    case ours, theirs
  }

  package init(pieces: [Piece]) { self.pieces = pieces }

  package var hunks: [Hunk] {
    pieces.compactMap { piece in
      if case .conflict(let hunk) = piece { hunk } else { nil }
    }
  }

  package var isClean: Bool { hunks.isEmpty }

  /// The whole text, with one side's lines in every conflict.
  package func favouring(_ side: Side) -> [UInt8] {
    choosing(Array(repeating: side, count: hunks.count))
  }

  /// The whole text with a side chosen for each conflict in turn; ours where no choice is left.
  package func choosing(_ sides: [Side]) -> [UInt8] {
    var choices = sides[...]
    return pieces.flatMap { piece in
      switch piece {
      case .agreed(let bytes): bytes
      case .conflict(let hunk): choices.popFirst() == .theirs ? hunk.theirs : hunk.ours
      }
    }
  }

  /// The whole text with diff3 markers of this size around every conflict, byte for byte as git writes them.
  package func marked(_ labels: MergeLabels, size: Int) -> [UInt8] {
    pieces.flatMap { piece in
      switch piece {
      case .agreed(let bytes): bytes
      case .conflict(let hunk): hunk.marked(labels, size: size)
      }
    }
  }

  /// The smallest size at which markers cannot be taken for content, nor content for markers.
  ///
  /// A lone `=======` is a heading in many languages: it counts only inside of a conflict.
  package var markerSize: Int {
    let taken =
      [favouring(.ours), favouring(.theirs)].map { markerSizes(in: $0, of: [.ours, .theirs]) }
      + hunks.flatMap { [$0.base, $0.ours, $0.theirs] }.map { markerSizes(in: $0) }
    return freeMarkerSize(beside: taken.reduce(into: []) { $0.formUnion($1) })
  }
}

/// The names of the sides after the markers of a conflict.
package struct MergeLabels: Hashable, Sendable {
  package let ours: String
  package let base: String
  package let theirs: String

  package init(ours: String = "ours", base: String = "base", theirs: String = "theirs") {
    self.ours = ours
    self.base = base
    self.theirs = theirs
  }
}

extension TextMerge.Hunk {
  /// The hunk between diff3 markers of this size.
  package func marked(_ labels: MergeLabels, size: Int) -> [UInt8] {
    marker(.ours, labels.ours, size) + ours + marker(.base, labels.base, size) + base
      + marker(.separator, nil, size) + theirs + marker(.theirs, labels.theirs, size)
  }

  private func marker(_ kind: ConflictMarker.Kind, _ label: String?, _ size: Int) -> [UInt8] {
    let name = label.map { " " + $0 } ?? ""
    return Array(repeating: kind.rawValue, count: size) + Array(name.utf8)
      + (endsInCRLF ? [carriageReturn, lineFeed] : [lineFeed])
  }
}

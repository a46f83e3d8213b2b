extension TextMerge {
  /// Takes apart a text with diff3 markers of a size that nothing else in it has.
  init(marked text: [UInt8], size: Int) {
    var reader = MarkedTextReader()
    for line in TextLines(text) {
      if let marker = ConflictMarker(line), marker.size == size {
        reader.take(marker.kind, endsInCRLF: line.suffix(2).first == carriageReturn)
      } else {
        reader.take(line)
      }
    }
    self.init(pieces: reader.finished())
  }
}

/// Collects lines into pieces; between markers, into the side that the last marker named.
private struct MarkedTextReader {
  private var pieces: [TextMerge.Piece] = []
  private var agreed: [UInt8] = []
  private var sides: [ConflictMarker.Kind: [UInt8]] = [:]
  private var side: ConflictMarker.Kind?

  mutating func take(_ line: ArraySlice<UInt8>) {
    if let side { sides[side, default: []] += line } else { agreed += line }
  }

  /// The lines after `=======` are theirs, and `>>>>>>>` closes the conflict.
  mutating func take(_ kind: ConflictMarker.Kind, endsInCRLF: Bool) {
    switch kind {
    case .ours:
      flush()
      side = .ours
    case .base: side = .base
    case .separator: side = .theirs
    case .theirs:
      pieces.append(
        .conflict(
          TextMerge.Hunk(
            base: sides[.base, default: []], ours: sides[.ours, default: []],
            theirs: sides[.theirs, default: []], endsInCRLF: endsInCRLF)))
      sides = [:]
      side = nil
    }
  }

  consuming func finished() -> [TextMerge.Piece] {
    flush()
    return pieces
  }

  private mutating func flush() {
    if !agreed.isEmpty { pieces.append(.agreed(agreed)) }
    agreed = []
  }
}

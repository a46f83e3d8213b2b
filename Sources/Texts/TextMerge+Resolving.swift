extension TextMerge {
  /// How one conflict of a text is decided.
  package enum Resolution: Hashable, Sendable {
    case ours, theirs
    /// Ours and after it theirs, each line that both have once (`git merge-file --union`).
    case both
    /// The lines that a person wrote instead.
    case text([UInt8])
  }

  /// The whole text with each conflict decided in turn; ours where no resolution is left.
  @available(*, noasync)
  package func resolving(_ resolutions: [Resolution]) throws(GitError) -> [UInt8] {
    var left = resolutions[...]
    var result: [UInt8] = []
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .agreed(let bytes): result += bytes
      case .conflict(let hunk):
        let lines = try hunk.resolved(left.popFirst() ?? .ours)
        let isOpen = !lines.isEmpty && lines.last != lineFeed && index < pieces.count - 1
        result += lines + (isOpen ? [lineFeed] : [])
      }
    }
    return result
  }
}

extension TextMerge.Hunk {
  @available(*, noasync)
  fileprivate func resolved(_ resolution: TextMerge.Resolution) throws(GitError) -> [UInt8] {
    switch resolution {
    case .ours: ours
    case .theirs: theirs
    case .both: try union(base: base, ours: ours, theirs: theirs)
    case .text(let lines): lines
    }
  }
}

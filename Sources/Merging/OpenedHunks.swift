import Texts

/// Three texts that differ in some hunks only: everywhere else they are what lines made of them, with ours in the hunks
/// that stay closed.
struct OpenedHunks {
  let hunks: Set<Int>
  private(set) var texts = ThreeWay<[UInt8]>([], [], [])
  private var ranges: [Int: ThreeWay<Range<Int>>] = [:]

  fileprivate init(_ hunks: Set<Int>, of merge: TextMerge) {
    self.hunks = hunks
    var (base, ours, theirs): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    var number = 0
    for piece in merge.pieces {
      let start = ThreeWay(base.count, ours.count, theirs.count)
      switch piece {
      case .agreed(let bytes):
        base += bytes
        ours += bytes
        theirs += bytes
      case .conflict(let hunk):
        let isOpen = hunks.contains(number)
        base += isOpen ? hunk.base : hunk.ours
        ours += hunk.ours
        theirs += isOpen ? hunk.theirs : hunk.ours
        let end = ThreeWay(base.count, ours.count, theirs.count)
        if isOpen { ranges[number] = start.ranges(to: end) }
        number += 1
      }
    }
    texts = ThreeWay(base, ours, theirs)
  }

  /// The open hunks in which something is that structure does not decide.
  func touched(by conflicts: [[ContainerPlan.PlannedSide]]) -> Set<Int> {
    let places = conflicts.joined()
    return hunks.filter { number in
      places.contains { place in
        guard let range = ranges[number]?[place.version] else { return false }
        return range.isEmpty
          ? place.range.contains(range.lowerBound) || place.range.upperBound == range.lowerBound
          : place.range.overlaps(range)
      }
    }
  }
}

extension ThreeWay<Int> {
  fileprivate func ranges(to end: ThreeWay<Int>) -> ThreeWay<Range<Int>> {
    func range(_ version: Version) -> Range<Int> { (self[version] ?? 0)..<(end[version] ?? 0) }
    return ThreeWay<Range<Int>>(range(.base), range(.ours), range(.theirs))
  }
}

extension TextMerge {
  /// The three texts with some of the hunks open.
  func opening(_ hunks: Set<Int>) -> OpenedHunks { OpenedHunks(hunks, of: self) }

  /// The merge with some hunks decided, given ours with those hunks edited; nil if the others cannot be found in it.
  @available(*, noasync)
  func resolving(_ open: Set<Int>, as text: [UInt8]) throws(GitError) -> TextMerge? {
    let changes = try TextDiff(from: favouring(.ours), to: text, context: 0).hunks
    let lines = TextLines(text)
    var resolved: [Piece] = []
    var (line, number, start) = (0, 0, 0)
    for piece in pieces {
      guard case .conflict(let hunk) = piece else {
        if case .agreed(let bytes) = piece { line += TextLines(bytes).count }
        continue
      }
      let count = TextLines(hunk.ours).count
      if !open.contains(number) {
        guard let place = place(of: line..<line + count, in: changes), place >= start,
          place + count <= lines.count
        else { return nil }
        resolved += [.agreed(lines.text(start..<place)), .conflict(hunk)]
        start = place + count
      }
      line += count
      number += 1
    }
    resolved.append(.agreed(lines.text(start..<lines.count)))
    return TextMerge(pieces: resolved.filter { $0 != .agreed([]) })
  }

  /// Where lines are after changes elsewhere; nil if they are changed themselves.
  private func place(of lines: Range<Int>, in changes: [TextDiff.Hunk]) -> Int? {
    var shift = 0
    for change in changes {
      let start = change.oldCount == 0 ? change.oldStart : change.oldStart - 1
      if start >= lines.upperBound, !(lines.isEmpty && start + change.oldCount <= lines.lowerBound) { break }
      guard start + change.oldCount <= lines.lowerBound else { return nil }
      shift += change.newCount - change.oldCount
    }
    return lines.lowerBound + shift
  }
}

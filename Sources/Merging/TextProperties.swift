import Texts

/// What a text has besides its lines: a byte order mark, line endings, a final newline.
///
/// Each is a property that merges by the table of its own. Only what differs between the three is taken off before the
/// lines are merged, and put back afterwards: if nothing differs, git's merge of the bytes is unchanged.
struct TextProperties: Hashable, Sendable {
  /// The three as they are to be merged by line.
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]

  private let mark: Bool?
  private let endings: [UInt8]?
  private let finalNewline: Bool?
  /// None of the three ends in a newline: git ends each side of a conflict in one all the same.
  private let endsOpen: Bool

  init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) {
    var sides = [base, ours, theirs]
    mark = settled(sides.map(hasMark))
    if mark != nil { sides = sides.map(withoutMark) }
    endings = try Self.endings(base: sides[0], ours: sides[1], theirs: sides[2])
    if endings != nil { sides = sides.map(withLineFeeds) }
    finalNewline = settled(sides.map(hasFinalNewline))
    endsOpen = Set(sides.compactMap(hasFinalNewline)) == [false]
    if finalNewline != nil { sides = sides.map(withFinalNewline) }
    self.base = sides[0]
    self.ours = sides[1]
    self.theirs = sides[2]
  }

  /// The side whose line endings are kept, or nil if the three agree on them.
  private static func endings(
    base: [UInt8], ours: [UInt8], theirs: [UInt8]
  ) throws(GitError) -> [UInt8]? {
    guard endingsDiffer(among: [base, ours, theirs]) else { return nil }
    if LineEndings(of: ours) == .none { return theirs }
    if try endingsMoved(from: base, to: ours) { return ours }
    return try endingsMoved(from: base, to: theirs) ? theirs : ours
  }

  /// Applies the merged properties to a merged text; one that ends in a conflict marker ends in a newline.
  func restored(_ text: [UInt8], isMarked: Bool) throws(GitError) -> [UInt8] {
    var text = text
    if (finalNewline == false || endsOpen) && !isMarked { text = withoutFinalNewline(text) }
    if let endings { text = try transplantEndings(from: endings, onto: text) }
    // An empty result has no byte order mark, regardless of the sides.
    return mark == true && !text.isEmpty ? byteOrderMark + text : text
  }
}

/// What three sides settle on, base first, or nil if they agree.
///
/// An empty text has no properties and does not count.
private func settled(_ sides: [Bool?]) -> Bool? {
  guard Set(sides.compactMap(\.self)).count > 1 else { return nil }
  return sides[1] == sides[0] ? sides[2] : sides[1] ?? sides[2]
}

let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

func hasMark(_ text: [UInt8]) -> Bool? { text.isEmpty ? nil : text.starts(with: byteOrderMark) }

func withoutMark(_ text: [UInt8]) -> [UInt8] {
  text.starts(with: byteOrderMark) ? Array(text.dropFirst(byteOrderMark.count)) : text
}

private func hasFinalNewline(_ text: [UInt8]) -> Bool? { text.last.map { $0 == lineFeed } }

private func withFinalNewline(_ text: [UInt8]) -> [UInt8] {
  guard hasFinalNewline(text) == false else { return text }
  return text + (LineEndings(of: text) == .carriageReturnLineFeed ? [carriageReturn] : []) + [lineFeed]
}

/// A last line that is blank stays: without its newline it would be none.
private func withoutFinalNewline(_ text: [UInt8]) -> [UInt8] {
  let lines = TextLines(text)
  guard let last = lines.last, let ending = LineEnding(last), last.count > ending.bytes.count else {
    return text
  }
  return Array(text.dropLast(ending.bytes.count))
}

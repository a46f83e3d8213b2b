import Texts

/// The text with the line endings of `reference` on the lines that are the same.
///
/// A line in both texts ends as in `reference`; one that replaced another ends as that one did; a new one
/// ends as the line before it. Where `reference` has no line ending, the text keeps its own.
func transplantEndings(from reference: [UInt8], onto text: [UInt8]) throws(GitError) -> [UInt8] {
  switch LineEndings(of: reference) {
  case .none: return text
  case .lineFeed: return withLineFeeds(text)
  case .carriageReturnLineFeed: return withEndings(text) { _ in .carriageReturnLineFeed }
  case .mixed: break
  }
  let counterparts = try alignment(of: withLineFeeds(text), with: withLineFeeds(reference))
  let endings = TextLines(reference).map(LineEnding.init)
  var last = endings.compactMap(\.self).first ?? .lineFeed
  let chosen = counterparts.map { counterpart in
    last = counterpart.line.flatMap { endings[$0] } ?? last
    return last
  }
  return withEndings(text) { chosen[$0] }
}

/// Whether a line in both texts ends differently; without a common line, whether the texts end lines differently.
func endingsMoved(from base: [UInt8], to side: [UInt8]) throws(GitError) -> Bool {
  let before = LineEndings(of: base)
  let after = LineEndings(of: side)
  if before == .none || after == .none { return false }
  if before != .mixed && after != .mixed { return before != after }
  let old = TextLines(base).map(LineEnding.init)
  let new = TextLines(side).map(LineEnding.init)
  let pairs = try alignment(of: withLineFeeds(side), with: withLineFeeds(base)).enumerated()
    .filter(\.element.isSame)
    .compactMap { index, counterpart in counterpart.line.map { (old: old[$0], new: new[index]) } }
  return pairs.isEmpty ? before != after : pairs.contains { $0.old != $0.new }
}

/// The line of another text that a line belongs to: the same one, or the one whose place it took.
private struct Counterpart {
  let line: Int?
  let isSame: Bool
}

/// For each line of `text` its counterpart in `reference`; both with plain line feeds.
private func alignment(of text: [UInt8], with reference: [UInt8]) throws(GitError) -> [Counterpart] {
  var result: [Counterpart] = []
  var next = 0
  for hunk in try TextDiff(from: reference, to: text, context: 0).hunks {
    let oldStart = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
    result += (next..<max(next, oldStart)).map { Counterpart(line: $0, isSame: true) }
    result += (0..<hunk.newCount).map {
      Counterpart(line: $0 < hunk.oldCount ? oldStart + $0 : nil, isSame: false)
    }
    next = oldStart + hunk.oldCount
  }
  let count = TextLines(text).count
  return result
    + (result.count..<max(result.count, count)).enumerated().map {
      Counterpart(line: next + $0.offset, isSame: true)
    }
}

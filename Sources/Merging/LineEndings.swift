import Texts

/// How the lines of a text end.
enum LineEndings: Hashable, Sendable {
  /// No line ends at all: an empty text or one line without a line feed.
  case none
  case lineFeed
  case carriageReturnLineFeed
  case mixed

  init(of text: [UInt8]) {
    var (isPlain, hasReturns) = (false, false)
    for index in text.indices where text[index] == Texts.lineFeed {
      if index > 0, text[index - 1] == carriageReturn { hasReturns = true } else { isPlain = true }
    }
    switch (isPlain, hasReturns) {
    case (false, false): self = .none
    case (true, false): self = .lineFeed
    case (false, true): self = .carriageReturnLineFeed
    case (true, true): self = .mixed
    }
  }
}

/// How one line ends.
enum LineEnding: Hashable, Sendable {
  case lineFeed
  case carriageReturnLineFeed

  /// Nil for a last line without a line feed.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.last == Texts.lineFeed else { return nil }
    self = line.suffix(2).first == carriageReturn && line.count > 1 ? .carriageReturnLineFeed : .lineFeed
  }

  var bytes: [UInt8] {
    switch self {
    case .lineFeed: [Texts.lineFeed]
    case .carriageReturnLineFeed: [carriageReturn, Texts.lineFeed]
    }
  }
}

/// The line without its ending.
private func body(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  line.dropLast(LineEnding(line)?.bytes.count ?? 0)
}

/// The text with every CRLF turned into a line feed; a lone carriage return is content.
func withLineFeeds(_ text: [UInt8]) -> [UInt8] { withEndings(text) { _ in .lineFeed } }

/// The text with the ending of each line, counted from 0, replaced.
func withEndings(_ text: [UInt8], _ ending: (Int) -> LineEnding) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  for (index, line) in TextLines(text).enumerated() {
    result += body(of: line)
    if LineEnding(line) != nil { result += ending(index).bytes }
  }
  return result
}

/// Whether some line ends in two ways in these texts, so that comparing them with endings would compare endings.
func endingsDiffer(among texts: [[UInt8]]) -> Bool {
  let styles = Set(texts.map(LineEndings.init)).subtracting([.none])
  guard styles.contains(.mixed) else { return styles.count > 1 }
  var seen: [ArraySlice<UInt8>: LineEnding] = [:]
  for line in texts.flatMap({ Array(TextLines($0)) }) {
    guard let ending = LineEnding(line) else { continue }
    if seen[body(of: line), default: ending] != ending { return true }
    seen[body(of: line)] = ending
  }
  return false
}

import Diagnostics
import YAMLReading

extension YAMLStyle {
  /// The text with mappings and lists indented as the style requires.
  ///
  /// A line moves with what begins on it; the lines of a block scalar, of a text or of `[]` move with the first one,
  /// and a comment with what follows it.
  func indented(_ text: [UInt8], _ events: [YAMLEvent]) -> [UInt8] {
    var lines = IndentedLines(text)
    var open: [Level] = []
    for event in events {
      if case .document = event.kind { continue }
      if case .end = event.kind {
        let level = open.removeLast()
        if level.isFlow { lines.keep(level.start..<event.range.upperBound, deeper: 0) }
        continue
      }
      let start = event.range.lowerBound
      if let level = open.last, !level.isFlow { lines.note(level, at: start) }
      switch event.kind {
      case .mapping(let isFlow): open.append(level(at: start, in: open.last, lines, isList: false, isFlow))
      case .sequence(let isFlow): open.append(level(at: start, in: open.last, lines, isList: true, isFlow))
      case .scalar(_, let style):
        let isBody = style == .block && open.last?.isList == false
        lines.keep(event.range, deeper: isBody ? width - 2 : 0)
      default: break
      }
    }
    return lines.moved
  }

  /// Where a collection begins that is in another one.
  private func level(
    at start: Int, in outer: Level?, _ lines: IndentedLines, isList: Bool, _ isFlow: Bool
  ) -> Level {
    let column = lines.column(of: start)
    var target = column
    if let outer, !isFlow {
      let isDeeper = column > outer.column
      if outer.isList {
        target = outer.target + column - outer.column
      } else {
        target = outer.target + (isDeeper && !(isList && areListsFlush) ? width : 0)
      }
    }
    return Level(isList: isList, isFlow: isFlow, start: start, column: column, target: target)
  }
}

/// A collection that is being read, with the column where its entries begin and the one where they are to begin.
private struct Level {
  let isList: Bool
  let isFlow: Bool
  let start: Int
  let column: Int
  let target: Int
}

/// The lines of a text and how far each is to move.
private struct IndentedLines {
  private let text: [UInt8]
  private let starts: LineStarts
  /// Nil for a line on which nothing begins: a comment, a blank one.
  private var shifts: [Int?]

  init(_ text: [UInt8]) {
    self.text = text
    starts = LineStarts(of: text)
    shifts = Array(repeating: nil, count: starts.count)
  }

  /// In characters would be the same: only blanks are before what begins a line.
  func column(of offset: Int) -> Int { offset - starts[starts.line(ofByte: offset)] }

  private func bytes(of line: Int) -> ArraySlice<UInt8> {
    text[starts[line]..<(line + 1 < starts.count ? starts[line + 1] : text.count)]
  }

  /// The blanks in front of a line; nil if it has nothing else.
  private func depth(of line: Int) -> Int? {
    let bytes = bytes(of: line)
    guard let first = bytes.firstIndex(where: { $0 != 0x20 }), bytes[first] != UInt8(ascii: "\n") else {
      return nil
    }
    return first - bytes.startIndex
  }

  /// Moves the line of an entry where the entry is what begins it.
  mutating func note(_ level: Level, at offset: Int) {
    let line = starts.line(ofByte: offset)
    guard shifts[line] == nil, depth(of: line) == level.column else { return }
    shifts[line] = level.target - level.column
  }

  /// Moves the further lines of something with its first one.
  mutating func keep(_ range: Range<Int>, deeper: Int) {
    let first = starts.line(ofByte: range.lowerBound)
    let last = starts.line(ofByte: max(range.lowerBound, range.upperBound - 1))
    guard last > first, let begin = (first + 1...last).first(where: { depth(of: $0) != nil }),
      let body = depth(of: begin)
    else { return }
    for line in first + 1...last where (depth(of: line) ?? 0) >= body {
      shifts[line] = (shifts[first] ?? 0) + deeper
    }
  }

  /// A comment moves with the next line if it is indented equally, else with the last such line.
  private func shift(ofComment line: Int, _ depth: Int) -> Int {
    let next = (line + 1..<max(starts.count, line + 1)).first { shifts[$0] != nil }
    if let next, self.depth(of: next) == depth { return shifts[next] ?? 0 }
    let last = (0..<line).last { shifts[$0] != nil && (self.depth(of: $0) ?? 0) <= depth }
    return last.flatMap { shifts[$0] } ?? 0
  }

  var moved: [UInt8] {
    var result: [UInt8] = []
    for line in 0..<starts.count {
      guard let depth = depth(of: line) else {
        result += bytes(of: line)
        continue
      }
      let shift = shifts[line] ?? self.shift(ofComment: line, depth)
      result += Array(repeating: 0x20, count: max(0, depth + shift)) + bytes(of: line).dropFirst(depth)
    }
    return result
  }
}

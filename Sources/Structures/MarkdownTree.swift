/// Reads the tables of a Markdown text (GitHub's extension): rows by their first cell; all else are atoms.
struct MarkdownTree {
  private let text: [UInt8]

  private init(_ text: [UInt8]) { self.text = text }

  static func read(_ text: [UInt8]) throws(StructureFault) -> SourceTree.Value {
    let reader = MarkdownTree(text)
    let entries = try reader.parts()
    return .container(
      SourceTree.Container(
        .arguments, open: text[0..<0], entries: entries, close: text[text.count...], indent: []))
  }

  /// Prose and tables in turn, prose first and last, so that the parts of two texts can be compared by place.
  private func parts() throws(StructureFault) -> [SourceTree.Entry] {
    var parts: [SourceTree.Entry] = []
    var prose = 0
    var line = 0
    var fence: ArraySlice<UInt8>?
    while line < text.count {
      let next = text.nextLine(line)
      let mark = text[line..<next].trimmed.prefix { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
      if mark.count >= 3 {
        if let open = fence { fence = mark.starts(with: open) ? nil : open } else { fence = mark }
      }
      if fence == nil, isTable(at: line, next) {
        parts.append(entry(.atom(SourceTree.Atom(text[prose..<line], meaning: text.text(prose..<line)))))
        let table = try table(from: line)
        parts.append(entry(.container(table)))
        prose = table.range.upperBound
        line = prose
      } else {
        line = next
      }
    }
    parts.append(entry(.atom(SourceTree.Atom(text[prose...], meaning: text.text(prose..<text.count)))))
    return parts
  }

  private func entry(_ value: SourceTree.Value) -> SourceTree.Entry {
    SourceTree.Entry(
      key: nil, before: text[value.start..<value.start], head: text[value.start..<value.start], value: value,
      after: text[value.end..<value.end])
  }

  private func isTable(at line: Int, _ next: Int) -> Bool {
    guard next < text.count, text[line..<next].contains(Self.bar) else { return false }
    let delimiter = text[next..<text.lineEnd(next)]
    return delimiter.contains(Self.bar) && delimiter.contains(.dash)
      && delimiter.allSatisfy { $0.isBlank || $0 == Self.bar || $0 == .dash || $0 == .colon }
      && cells(of: line).count == cells(of: next).count
  }

  private func table(from start: Int) throws(StructureFault) -> SourceTree.Container {
    let header = cells(of: start)
    var line = text.nextLine(text.nextLine(start))
    let open = start..<line
    var rows: [SourceTree.Entry] = []
    var keys = KeySet()
    while line < text.count, text[line..<text.lineEnd(line)].contains(Self.bar) {
      let row = try row(at: line, columns: header.count)
      guard keys.insert(row.key ?? "") else { throw .duplicate }
      rows.append(row)
      line = text.nextLine(line)
    }
    let names = header.map { text[$0].trimmed.text }
    return SourceTree.Container(
      .map, label: names.joined(separator: "|"), open: text[open], entries: rows, close: text[line..<line],
      indent: [])
  }

  private func row(at line: Int, columns: Int) throws(StructureFault) -> SourceTree.Entry {
    let cells = cells(of: line)
    guard cells.count == columns, let first = cells.first, let last = cells.last else { throw .invalid }
    let entries = cells.map { cell in
      SourceTree.Entry(
        key: nil, before: text[cell.lowerBound..<cell.lowerBound],
        head: text[cell.lowerBound..<cell.lowerBound],
        value: .atom(SourceTree.Atom(text[cell], meaning: text[cell].trimmed.text)),
        after: text[cell.upperBound..<cell.upperBound], hasSeparator: true)
    }
    return SourceTree.Entry(
      key: text[first].trimmed.text, before: text[line..<line], head: text[line..<first.lowerBound],
      value: .container(
        SourceTree.Container(
          .arguments, open: text[first.lowerBound..<first.lowerBound], entries: entries,
          close: text[last.upperBound..<last.upperBound], indent: nil, separator: .bar)),
      after: text[last.upperBound..<text.nextLine(line)])
  }

  /// The cells of a line with the blanks around them, without the bars.
  private func cells(of line: Int) -> [Range<Int>] {
    let end = text.lineEnd(line)
    var position = text.skipBlanks(line)
    if text.at(position) == Self.bar { position += 1 }
    var cells: [Range<Int>] = []
    var start = position
    while position < end {
      if text[position] == .backslash {
        position += 1
      } else if text[position] == Self.bar {
        cells.append(start..<position)
        start = position + 1
      }
      position += 1
    }
    if start < end, !text[start..<end].isBlank { cells.append(start..<end) }
    return cells
  }

  private static let bar = UInt8(ascii: "|")
}

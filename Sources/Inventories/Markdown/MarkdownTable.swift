/// A table of a Markdown document (GitHub's tables extension) with the headings above it.
struct MarkdownTable: Hashable, Sendable {
  /// Of the line of its header, from 1.
  let line: Int
  /// The headings that it is under, the nearest last, as they are written.
  let headings: [String]
  /// How deep the nearest of them is; 1 is a document's title.
  let level: Int
  let header: [MarkdownCell]
  let rows: [Row]

  struct Row: Hashable, Sendable {
    /// From 1.
    let line: Int
    let cells: [MarkdownCell]
  }

  /// The nearest heading; empty if there is none.
  var heading: String { headings.last ?? "" }
}

/// The tables of a document, and what looks like one and is none.
struct MarkdownDocument {
  private(set) var tables: [MarkdownTable] = []
  /// A line, and why what begins there is no table.
  private(set) var others: [(line: Int, reason: String)] = []

  private let lines: [Substring]
  private var headings: [(level: Int, text: String)] = []
  private var fence: (mark: Character, count: Int)?
  private var isComment = false
  private var wasOther = false

  init(_ text: String) {
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      Substring($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0)
    }
    var index = 0
    while index < lines.count { index = read(index) }
  }

  /// Reads what begins at a line; the result is the line after it.
  private mutating func read(_ index: Int) -> Int {
    let content = Self.content(of: lines[index])
    if closesOrOpensFence(content) { return index + 1 }
    if isHidden(content) {
      noteHidden(index, content)
      return index + 1
    }
    if let heading = heading(at: index, content) {
      let level = heading.level
      headings.removeAll { $0.level >= level }
      headings.append((level, MarkdownCell(heading.text).text))
      wasOther = false
      return index + heading.lines
    }
    if index + 1 < lines.count, content.utf8.contains(bar),
      Self.isDelimiter(Self.content(of: lines[index + 1]))
    {
      return readTable(index, content)
    }
    noteOther(index, content)
    return index + 1
  }

  private mutating func readTable(_ index: Int, _ content: Substring) -> Int {
    let header = MarkdownCell.cells(of: content, in: lines[index])
    let width = MarkdownCell.cells(of: Self.content(of: lines[index + 1]), in: lines[index + 1]).count
    guard header.count == width else {
      others.append(
        (
          index + 1,
          "the header has \(header.count) cells but the delimiter row has \(width), so this is not a table"
        )
      )
      return index + 2
    }
    var rows: [MarkdownTable.Row] = []
    var next = index + 2
    while next < lines.count, let row = row(next) {
      rows.append(row)
      next += 1
    }
    tables.append(
      MarkdownTable(
        line: index + 1, headings: headings.map(\.text), level: headings.last?.level ?? 0, header: header,
        rows: rows))
    return next
  }

  /// A row continues as long as lines have a bar; text without one ends the table.
  private func row(_ index: Int) -> MarkdownTable.Row? {
    let content = Self.content(of: lines[index])
    guard content.utf8.contains(bar) else { return nil }
    return MarkdownTable.Row(line: index + 1, cells: MarkdownCell.cells(of: content, in: lines[index]))
  }

  private func heading(at index: Int, _ content: Substring) -> (level: Int, text: Substring, lines: Int)? {
    let marks = content.prefix { $0 == "#" }.count
    if (1...6).contains(marks) {
      let rest = content.dropFirst(marks)
      guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
      let closed = rest.trimmingBlanks
      let bare = String(closed.reversed().drop { $0 == "#" }.reversed())
      return (marks, Substring(bare == closed || bare.hasSuffix(" ") || bare.isEmpty ? bare : closed), 1)
    }
    let text = content.trimmingBlanks
    if text.hasPrefix("**"), text.hasSuffix("**"), text.utf8.count > 4, !text.utf8.contains(bar) {
      return (7, Substring(text), 1)
    }
    guard index + 1 < lines.count, !text.isEmpty, !content.utf8.contains(bar) else { return nil }
    let below = Self.content(of: lines[index + 1]).trimmingBlanks
    if below.utf8.count >= 2, below.allSatisfy({ $0 == "=" }) { return (1, content, 2) }
    if below.utf8.count >= 3, below.allSatisfy({ $0 == "-" }), !text.hasPrefix("-") { return (2, content, 2) }
    return nil
  }

  /// A line without the marks of quotations and the indentation of a list.
  private static func content(of line: Substring) -> Substring {
    var rest = line.drop { $0 == " " || $0 == "\t" }
    while rest.first == ">" { rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" } }
    return rest
  }

  private static func isDelimiter(_ line: Substring) -> Bool {
    line.utf8.contains(UInt8(ascii: "-")) && line.utf8.contains(bar)
      && line.utf8.allSatisfy { "|-: \t".utf8.contains($0) }
  }
}

extension MarkdownDocument {
  private mutating func closesOrOpensFence(_ content: Substring) -> Bool {
    guard !isComment, let mark = content.first, mark == "`" || mark == "~" else { return false }
    let count = content.prefix { $0 == mark }.count
    guard count >= 3 else { return false }
    if let open = fence {
      guard open.mark == mark, count >= open.count,
        content.dropFirst(count).allSatisfy({ $0 == " " || $0 == "\t" })
      else { return false }
      fence = nil
    } else {
      fence = (mark, count)
    }
    wasOther = false
    return true
  }

  /// Whether the line shows nothing, or shows itself as an example.
  private mutating func isHidden(_ content: Substring) -> Bool {
    if fence != nil { return true }
    if isComment {
      if content.contains("-->") { isComment = false }
      return true
    }
    guard content.hasPrefix("<!--") else { return false }
    isComment = !content.contains("-->")
    wasOther = false
    return true
  }

  private mutating func noteHidden(_ index: Int, _ content: Substring) {
    guard Self.isDelimiter(content), index > 0 else { return }
    let place = fence != nil ? "a code block" : "a comment"
    others.append((index, "the table is in \(place), which is not read"))
  }

  /// Tables that other tools draw are reported once each, at their first line.
  private mutating func noteOther(_ index: Int, _ content: Substring) {
    let isGrid = content.hasPrefix("+-") && content.hasSuffix("+")
    let isMarkup = content.lowercased().hasPrefix("<table")
    if isMarkup || (isGrid && !wasOther) {
      others.append(
        (
          index + 1,
          isMarkup ? "it is a table in HTML, which is not read" : "it is a drawn table, which is not read"
        ))
    }
    wasOther = isGrid || (wasOther && content.utf8.contains(bar))
  }
}

let bar = UInt8(ascii: "|")

extension StringProtocol {
  /// Without blanks and tabs at both ends.
  var trimmingBlanks: String {
    let blanks: Set<Character> = [" ", "\t"]
    guard let start = firstIndex(where: { !blanks.contains($0) }),
      let end = lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return String(self[start...end])
  }
}

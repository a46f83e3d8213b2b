/// A cell of a table: what it states, without the marks that only make it look different.
struct MarkdownCell: Hashable, Sendable {
  /// Of its first character in the line, in bytes from 1.
  let column: Int
  /// What is read; lines that `<br>` separates are on lines of their own.
  private(set) var text = ""
  /// Where its links lead.
  private(set) var links: [String] = []
  /// Text that is struck out, and so is no longer a statement.
  private(set) var struck = ""

  init(_ markup: some StringProtocol, column: Int = 1) {
    self.column = column
    let isMarked = markup.utf8.contains { $0 >= 0x80 || Self.marks.contains($0) }
    if isMarked, markup.utf8.count <= Self.longest {
      var reader = InlineReader(markup)
      reader.read()
      (text, links, struck) = (reader.text.trimmingBlanks, reader.links, reader.struck.trimmingBlanks)
    } else {
      text = markup.trimmingBlanks
    }
  }

  /// In bytes; what is longer is prose, and is not looked through for marks.
  private static let longest = 4096

  private static let marks = Set("*`~<>&[]!\\_".utf8)

  /// The cells of a line; `content` is the end of the line that the table begins in.
  static func cells(of content: Substring, in line: Substring) -> [MarkdownCell] {
    let bytes = Array(content.utf8)
    let offset = line.utf8.count - bytes.count
    var cells: [MarkdownCell] = []
    var start = bytes.first == bar ? 1 : 0
    var isEscaped = false
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    for index in start..<max(start, end) {
      if bytes[index] == bar, !isEscaped {
        cells.append(cell(bytes, start..<index, offset))
        start = index + 1
      }
      isEscaped = bytes[index] == UInt8(ascii: "\\") && !isEscaped
    }
    if start < end { cells.append(cell(bytes, start..<end, offset)) }
    return cells
  }

  private static func cell(_ bytes: [UInt8], _ range: Range<Int>, _ offset: Int) -> MarkdownCell {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    let markup = String(decoding: bytes[start..<range.upperBound], as: UTF8.self)
    return MarkdownCell(markup, column: offset + start + 1)
  }
}

/// Reads the inline marks of CommonMark and GitHub as far as tables have them.
private struct InlineReader {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  var text = ""
  var links: [String] = []
  var struck = ""

  init(_ markup: some StringProtocol) {
    var scalars = Array(markup.trimmingBlanks.unicodeScalars)
    // Emphasis by underscores is treated as the whole cell only: names hold them.
    while scalars.count > 2, scalars.first == "_", scalars.last == "_" {
      scalars = Array(scalars.dropFirst().dropLast())
    }
    self.scalars = scalars
  }

  mutating func read() { read(upTo: scalars.count) }

  private mutating func read(upTo end: Int) {
    while index < end {
      switch scalars[index] {
      case "\\" where index + 1 < end && Self.isPunctuation(scalars[index + 1]):
        text.unicodeScalars.append(scalars[index + 1])
        index += 2
      case "`": readCode(upTo: end)
      case "~" where starts("~~"): readStruck(closing: "~~", skipping: 2, upTo: end)
      case "*": index += 1
      case "<": readTag(upTo: end)
      case "[": readLink(upTo: end)
      case "!"
      where index + 1 < end && scalars[index + 1] == "[" && linkEnd(from: index + 1, upTo: end) != nil:
        index += 1
      case "&": readEntity(upTo: end)
      case "\u{A0}", "\u{2007}", "\u{202F}":
        text += " "
        index += 1
      // What no one sees: zero-width characters, soft hyphens, variation selectors.
      case "\u{AD}", "\u{200B}"..."\u{200D}", "\u{2060}", "\u{FEFF}", "\u{FE0E}", "\u{FE0F}": index += 1
      default:
        text.unicodeScalars.append(scalars[index])
        index += 1
      }
    }
  }

  private mutating func readCode(upTo end: Int) {
    let start = scalars[index..<end].firstIndex { $0 != "`" } ?? end
    let mark = String(repeating: "`", count: start - index)
    guard let close = find(mark, from: start, upTo: end) else {
      index = start
      return
    }
    // A bar stays escaped within code; GitHub takes the backslash away.
    text += string(start..<close).replacing("\\|", with: "|").trimmingBlanks
    index = close + mark.utf8.count
  }

  private mutating func readStruck(closing: String, skipping count: Int, upTo end: Int) {
    guard let close = find(closing, from: index + count, upTo: end) else {
      index += count
      return
    }
    let before = text
    text = ""
    index += count
    nested { $0.read(upTo: close) }
    struck += (struck.isEmpty ? "" : " ") + text
    text = before
    index = close + closing.unicodeScalars.count
  }

  private mutating func readTag(upTo end: Int) {
    if starts("<!--") {
      index = find("-->", from: index, upTo: end).map { $0 + 3 } ?? end
      return
    }
    guard let close = scalars[index..<end].firstIndex(of: ">") else { return take() }
    let content = string((index + 1)..<close)
    let name = content.lowercased().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
    if content.hasPrefix("http://") || content.hasPrefix("https://") {
      (text, index) = (text + content, close + 1)
      links.append(content)
    } else if name == "br" {
      (text, index) = (text + "\n", close + 1)
    } else if ["del", "s", "strike"].contains(name), !content.hasPrefix("/") {
      readStruck(closing: "</\(name)>", skipping: close + 1 - index, upTo: end)
    } else if ["sup", "sub"].contains(name), !content.hasPrefix("/") {
      // A footnote's mark, never a part of a number.
      index = find("</\(name)>", from: close, upTo: end).map { $0 + name.count + 3 } ?? close + 1
    } else if Self.silentTags.contains(String(name)) {
      index = close + 1
    } else {
      take()
    }
  }

  private static let silentTags: Set<String> = [
    "a", "b", "i", "u", "em", "strong", "code", "kbd", "tt", "span", "font", "small", "mark", "center", "p",
    "img",
  ]

  /// `[text](target)`, `[text][reference]`, a footnote's mark; else brackets are brackets.
  private mutating func readLink(upTo end: Int) {
    guard let close = linkEnd(from: index, upTo: end) else { return take() }
    if scalars[index + 1] == "^" {
      index = close + 1
      return
    }
    let opening = scalars[close + 1]
    guard let after = scalars[(close + 1)..<end].firstIndex(of: opening == "(" ? ")" : "]") else {
      return take()
    }
    if opening == "(" {
      links.append(string((close + 2)..<after).split(separator: " ").first.map(String.init) ?? "")
    }
    index += 1
    nested { $0.read(upTo: close) }
    index = after + 1
  }

  /// The bracket that closes a link's text, where it is one.
  private func linkEnd(from start: Int, upTo end: Int) -> Int? {
    guard let close = scalars[start..<end].firstIndex(of: "]"), close > start + 1 else { return nil }
    if scalars[start + 1] == "^" { return close }
    guard close + 1 < end, scalars[close + 1] == "(" || scalars[close + 1] == "[" else { return nil }
    return close
  }

  private mutating func readEntity(upTo end: Int) {
    guard let close = scalars[index..<end].firstIndex(of: ";"), close - index <= 8,
      let character = Self.entity(string((index + 1)..<close))
    else { return take() }
    text += character
    index = close + 1
  }

  private static func entity(_ name: String) -> String? {
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map(String.init)
    }
    if name.hasPrefix("#") {
      return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map(String.init)
    }
    return [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
      "vert": "|", "verbar": "|", "rarr": "→", "check": "✓", "cross": "✗", "uuml": "ü", "auml": "ä",
      "ouml": "ö",
      "szlig": "ß", "eacute": "é",
    ][name]
  }

  /// Marks within marks, to a limited depth.
  private mutating func nested(_ body: (inout InlineReader) -> Void) {
    guard depth < 8 else { return }
    depth += 1
    body(&self)
    depth -= 1
  }

  private mutating func take() {
    text.unicodeScalars.append(scalars[index])
    index += 1
  }

  private func starts(_ mark: String) -> Bool { scalars[index...].starts(with: mark.unicodeScalars) }

  private func find(_ mark: String, from start: Int, upTo end: Int) -> Int? {
    let wanted = Array(mark.unicodeScalars)
    var at = start
    while at + wanted.count <= end {
      if scalars[at..<(at + wanted.count)].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x2F).contains(scalar.value) || (0x3A...0x40).contains(scalar.value)
      || (0x5B...0x60).contains(scalar.value) || (0x7B...0x7E).contains(scalar.value)
  }
}

/// A table of a Markdown file as people write them, with the headings above it.
struct MarkdownTable: Hashable, Sendable {
  /// The heading that it stands under, in lower case; empty where there is none.
  let heading: String
  let header: [String]
  let rows: [Row]

  struct Row: Hashable, Sendable {
    /// Counts from 1.
    let line: Int
    let cells: [String]
  }

  /// Every table of a text: a line of cells, a line of dashes, and lines of cells (GitHub's tables extension).
  static func tables(in text: String) -> [MarkdownTable] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    var tables: [MarkdownTable] = []
    var heading = ""
    var index = 0
    var isCode = false
    while index < lines.count {
      if lines[index].hasPrefix("```") { isCode.toggle() }
      if lines[index].hasPrefix("#") && !isCode {
        heading = plain(lines[index].drop { $0 == "#" }).lowercased()
      }
      guard !isCode, index + 1 < lines.count, isDelimiter(lines[index + 1]), lines[index].contains("|") else {
        index += 1
        continue
      }
      let body = lines[(index + 2)...].prefix { $0.contains("|") }
      tables.append(
        MarkdownTable(
          heading: heading, header: cells(of: lines[index]).map { $0.lowercased() },
          rows: zip((index + 3)..., body).map { Row(line: $0, cells: cells(of: $1)) }))
      index += 2 + body.count
    }
    return tables
  }

  private static func isDelimiter(_ line: String) -> Bool {
    line.contains("-") && line.contains("|") && line.allSatisfy { "|-: \t".contains($0) }
  }

  /// The cells of a line, without the marks that only make them look different.
  private static func cells(of line: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line {
      if character == "|" && !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    let outer = line.trimmingBlanks.hasPrefix("|")
    let inner = outer ? cells.dropFirst() : cells[...]
    return (line.trimmingBlanks.hasSuffix("|") ? inner.dropLast() : inner).map { plain($0) }
  }

  /// Text without emphasis, code marks and link targets.
  private static func plain(_ text: some StringProtocol) -> String {
    var plain = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "*", "`", "~": continue
      case "\\" where rest.first.map { "|*_`\\[]".contains($0) } ?? false: plain.append(rest.removeFirst())
      case "[": continue
      case "]" where rest.first == "(":
        rest = rest.drop { $0 != ")" }.dropFirst()
      case "]": continue
      default: plain.append(character)
      }
    }
    return plain.trimmingBlanks
  }
}

extension String {
  var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}

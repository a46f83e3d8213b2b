import Diagnostics

/// Pieces of Markdown whose values stay values: nothing in them can start a line, a list, a link or a heading.
enum MarkdownText {
  /// A text in a paragraph: one line, everything that Markdown would read escaped.
  static func inline(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let scalars = Array(words.unicodeScalars)
    return scalars.indices.map { index in
      isSpecial(scalars[index]) && !isInsideWord(index, of: scalars)
        ? "\\\(scalars[index])" : seen(scalars[index])
    }.joined()
  }

  /// A name as code: quoted where it is odd, in more backticks than it holds.
  static func code(_ text: String) -> String {
    span(text.isEmpty ? "\"\"" : quoted(text))
  }

  private static func span(_ shown: String) -> String {
    let ticks = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    let pad = shown.hasPrefix("`") || shown.hasSuffix("`") || shown.hasPrefix(" ") ? " " : ""
    return ticks + pad + shown + pad + ticks
  }

  /// A machine's text as code, such as JSON: shown as it is but for what cannot be seen.
  static func code(verbatim text: String) -> String { span(text.unicodeScalars.map(seen).joined()) }

  /// Lines of a text that keeps its lines, with any line ending.
  static func lines(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != "\r" }.map { $0 == "\t" ? "\t" : seen($0) }.joined() }
  }

  /// Lines as a block of code, indented where it belongs to a list item.
  static func fence(_ lines: [String], language: String = "", indent: Int = 0) -> [String] {
    let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let ticks = String(repeating: "`", count: max(3, longest + 1))
    let margin = String(repeating: " ", count: indent)
    return ([ticks + language] + lines + [ticks]).map { $0.isEmpty ? "" : margin + $0 }
  }

  /// Characters with a meaning inside a paragraph of CommonMark or of GitHub's dialect.
  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    #"\`*_[]<&|~#"#.unicodeScalars.contains(scalar)
  }

  /// An underscore between two letters or digits is one: `nginx_state` needs no escape.
  private static func isInsideWord(_ index: Int, of text: [Unicode.Scalar]) -> Bool {
    guard text[index] == "_", index > 0, index + 1 < text.count else { return false }
    return [text[index - 1], text[index + 1]].allSatisfy { $0.isASCII && Character($0).isASCIIWord }
  }

  private static func seen(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: String(scalar)
    }
  }

  /// The text at the start of a line or an item, where `-`, `+`, `=`, `>` and `1.` mean something too.
  static func escapingStart(of text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    if "-+=>".unicodeScalars.contains(first) { return "\\" + text }
    let digits = text.prefix { ("0"..."9").contains($0) }
    let rest = text.dropFirst(digits.count)
    return !digits.isEmpty && (rest.hasPrefix(".") || rest.hasPrefix(")")) ? "\(digits)\\\(rest)" : text
  }

  private static func longestRun(of mark: Character, in text: String) -> Int {
    var longest = 0
    var current = 0
    for character in text {
      current = character == mark ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}

extension Character {
  fileprivate var isASCIIWord: Bool { isLetter || isNumber }
}

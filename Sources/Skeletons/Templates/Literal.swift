import FileTrees

/// Texts as literals of the languages that generated files are written in.
package enum Literal {
  /// A JSON string; good in JSON, YAML and Python as it is.
  package static func json(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  /// A JSON array of strings.
  static func json(_ items: [String]) -> String { "[" + items.map { json($0) }.joined(separator: ", ") + "]" }

  /// A plain YAML scalar where every parser takes it for this very text, else a quoted one.
  package static func yaml(_ text: String) -> String { isPlainYAML(text) ? text : json(text) }

  /// An HCL string; `${` and `%{` would start a template there.
  static func hcl(_ text: String) -> String {
    let scalars = Array(json(text).unicodeScalars)
    return scalars.indices.map { index in
      let opens =
        "$%".unicodeScalars.contains(scalars[index]) && index + 1 < scalars.count
        && scalars[index + 1] == "{"
      return opens ? "\(scalars[index])\(scalars[index])" : String(scalars[index])
    }.joined()
  }

  /// JSON's escapes; beyond them what YAML 1.1 takes for a line break or does not print.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}": hexadecimal(scalar.value)
    default: String(scalar)
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Stricter than the specification: what looks like a number, a date or a word of YAML 1.1 is quoted too.
  private static func isPlainYAML(_ text: String) -> Bool {
    guard let first = text.utf8.first, isUpper(first) || isLower(first) || first == 0x5F || first == 0x2F
    else {
      return false
    }
    if text.utf8.last == 0x20 || text.utf8.last == 0x3A { return false }
    if wordsOfYAML.contains(text.lowercased()) { return false }
    var last: UInt8 = 0
    for byte in text.utf8 {
      // A `#` is not among what is harmless.
      guard isAlphanumeric(byte) || plainPunctuation.contains(byte), last != 0x3A || byte != 0x20 else {
        return false
      }
      last = byte
    }
    return true
  }

  private static let plainPunctuation = ByteSet(" _./:@=+-~()".utf8)

  private static let wordsOfYAML: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
}

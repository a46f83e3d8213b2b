import Skeletons

/// What a scalar without quotes is treated as, by the rules of YAML 1.1 (yaml.org/type) as PyYAML and yamllint have them.
enum PlainScalar {
  /// Whether it is a text, and no number, boolean, date or nothing.
  static func isText(_ text: String) -> Bool {
    if words.contains(text.lowercased()) { return false }
    guard let first = text.utf8.first, "0123456789+-.".utf8.contains(first) else { return !text.isEmpty }
    return !numbers.contains { $0.matches(text) }
  }

  /// Whether a text can do without quotes as a value; inside of `[]` and `{}` fewer can.
  static func isFree(_ text: String, inFlow: Bool) -> Bool {
    let bytes = Array(text.utf8)
    guard isText(text), let first = bytes.first, let last = bytes.last, isPrintable(text) else {
      return false
    }
    if first == 0x20 || last == 0x20 || last == UInt8(ascii: ":") { return false }
    let next = bytes.count > 1 ? bytes[1] : 0x20
    if "-?:".utf8.contains(first) {
      if next == 0x20 || bytes.starts(with: "---".utf8) || (inFlow && first != UInt8(ascii: "-")) {
        return false
      }
    } else if ",[]{}#&*!|>'\"%@`".utf8.contains(first) {
      return false
    }
    if inFlow, bytes.contains(where: { ",[]{}".utf8.contains($0) }) { return false }
    return zip(bytes, bytes.dropFirst()).allSatisfy { pair in
      pair != (UInt8(ascii: ":"), 0x20) && pair != (0x20, UInt8(ascii: "#"))
    }
  }

  /// Whether every character is literal in every style of quotes.
  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      (0x20...0x7E).contains(scalar.value)
        || (scalar.value >= 0xA0 && ![0x2028, 0x2029, 0xFEFF].contains(scalar.value))
    }
  }

  /// Of these each way of writing with capitals counts, a few more than the rules have.
  private static let words: Set<String> = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", "...",
  ]

  private static let numbers: [Pattern] = [
    "[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+",
    "[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+([.][0-9_]*)?",
    "[-+]?([0-9][0-9_]*([.][0-9_]*)?|[.][0-9][0-9_]*)([eE][-+]?[0-9]+)?",
    "[-+]?[.](inf|Inf|INF)|[.](nan|NaN|NAN)",
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[[:blank:]]+)[0-9].*)?",
  ].compactMap { try? Pattern($0) }
}

// Each after its grammar; none of these languages can hold a NUL, and no answer does.
extension Literal {
  /// A basic string of TOML 1.0: JSON's escapes but for those of characters beyond it, and no bare DEL.
  static func toml(_ text: String) -> String { json(text) }

  /// A word of the shell (POSIX, 2.2.2): as it is where nothing in it means anything, else in single quotes.
  static func shell(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || "_./:@%+,-".utf8.contains($0) }
    return isPlain ? text : "'" + escaped(text) { $0 == "'" ? "'\\''" : nil } + "'"
  }

  /// A string of SQL (ISO 9075), as PostgreSQL reads it with `standard_conforming_strings`: a quote is doubled.
  static func sql(_ text: String) -> String { "'" + escaped(text) { $0 == "'" ? "''" : nil } + "'" }

  /// A word of a systemd unit (systemd.syntax(7), "Quoting"), with `%` and `$` doubled against specifiers and variables.
  ///
  /// Bytes beyond ASCII are unchanged.
  static func systemd(_ text: String) -> String {
    quoted(text) { scalar in
      switch scalar {
      case "%": "%%"
      case "$": "$$"
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      case "\u{0}"..<" ", "\u{7F}": "\\x" + twoDigits(scalar.value)
      default: nil
      }
    }
  }

  /// A value of an INI file as git-config(1) defines it, the one dialect that has a grammar.
  static func ini(_ text: String) -> String {
    quoted(text) { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\t": "\\t"
      case "\u{8}": "\\b"
      default: nil
      }
    }
  }

  /// A value of ENV, LABEL or ARG in a Dockerfile: in double quotes, where `$` would name a variable.
  static func dockerfile(_ text: String) -> String {
    quoted(text) { $0 == "$" ? "\\$" : nil }
  }

  /// A parameter of nginx in double quotes; `$` names a variable there, and has no escape.
  static func nginx(_ text: String) -> String {
    quoted(text) { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      default: nil
      }
    }
  }

  /// In double quotes, with a backslash before quotes and backslashes, and what else `escape` states.
  private static func quoted(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    let inside = text.unicodeScalars.map { scalar -> String in
      if scalar == "\"" || scalar == "\\" { return "\\" + String(scalar) }
      return escape(scalar) ?? String(scalar)
    }
    return "\"" + inside.joined() + "\""
  }

  /// Scalar by scalar: a quote before an emoji's modifier is one character with it, and a quote all the same.
  private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    text.unicodeScalars.map { escape($0) ?? String($0) }.joined()
  }

  private static func twoDigits(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }
}

/// A key that names a secret.
struct Key {
  let bytes: ArraySlice<UInt8>
  let keyClass: KeyClass
  /// Dashes before it: `--token`.
  let isOption: Bool
  /// What is before it in its line.
  let before: ArraySlice<UInt8>

  /// `Secret` after `kind:`.
  var isKind: Bool { bytes.elementsEqual("Secret".utf8) && before.trimmed().elementsEqual("kind:".utf8) }

  /// Whether only what opens an assignment is before it: blanks, a dash, a quote, `export`, `ENV`, a comment sign.
  var isFirst: Bool {
    let words = before.split { !isAlphanumeric($0) }
    return words.allSatisfy { Self.openers.contains($0.text) }
      && !before.contains { "=(:$".utf8.contains($0) }
  }

  private static let openers: Set = [
    "export", "e", "env", "ENV", "ARG", "set", "local", "readonly", "const", "let", "declare", "x", "var",
    "val",
    "final", "static", "private", "public", "String", "string", "setx", "Environment", "default", "rem",
    "REM",
  ]

  var isComment: Bool {
    let lead = before.trimmed()
    guard let first = lead.first else { return false }
    return first == UInt8(ascii: "#") || first == UInt8(ascii: ";") || lead.begins("//") || lead.begins("-- ")
      || lead.elementsEqual("--".utf8) || lead.begins("* ") || lead.begins("/*") || lead.begins("<!--")
  }

  /// Whether an odd number of quotes is before it: it is inside a text.
  var isQuoted: Bool {
    // The beginning of the line is out of range, so it is not known.
    if before.count >= ScannedText.longestLead { return false }
    return hasOpenQuote
  }

  private var hasOpenQuote: Bool {
    [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains { quote in
      before.count { $0 == quote } % 2 == 1 && !(before.last == quote)
    }
  }

  /// Whether it is in an expression of Jinja: `{{ {'password': db_password} }}`.
  var isInExpression: Bool {
    guard let open = before.place(of: "{{") else { return false }
    return !before[open.upperBound...].has("}}")
  }

  /// Whether a quote opens right before it: `"DB_PASSWORD=x"` of a list in JSON.
  var opensQuote: Bool { before.last.map(isQuote) ?? false }

  /// Whether it is in braces: `{name: bob, password: x}`.
  var isInBraces: Bool {
    guard let brace = before.lastIndex(of: UInt8(ascii: "{")) else { return false }
    let opener = brace > before.startIndex ? before[brace - 1] : 0
    return !"${%#".utf8.contains(opener) && !before[brace...].contains(UInt8(ascii: "}"))
  }
}

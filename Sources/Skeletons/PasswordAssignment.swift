/// A password in the authority of a URL: `https://user:password@host`.
enum PasswordURL {
  static func find(in line: ArraySlice<UInt8>) -> String? {
    var rest = line
    while let scheme = rest.firstPlace(of: "://") {
      rest = rest[scheme.upperBound...]
      if holdsPassword(rest.prefix { !isSpace($0) && !"/\"'<>?#".utf8.contains($0) }) {
        return "a password in a URL"
      }
    }
    return nil
  }

  private static func holdsPassword(_ authority: ArraySlice<UInt8>) -> Bool {
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    let password = authority[(colon + 1)..<at]
    return password.count >= 3 && !Reference.isOne(password) && !Placeholder.isOne(password)
      && !isExample(password)
  }

  private static func isExample(_ password: ArraySlice<UInt8>) -> Bool {
    ["password", "pass", "secret", "pw"].contains(String(decoding: password, as: UTF8.self).lowercased())
  }
}

/// A value that says where a secret is and is none itself.
enum Reference {
  static func isOne(_ value: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: value, as: UTF8.self)
    return beginnings.contains { text.hasPrefix($0) } || middles.contains { text.contains($0) }
  }

  private static let beginnings = [
    "$", "!", "{", "[", "<", "%", "@", "&", "*", "|", ">", "/", "./", "~/", "vault_", "vault:", "vault/",
    "secrets/",
    "op://", "ENC[", "var.", "local.", "data.", "module.", "file(", "env(", "os.", "process.env", "settings.",
    "self.",
    "config.", "args.", "random_", "sops", "http://", "https://",
  ]
  private static let middles = ["{{", "${", "$(", "<%", "vault_", "lookup(", "getenv", "environ"]
}

/// A literal value behind a key that names a password: `db_password: hunter22`, `API_TOKEN="…"`.
enum PasswordAssignment {
  static func find(in line: ArraySlice<UInt8>) -> String? {
    guard let separator = separator(in: line) else { return nil }
    var key = line[..<separator].trimmed()
    if let quote = key.last, isQuote(quote) { key = key.dropLast() }
    let name = key.suffix { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D }
    guard namesSecret(name), isLineStart(line[..<name.startIndex]) else { return nil }
    let isMapping = line[separator] == UInt8(ascii: ":")
    let value = line[(separator + 1)...].prefix(longestValue).trimmed()
    return isLiteral(value, isMapping: isMapping, isTight: isTight(line, separator))
      ? "a literal password" : nil
  }

  /// Nobody's password is longer; a longer value is something else.
  static let longestValue = 300

  /// The first `:` or `=` that separates a key from a value; `==`, `:=` and `=>` are other things.
  private static func separator(in line: ArraySlice<UInt8>) -> Int? {
    guard let index = line.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }) else {
      return nil
    }
    let next = index + 1 < line.endIndex ? line[index + 1] : 0
    return next == UInt8(ascii: "=") || next == UInt8(ascii: ">") || next == UInt8(ascii: ":") ? nil : index
  }

  /// Only what opens an assignment may stand before the key: indentation, a dash, a quote, `export`, `-e`.
  private static func isLineStart(_ before: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: before.filter { !isSpace($0) && !isQuote($0) && $0 != 0x2D }, as: UTF8.self)
    return ["", "export", "e", "env", "ENV", "ARG", "set", "{", "local", "readonly", "const", "let"].contains(
      text)
  }

  static func namesSecret(_ name: ArraySlice<UInt8>) -> Bool {
    let words = name.split { $0 == 0x5F || $0 == 0x2D }.map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    guard let last = words.last else { return false }
    if ["password", "passwd", "passphrase", "secret", "token", "apikey", "secretkey", "pw"].contains(last) {
      return true
    }
    return last == "key" && words.count > 1
      && ["api", "access", "secret", "private"].contains(words[words.count - 2])
  }

  private static func isTight(_ line: ArraySlice<UInt8>, _ separator: Int) -> Bool {
    separator > line.startIndex && !isSpace(line[separator - 1]) && separator + 1 < line.endIndex
      && !isSpace(line[separator + 1])
  }

  private static func isLiteral(_ value: ArraySlice<UInt8>, isMapping: Bool, isTight: Bool) -> Bool {
    guard let first = value.first else { return false }
    if isQuote(first) { return isQuotedSecret(value) }
    let word = value.prefix { !isSpace($0) }
    // Behind a value in bare words stands nothing but a comment; `password=password,` is a call's argument.
    let rest = value.dropFirst(word.count).trimmed()
    guard rest.isEmpty || rest.first == UInt8(ascii: "#"), word.count >= 6 else { return false }
    guard isMapping || isTight || isRandom(word), !word.contains(where: { ",();}".utf8.contains($0) }) else {
      return false
    }
    return isSecret(word) && (isMapping || word.contains(where: isDigit))
  }

  /// Long, and of capitals, small letters and digits: what no program calls its variables.
  private static func isRandom(_ word: ArraySlice<UInt8>) -> Bool {
    word.count >= 32 && word.contains(where: isUpper) && word.contains(where: isLower)
      && word.filter(isDigit).count >= 2 && word.allSatisfy(isBase64)
  }

  static func isSecret(_ value: ArraySlice<UInt8>) -> Bool {
    !Reference.isOne(value) && !Placeholder.isOne(value) && !value.contains(0x20)
      && !harmless.contains(String(decoding: value, as: UTF8.self).lowercased())
  }

  /// Whether what stands between the first byte, a quote, and the next such quote is a secret.
  static func isQuotedSecret(_ value: ArraySlice<UInt8>) -> Bool {
    let inner = value.dropFirst().prefix { $0 != value.first }
    return inner.count >= 6 && inner.endIndex < value.endIndex && isSecret(inner)
  }

  static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }

  /// What a schema, a document or a program says of a password without telling one.
  private static let harmless: Set = [
    "required", "optional", "string", "object", "boolean", "secret", "password", "passwd", "present",
    "absent",
    "external", "secretstr", "prompt", "always", "on_create", "update_password", "default", "undefined",
    "string,",
    "sensitive", "disabled", "enabled", "nullable",
  ]
}

extension ArraySlice<UInt8> {
  fileprivate func suffix(_ isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var start = endIndex
    while start > startIndex, isPart(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}

/// Keys that name a secret, and what stands behind them.
extension CredentialScan {
  /// No key is longer, on either side of the word that gave it away.
  private static let longestKey = 100
  /// How far a line is looked at before a key.
  static let longestLead = 200

  private func isKeyByte(_ byte: UInt8) -> Bool { isWord(byte) || byte == 0x2D || byte == 0x2E }

  mutating func lookAtKey(endingAt triggerEnd: Int) {
    guard triggerEnd > keyEnd else { return }
    let end = isKeyByte(bytes[triggerEnd - 1]) ? triggerEnd : triggerEnd - 1
    var start = end
    while start > 0, end - start < Self.longestKey, isKeyByte(bytes[start - 1]) { start -= 1 }
    var stop = end
    while stop < bytes.count, stop - end < Self.longestKey, isKeyByte(bytes[stop]) { stop += 1 }
    keyEnd = max(stop, triggerEnd)
    while stop > start, !isAlphanumeric(bytes[stop - 1]), bytes[stop - 1] != 0x5F { stop -= 1 }
    var dashes = 0
    while start < stop, !isWord(bytes[start]) {
      if bytes[start] == 0x2D { dashes += 1 }
      start += 1
    }
    guard start < stop else { return }
    if lookAtPipe(into: bytes[start..<stop]) { return }
    guard let keyClass = classOfKey(bytes[start..<stop]) else { return }
    let key = Key(
      bytes: bytes[start..<stop], keyClass: keyClass, isOption: dashes > 0 && hasBlankBefore(start - dashes),
      before: lead(of: start - dashes))
    look(behind: key)
  }

  private func hasBlankBefore(_ index: Int) -> Bool {
    index == 0 || isBlank(bytes[index - 1]) || bytes[index - 1] == 0x0A || isQuote(bytes[index - 1])
      || bytes[index - 1] == UInt8(ascii: "[") || bytes[index - 1] == UInt8(ascii: ",")
  }

  /// The line before the key, its end at least.
  private func lead(of start: Int) -> ArraySlice<UInt8> {
    var index = start
    while index > 0, start - index < Self.longestLead, !isLineEnd(bytes[index - 1]) { index -= 1 }
    return bytes[index..<start]
  }

  private mutating func look(behind key: Key) {
    if lookAtElement(key) || lookAtNamedValue(key) || lookAtTable(key) || lookAtCall(key) { return }
    if key.isKind { lookAtKubernetesSecret(key) }
    guard let separator = Separator(in: bytes, behind: key.bytes.endIndex) else { return }
    if separator.sign == UInt8(ascii: " ") { return lookAtWords(key, from: separator.next) }
    lookAtGroup(key, separator)
    guard let value = value(of: key, behind: separator) else { return }
    judge(value.bytes, of: key, caution: value.caution)
  }

  /// Notes the value where it is a secret.
  mutating func judge(_ value: ArraySlice<UInt8>, of key: Key, caution: SecretValue.Caution) {
    let trimmed = value.trimmed()
    if trimmed.count < 5 || equalsKey(trimmed, key) { return }
    if key.bytes.elementsEqual("key".utf8), !isBareKey(trimmed, caution) { return }
    guard let secret = secret(in: trimmed, key.keyClass, caution), !secret.isEmpty,
      !equalsUser(secret, of: key)
    else { return }
    note(
      Sighting(
        range: secret.startIndex..<secret.endIndex, rule: key.keyClass.rule, what: key.keyClass.what,
        key: key.bytes))
  }

  private func isBareKey(_ value: ArraySlice<UInt8>, _ caution: SecretValue.Caution) -> Bool {
    caution == .none && (kind == .yaml || kind == .settings)
      && SecretValue(bytes: value, keyClass: .key, caution: caution).isBareKey
  }

  private func equalsKey(_ value: ArraySlice<UInt8>, _ key: Key) -> Bool {
    guard value.count <= 100 else { return false }
    var index = key.bytes.startIndex
    for byte in value where isAlphanumeric(byte) {
      while index < key.bytes.endIndex, !isAlphanumeric(bytes[index]) { index += 1 }
      if index == key.bytes.endIndex || lowered(bytes[index]) != lowered(byte) { return false }
      index += 1
    }
    return !bytes[index..<key.bytes.endIndex].contains(where: isAlphanumeric)
  }

  /// Whether the same word is the name of the user, the database or the like nearby: a default, not a secret.
  private mutating func equalsUser(_ secret: ArraySlice<UInt8>, of key: Key) -> Bool {
    guard secret.count <= 30 else { return false }
    let word = Array(secret)
    var window = bytes[max(0, key.bytes.startIndex - 300)..<min(bytes.count, secret.endIndex + 200)]
    var looks = 0
    while looks < 8, let place = window.place(of: word) {
      looks += 1
      window = bytes[place.upperBound..<window.endIndex]
      let isWhole = place.upperBound >= bytes.count || !isWord(bytes[place.upperBound])
      if place.lowerBound != secret.startIndex, isWhole, isUserKey(self.key(before: place.lowerBound)) {
        return true
      }
    }
    return false
  }

  /// The key before a value: `key: `, `key="`.
  func key(before index: Int) -> ArraySlice<UInt8> {
    var end = index
    while end > 0, index - end < 12, !isKeyByte(bytes[end - 1]), !isLineEnd(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, end - start < Self.longestKey, isKeyByte(bytes[start - 1]) { start -= 1 }
    let lead = bytes[end..<index]
    // The scheme of a URL is no key; what stands before it is.
    if lead.begins("://"), start > 0 { return self.key(before: start) }
    return lead.contains(UInt8(ascii: ":")) || lead.contains(UInt8(ascii: "="))
      ? bytes[start..<end] : bytes[index..<index]
  }
}

/// A key that names a secret.
struct Key {
  let bytes: ArraySlice<UInt8>
  let keyClass: KeyClass
  /// Dashes before it: `--token`.
  let isOption: Bool
  /// What stands before it in its line.
  let before: ArraySlice<UInt8>

  /// `Secret` behind `kind:`.
  var isKind: Bool { bytes.elementsEqual("Secret".utf8) && before.trimmed().elementsEqual("kind:".utf8) }

  /// Whether only what opens an assignment stands before it: blanks, a dash, a quote, `export`, `ENV`, a comment sign.
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

  /// Whether an odd number of quotes stands before it: it is inside a text.
  var isQuoted: Bool {
    // The beginning of the line is out of sight: nobody knows.
    if before.count >= CredentialScan.longestLead { return false }
    return hasOpenQuote
  }

  private var hasOpenQuote: Bool {
    [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains { quote in
      before.count { $0 == quote } % 2 == 1 && !(before.last == quote)
    }
  }

  /// Whether it stands in an expression of Jinja: `{{ {'password': db_password} }}`.
  var isInExpression: Bool {
    guard let open = before.place(of: "{{") else { return false }
    return !before[open.upperBound...].has("}}")
  }

  /// Whether a quote opens right before it: `"DB_PASSWORD=x"` of a list in JSON.
  var opensQuote: Bool { before.last.map(isQuote) ?? false }

  /// Whether it stands in braces: `{name: bob, password: x}`.
  var isInBraces: Bool {
    guard let brace = before.lastIndex(of: UInt8(ascii: "{")) else { return false }
    let opener = brace > before.startIndex ? before[brace - 1] : 0
    return !"${%#".utf8.contains(opener) && !before[brace...].contains(UInt8(ascii: "}"))
  }
}

/// What stands between a key and its value.
struct Separator {
  let sign: UInt8
  /// Where the value begins, behind blanks.
  let next: Int
  /// Whether the key was quoted.
  let isClosed: Bool
  /// Whether nothing stands on either side of the sign.
  let isTight: Bool

  init?(in bytes: [UInt8], behind end: Int) {
    var index = end
    var isClosed = false
    while index < bytes.count, index - end < 5 {
      let byte = bytes[index]
      if isQuote(byte) {
        isClosed = true
      } else if byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "*") {
        if byte != UInt8(ascii: ")") || !isClosed { break }
      }
      index += 1
    }
    let closed = index
    let isCall = isClosed && bytes[closed - 1] == UInt8(ascii: ")")
    while index < bytes.count, isBlank(bytes[index]), index - closed < 60 { index += 1 }
    guard index < bytes.count,
      let (sign, width) = Self.sign(bytes, index, isClosed) ?? (index > end && !isCall ? (0x20, 0) : nil)
    else { return nil }
    let behind = index + width
    index = behind
    // The end of what Markdown sets in bold: `**Password:** x`.
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == bytes[index] {
      index += 2
    }
    while index < bytes.count, isBlank(bytes[index]), index - behind < 200 { index += 1 }
    self.sign = sign
    next = index
    self.isClosed = isClosed
    isTight = index == behind && behind - width == closed
  }

  private static func sign(_ bytes: [UInt8], _ index: Int, _ isClosed: Bool) -> (UInt8, Int)? {
    func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch at(0) {
    case UInt8(ascii: "="):
      if at(1) == UInt8(ascii: "="), !isAlphanumeric(at(2)) { return nil }
      if at(1) == UInt8(ascii: "~") { return nil }
      return (at(0), at(1) == UInt8(ascii: ">") ? 2 : 1)
    case UInt8(ascii: ":"):
      if at(1) == UInt8(ascii: ":") {
        // `:::=` of Make, `:: ` of LDIF (RFC 2849).
        return at(2) == UInt8(ascii: "=") ? (at(0), 3) : isBlank(at(2)) ? (at(0), 2) : nil
      }
      if at(1) == UInt8(ascii: "=") { return (UInt8(ascii: "="), 2) }
      return (at(0), 1)
    case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: "o"):
      if at(0) != UInt8(ascii: "o"), at(1) == UInt8(ascii: "=") { return (UInt8(ascii: "="), 2) }
      // A default: `env.TOKEN || "x"`, `environ.get("TOKEN") or "x"`.
      let isDefault = at(0) == at(1) && at(0) != UInt8(ascii: "+") || at(0) == 0x6F && at(1) == 0x72
      return isDefault && (isQuote(at(2)) || isBlank(at(2)) && isQuote(at(3))) ? (UInt8(ascii: "="), 2) : nil
    case UInt8(ascii: ","): return isClosed ? (at(0), 1) : nil
    default: return nil
    }
  }
}

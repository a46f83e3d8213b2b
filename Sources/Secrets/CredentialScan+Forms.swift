/// Forms in which a key and its value do not stand on either side of a sign.
extension CredentialScan {
  // MARK: XML

  /// `<password>value</password>`.
  mutating func lookAtElement(_ key: Key) -> Bool {
    let stop = key.bytes.endIndex
    guard key.before.last == UInt8(ascii: "<"), stop < bytes.count, bytes[stop] == UInt8(ascii: ">") else {
      return false
    }
    let value = bytes[(stop + 1)...].prefix(Self.longestValue).prefix {
      $0 != UInt8(ascii: "<") && !isLineEnd($0)
    }
    judge(value, of: key, caution: max(caution, .some))
    return true
  }

  // MARK: A name and a value

  /// `name: DB_PASSWORD` and `value: x`, `<add key="Password" value="x"/>`, `variable "password" { default = "x" }`.
  mutating func lookAtNamedValue(_ key: Key) -> Bool {
    guard isNameValue(key) else { return false }
    var index = key.bytes.endIndex
    var lines = 0
    let limit = min(bytes.count, index + 500)
    while index < limit, lines <= 4 {
      if bytes[index] == 0x0A {
        lines += 1
        if beginsNext(index + 1) { break }
      }
      if isLetter(bytes[index]), !isWord(bytes[index - 1]) {
        let word = bytes[index...].prefix(12).prefix(while: isWord)
        if Self.valueWords.contains(word.text) { return judgeNamed(key, valueBehind: word.endIndex) }
        index = word.endIndex
      } else {
        index += 1
      }
    }
    return true
  }

  private static let valueWords: Set = ["value", "default", "Value", "defaultValue", "val", "stringValue"]

  private mutating func judgeNamed(_ key: Key, valueBehind end: Int) -> Bool {
    guard let separator = Separator(in: bytes, behind: end), separator.sign != UInt8(ascii: " ") else {
      return true
    }
    let named = Key(
      bytes: key.bytes, keyClass: key.keyClass, isOption: false,
      before: key.isComment ? key.before : bytes[key.bytes.startIndex..<key.bytes.startIndex])
    guard let value = value(of: named, behind: separator) else { return true }
    judge(value.bytes, of: named, caution: value.caution)
    return true
  }

  /// Whether the key is itself what a `name` says.
  private func isNameValue(_ key: Key) -> Bool {
    var end = key.before.endIndex
    while end > key.before.startIndex, isQuote(bytes[end - 1]) || isBlank(bytes[end - 1]) { end -= 1 }
    let isQuotedBlock =
      end < key.before.endIndex && key.before[..<end].trimmed().elementsEqual("variable".utf8)
    if isQuotedBlock { return true }
    guard end > key.before.startIndex,
      bytes[end - 1] == UInt8(ascii: ":") || bytes[end - 1] == UInt8(ascii: "=")
    else { return false }
    end -= 1
    while end > key.before.startIndex, isQuote(bytes[end - 1]) || isBlank(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > key.before.startIndex, isWord(bytes[start - 1]) { start -= 1 }
    return Self.nameWords.contains(bytes[start..<end].text)
  }

  private static let nameWords: Set = [
    "name", "key", "Name", "Key", "variable", "var", "option", "field", "id",
  ]

  /// The next item, block or blank line ends what belongs together.
  private func beginsNext(_ start: Int) -> Bool {
    let line = bytes[start...].prefix(200).prefix { !isLineEnd($0) }.trimmed()
    return line.isEmpty || line.begins("- ") || line.begins("}") || line.begins("<add ")
      || line.begins("name:")
      || line.begins("{")
  }

  // MARK: Words

  /// `requirepass X`, `--token X`, netrc's `password X`, `username bob secret 5 X`.
  mutating func lookAtWords(_ key: Key, from start: Int) {
    if key.bytes.lowercase.elementsEqual("sshpass".utf8) { return }
    let isDirective = Self.directives.contains(key.bytes.lowercase[...].text)
    let isSet = ["ENV", "ARG", "setx"].contains(key.before.trimmed().text)
    guard key.isOption || isDirective || isSet, !isLineEnd(bytes[start]) else { return }
    var word = quoted(at: start) ?? word(from: start, in: key)
    if isDirective, !key.isOption, word.begins("--") { word = nextWord(behind: word, in: key) }
    if isDirective, word.count == 1, let digit = word.first, isDigit(digit) {
      word = nextWord(behind: word, in: key)
    }
    // What follows is another option, a key or a setting of its own: `.password length=32`.
    if word.first == UInt8(ascii: "-") || word.last == UInt8(ascii: ":") { return }
    if let sign = word.firstIndex(of: UInt8(ascii: "=")),
      word[..<sign].allSatisfy({ isLower($0) || $0 == 0x5F })
    {
      return
    }
    let isAlone = key.isFirst && endsLine(word.endIndex) && kind != .code && kind != .prose
    let least: SecretValue.Caution =
      isAlone ? (kind == .settings ? .none : .some) : key.isOption ? .some : .much
    judge(word, of: key, caution: max(least, key.isComment ? .much : caution))
  }

  private func nextWord(behind word: ArraySlice<UInt8>, in key: Key) -> ArraySlice<UInt8> {
    var next = word.endIndex
    while next < bytes.count, isBlank(bytes[next]) { next += 1 }
    return self.word(from: next, in: key)
  }

  private static let directives: Set = [
    "password", "passwd", "pass", "requirepass", "masterauth", "bindpw", "rootpw", "secret", "auth_pass",
    "auth-pass",
    "rocommunity", "rwcommunity", "psk", "token", "pre-shared-key", "password-crypted", "user-password",
    "md5-key",
    "root-password", "passphrase", "masteruser", "pw", "key-string", "wpa-psk",
  ]

  private func endsLine(_ end: Int) -> Bool {
    var index = end
    while index < bytes.count, isQuote(bytes[index]) || isBlank(bytes[index]) || bytes[index] == 0x0D {
      index += 1
    }
    return index >= bytes.count || isLineEnd(bytes[index])
  }

  // MARK: Commands

  /// `curl -u user:password`, `mysql -pPASSWORD`, `redis-cli -a PASSWORD`.
  mutating func lookAtCommand(behind end: Int) {
    var start = end - 1
    while start > 0, end - start < 30, isWord(bytes[start - 1]) || bytes[start - 1] == 0x2D { start -= 1 }
    guard let rules = CommandRule.byProgram[bytes[start..<(end - 1)].text] else { return }
    let words = commandWords(commandLine(from: end))
    for rule in rules {
      guard let secret = rule.secret(among: words), secret.count >= 5 else { continue }
      guard let found = SecretValue(bytes: secret, keyClass: .password, caution: max(caution, .some)).secret
      else {
        continue
      }
      note(
        Sighting(
          range: found.startIndex..<found.endIndex, rule: "command-password", what: "a password in a command",
          key: bytes[start..<(end - 1)]))
      return
    }
  }

  /// The rest of the command; a backslash carries it into the next line.
  private func commandLine(from start: Int) -> ArraySlice<UInt8> {
    var index = start
    while index < bytes.count, index - start < 600 {
      if bytes[index] == 0x0A, bytes[index - 1] != UInt8(ascii: "\\") { break }
      index += 1
    }
    return bytes[start..<index]
  }
}

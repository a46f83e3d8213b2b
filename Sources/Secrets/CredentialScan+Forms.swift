/// Forms in which a key and its value do not stand on either side of a sign.
extension CredentialScan {
  // MARK: XML

  /// `<password>value</password>`.
  mutating func lookAtElement(_ key: Key) -> Bool {
    let stop = key.bytes.endIndex
    guard stop < bytes.count else { return false }
    if key.opensQuote, isQuote(bytes[stop]), stop + 1 < bytes.count, bytes[stop + 1] == UInt8(ascii: ">") {
      // `<string name="api_key">x</string>`.
      judge(textOfElement(from: stop + 2), of: key, caution: max(caution, .some))
      return true
    }
    if key.before.suffix(5).elementsEqual("<key>".utf8) { return lookAtPropertyList(key) }
    guard key.before.last == UInt8(ascii: "<"), bytes[stop] == UInt8(ascii: ">") else { return false }
    var value = textOfElement(from: stop + 1)
    if key.bytes.elementsEqual("auth-user-pass".utf8) {
      // The second line below is the password (openvpn(8)).
      let lines = bytes[(stop + 1)...].prefix(300).split(separator: 0x0A, maxSplits: 3)
      if lines.count > 2 { value = lines[1].trimmed() }
    } else if value.trimmed().isEmpty, value.endIndex < bytes.count,
      bytes[value.endIndex] == UInt8(ascii: "<")
    {
      // `<Password><Value>x</Value></Password>`.
      let tag = bytes[(value.endIndex + 1)...].prefix(20).prefix { $0 != UInt8(ascii: ">") }
      if Self.valueWords.contains(tag.lowercase[...].text) { value = textOfElement(from: tag.endIndex + 1) }
    }
    judge(value, of: key, caution: max(caution, .some))
    return true
  }

  /// `<key>Password</key>`, and in the next line `<string>x</string>`.
  private mutating func lookAtPropertyList(_ key: Key) -> Bool {
    let rest = bytes[key.bytes.endIndex...].prefix(200)
    guard let tag = rest.place(of: "<string>") else { return false }
    judge(textOfElement(from: tag.upperBound), of: key, caution: max(caution, .some))
    return true
  }

  private func textOfElement(from start: Int) -> ArraySlice<UInt8> {
    bytes[min(start, bytes.count)...].prefix(Self.longestValue).prefix {
      $0 != UInt8(ascii: "<") && !isLineEnd($0)
    }
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
    let name = key.bytes.lowercase[...].text
    if name == "sshpass" || Self.upstreamDirectives.contains(name) || lookAtUserPair(key, from: start) {
      return
    }
    let isDirective = Self.directives.contains(name)
    let lead = key.before.trimmed()
    let isSet = Self.setters.contains(lead.text) || lead.suffix(4).elementsEqual(" set".utf8)
    let isSetting = kind == .settings && key.keyClass != .key && (key.isFirst || setsHeader(lead))
    guard key.isOption || isDirective || isSet || isSetting, !isLineEnd(bytes[start]) else { return }
    let start = behindRedirection(start)
    var word = quoted(at: start) ?? word(from: start, in: key)
    if isDirective, !key.isOption, word.begins("--") { word = nextWord(behind: word, in: key) }
    if isDirective, word.count == 1, let digit = word.first, isDigit(digit) {
      word = nextWord(behind: word, in: key)
    } else if isDirective, ["is", "was", "root"].contains(word.text) {
      word = nextWord(behind: word, in: key)
    }
    // What follows is another option, a key or a setting of its own: `.password length=32`.
    if word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "[") || word.last == UInt8(ascii: ":") {
      return
    }
    if let sign = word.firstIndex(of: UInt8(ascii: "=")),
      word[..<sign].allSatisfy({ isLower($0) || $0 == 0x5F })
    {
      return
    }
    let isAlone =
      (key.isFirst || setsHeader(lead)) && endsLine(word.endIndex) && kind != .code && kind != .prose
    if !isAlone, !key.isOption, !isDirective, !isSet { return }
    let isPlain = key.isOption || isSet || kind == .settings && Self.namingDirectives.contains(key.bytes.text)
    let least: SecretValue.Caution =
      isAlone ? (kind == .settings ? .none : .some) : isPlain ? .some : .much
    judge(word, of: key, caution: max(least, key.isComment ? .much : caution))
  }

  /// Directives of nginx that pass requests on to a server (ngx_http_proxy_module and its siblings).
  private static let upstreamDirectives: Set = [
    "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass", "js_pass",
  ]

  /// HAProxy's `stats auth user:password`.
  private mutating func lookAtUserPair(_ key: Key, from start: Int) -> Bool {
    guard kind == .settings, key.bytes.elementsEqual("auth".utf8), start < bytes.count else { return false }
    let word = word(from: start, in: key)
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), endsLine(word.endIndex) else { return false }
    noteUserLine(word[(colon + 1)...], isPair: false, key: key.bytes)
    return true
  }

  /// The text of `<<< x` and `<(echo x)` of the shell.
  private func behindRedirection(_ start: Int) -> Int {
    for opening in ["<<< ", "<(echo ", "<(echo -n ", "<<<"] where bytes[start...].starts(with: opening.utf8) {
      return start + opening.utf8.count
    }
    return start
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
    "root-password", "passphrase", "masteruser", "pw", "key-string", "wpa-psk", "community", "auth",
    "insecure-password", "preshared-key", "private-key",
  ]

  /// Behind whose word more may stand in the line.
  private static let namingDirectives: Set = [
    "community", "rocommunity", "rwcommunity", "auth", "insecure-password", "password", "secret", "auth_pass",
  ]

  /// Whether what stands before the key is a directive of a web server that sets a header.
  private func setsHeader(_ lead: ArraySlice<UInt8>) -> Bool {
    let word = lead.split(whereSeparator: isBlank).last ?? []
    return word.has("header")
  }

  private static let setters: Set = [
    "ENV", "ARG", "setx", "set -x", "set -gx", "set -xg", "set -Ux", "set -xU",
  ]

  private func endsLine(_ end: Int) -> Bool {
    var index = end
    while index < bytes.count,
      isQuote(bytes[index]) || isBlank(bytes[index]) || bytes[index] == 0x0D
        || ";}".utf8.contains(bytes[index])
    {
      index += 1
    }
    return index >= bytes.count || isLineEnd(bytes[index])
  }

  // MARK: Commands

  /// `curl -u user:password`, `mysql -pPASSWORD`, `redis-cli -a PASSWORD`.
  mutating func lookAtCommand(behind end: Int) {
    var start = end - 1
    while start > 0, end - start < 30, isWord(bytes[start - 1]) || bytes[start - 1] == 0x2D { start -= 1 }
    let program = bytes[start..<(end - 1)]
    if program.elementsEqual("sudo".utf8) {
      if bytes[end...].begins("-S") { lookAtEcho(before: start, isPair: false, key: program) }
      return
    }
    guard let rules = CommandRule.byProgram[program.text] else { return }
    let isList = isQuote(bytes[end - 1])
    if isList, end >= bytes.count || bytes[end] != UInt8(ascii: ",") { return }
    let line = commandLine(from: end)
    let words = isList ? listed(line) : commandWords(line)
    for rule in rules {
      guard let secret = rule.secret(among: words), secret.count >= 5 else { continue }
      guard let found = self.secret(in: secret, .password, max(caution, .some)) else { continue }
      note(
        Sighting(
          range: found.startIndex..<found.endIndex, rule: "command-password", what: "a password in a command",
          key: bytes[start..<(end - 1)]))
    }
  }

  /// The words of a command that is written as a list: `["mysqladmin", "-px"]`.
  private func listed(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.prefix { $0 != UInt8(ascii: "]") }.split(separator: UInt8(ascii: ",")).map { word in
      var word = word.trimmed()
      while let first = word.first, isQuote(first) { word = word.dropFirst() }
      while let last = word.last, isQuote(last) { word = word.dropLast() }
      return word
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

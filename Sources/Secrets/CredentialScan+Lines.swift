/// Lines and files that hold a credential by their form alone.
extension CredentialScan {
  // MARK: Users and passwords

  /// `echo user:password | chpasswd`, cloud-init's `chpasswd:` with its lines, `echo X | … --password-stdin`.
  mutating func lookAtPipe(into key: ArraySlice<UInt8>) -> Bool {
    let isUsers = key.elementsEqual("chpasswd".utf8)
    guard isUsers || key.elementsEqual("password-stdin".utf8) || createsSecret(key) else { return false }
    if lookAtEcho(before: key.startIndex, isPair: isUsers, key: key) { return true }
    if isUsers, key.endIndex < bytes.count {
      for line in followingLines(key.endIndex) { noteUserLine(line, isPair: true, key: key) }
    }
    return true
  }

  /// What is piped into a command in the same line.
  @discardableResult
  mutating func lookAtEcho(before end: Int, isPair: Bool, key: ArraySlice<UInt8>) -> Bool {
    var start = end
    while start > 0, end - start < 300, !isLineEnd(bytes[start - 1]) { start -= 1 }
    let lead = bytes[start..<end]
    guard let echo = lead.place(of: "echo ") ?? lead.place(of: "printf "), lead.contains(UInt8(ascii: "|"))
    else {
      return false
    }
    let word = commandWords(lead[echo.upperBound...]).last { $0.first != UInt8(ascii: "-") } ?? []
    noteUserLine(word.filter { !isQuote($0) }.isEmpty ? [] : unquoted(word), isPair: isPair, key: key)
    return true
  }

  /// `docker secret create NAME -`, `passwd --stdin`.
  private func createsSecret(_ key: ArraySlice<UInt8>) -> Bool {
    let rest = bytes[key.endIndex...].prefix(12)
    return key.elementsEqual("secret".utf8) && rest.begins(" create ")
      || key.elementsEqual("passwd".utf8) && rest.begins(" --stdin")
  }

  private func unquoted(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var word = word
    while let first = word.first, isQuote(first) { word = word.dropFirst() }
    while let last = word.last, isQuote(last) { word = word.dropLast() }
    return word
  }

  /// The next few lines, without dashes and quotes.
  private func followingLines(_ start: Int) -> [ArraySlice<UInt8>] {
    bytes[start...].prefix(1_000).split(separator: 0x0A).prefix(12).map { line in
      let line = line.trimmed()
      return unquoted(line.begins("- ") ? line.dropFirst(2) : line)
    }
  }

  mutating func noteUserLine(_ line: ArraySlice<UInt8>, isPair: Bool, key: ArraySlice<UInt8>) {
    var value = line
    if isPair {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon + 1 < line.endIndex,
        !isBlank(line[colon + 1]),
        !line.contains(where: isBlank)
      else { return }
      value = line[(colon + 1)...]
    }
    noteLine(value, what: "a literal password", key: key, caution: max(caution, .some))
  }

  private mutating func noteLine(
    _ value: ArraySlice<UInt8>, what: String, key: ArraySlice<UInt8>, caution: SecretValue.Caution
  ) {
    guard let secret = SecretValue(bytes: value, keyClass: .password, caution: caution).secret else { return }
    note(Sighting(range: secret.startIndex..<secret.endIndex, rule: "password-line", what: what, key: key))
  }

  // MARK: Whole files

  /// `.pgpass`, and a file of one line whose name says that it is a password.
  mutating func lookAtWholeFile() {
    guard bytes.count <= 65_536, depth == 0 else { return }
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if kind == .unknown || kind == .settings {
      lookAtPasswordLines()
      lookAtMailPasswords(isNamed: name.contains("sasl"))
      if name.contains("htpasswd") || name == "userlist.txt" { lookAtUserLines() }
      if name.contains("chap") || name.contains("pap-secrets") { lookAtDialSecrets() }
    }
    guard bytes.count <= 400, kind == .unknown || kind == .prose || kind == .settings else { return }
    lookAtOnlyLine(name)
  }

  /// `host:port:database:user:password` (PostgreSQL's documentation, section 34.16), nothing else in the file.
  private mutating func lookAtPasswordLines() {
    var values: [ArraySlice<UInt8>] = []
    for line in bytes.split(whereSeparator: { $0 == 0x0A }) {
      let line = line.trimmed()
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let fields = line.split(separator: UInt8(ascii: ":"), maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count == 5, fields[1].allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "*") }),
        !fields[1].isEmpty,
        !line.contains(where: isBlank)
      else { return }
      values.append(fields[4])
    }
    for value in values {
      noteLine(value, what: "a password of a pgpass file", key: bytes[0..<0], caution: .none)
    }
  }

  /// Postfix's `[host]:port user:password` (postconf(5), smtp_sasl_password_maps).
  private mutating func lookAtMailPasswords(isNamed: Bool) {
    for line in bytes.split(whereSeparator: { $0 == 0x0A }).prefix(200) {
      let fields = line.trimmed().split(whereSeparator: isBlank)
      guard fields.count == 2, fields[0].first == UInt8(ascii: "[") || isNamed,
        let colon = fields[1].firstIndex(of: UInt8(ascii: ":")), fields[0].first != UInt8(ascii: "#"),
        fields[0].contains(UInt8(ascii: "]")) || isNamed
      else { continue }
      noteLine(
        fields[1][(colon + 1)...], what: "a literal password", key: fields[0], caution: max(caution, .some))
    }
  }

  /// `client server secret addresses` of chap-secrets and pap-secrets (pppd(8)).
  private mutating func lookAtDialSecrets() {
    for line in bytes.split(whereSeparator: { $0 == 0x0A }).prefix(200) where line.first != UInt8(ascii: "#")
    {
      let fields = line.trimmed().split(whereSeparator: isBlank)
      if fields.count >= 3 {
        noteLine(unquoted(fields[2]), what: "a literal password", key: fields[0], caution: caution)
      }
    }
  }

  /// `user:password` of a file for web servers (htpasswd(1)), `"user" "password"` of PgBouncer.
  private mutating func lookAtUserLines() {
    for line in bytes.split(whereSeparator: { $0 == 0x0A }).prefix(500) where line.first != UInt8(ascii: "#")
    {
      let words = line.split { $0 == UInt8(ascii: "\"") || isBlank($0) }
      if words.count == 2 {
        noteUserLine(words[1], isPair: false, key: words[0])
      } else {
        noteUserLine(line.trimmed(), isPair: true, key: line[line.startIndex..<line.startIndex])
      }
    }
  }

  private mutating func lookAtOnlyLine(_ name: String) {
    let value = bytes[...].drop { isBlank($0) || $0 == 0x0A }
    let line = value.prefix { !isLineEnd($0) }.trimmed()
    guard value[line.endIndex...].allSatisfy({ isBlank($0) || isLineEnd($0) || $0 == 0x0D }), line.count >= 8,
      !line.contains(where: {
        isBlank($0) || $0 == UInt8(ascii: "=") && line.last != $0 || $0 == UInt8(ascii: ":")
      })
    else { return }
    let stem = name.hasPrefix(".") ? name.dropFirst() : Substring(name)
    let key =
      stem.split(separator: ".").last.flatMap {
        Self.textEndings.contains(String($0)) ? stem.dropLast($0.count) : nil
      } ?? stem
    guard let found = KeyClass.of(Array(key.utf8)[...]) else { return }
    let keyClass = found == .key ? .token : found
    guard let secret = SecretValue(bytes: line, keyClass: keyClass, caution: .some).secret
    else { return }
    note(
      Sighting(
        range: secret.startIndex..<secret.endIndex, rule: keyClass.rule, what: keyClass.what,
        key: bytes[0..<0]))
  }

  private static let textEndings: Set = ["txt", "conf", "env", "secret", "key"]
}

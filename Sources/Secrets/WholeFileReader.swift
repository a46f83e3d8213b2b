/// Files that hold nothing but credentials, each of a form of its own.
struct WholeFileReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `.pgpass`, and a file of one line whose name states that it is a password.
  func look() {
    guard bytes.count <= 65_536, text.depth == 0 else { return }
    let name = lastComponent(of: text.path).lowercased()
    if kind == .unknown || kind == .settings {
      lookAtPasswordLines()
      let words = Array(name.utf8)[...]
      lookAtMailPasswords(isNamed: words.has("sasl"))
      if words.has("htpasswd") || name == "userlist.txt" { lookAtUserLines() }
      if words.has("chap") || words.has("pap-secrets") { lookAtDialSecrets() }
    }
    guard bytes.count <= 400, kind == .unknown || kind == .prose || kind == .settings else { return }
    lookAtOnlyLine(name)
  }

  /// `host:port:database:user:password` (PostgreSQL's documentation, section 34.16), nothing else in the file.
  private func lookAtPasswordLines() {
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
  private func lookAtMailPasswords(isNamed: Bool) {
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
  private func lookAtDialSecrets() {
    for line in bytes.split(whereSeparator: { $0 == 0x0A }).prefix(200) where line.first != UInt8(ascii: "#")
    {
      let fields = line.trimmed().split(whereSeparator: isBlank)
      if fields.count >= 3 {
        noteLine(unquoted(fields[2]), what: "a literal password", key: fields[0], caution: caution)
      }
    }
  }

  /// `user:password` of a file for web servers (htpasswd(1)), `"user" "password"` of PgBouncer.
  private func lookAtUserLines() {
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

  private func lookAtOnlyLine(_ name: String) {
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
    log.note(
      Sighting(
        range: secret.startIndex..<secret.endIndex, rule: keyClass.rule, what: keyClass.what,
        key: bytes[0..<0]))
  }

  private static let textEndings: Set = ["txt", "conf", "env", "secret", "key"]
}

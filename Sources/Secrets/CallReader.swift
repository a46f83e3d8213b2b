/// Secrets among the arguments of a call or a statement.
struct CallReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `HTTPBasicAuth("user", "password")`, `auth("user", "password")`.
  func lookAtCall(_ key: Key) -> Bool {
    let end = key.bytes.endIndex
    guard end < bytes.count, bytes[end] == UInt8(ascii: "("), key.keyClass == .key,
      key.bytes.lowercase.suffix(4).elementsEqual("auth".utf8)
    else { return false }
    lookAtArguments(from: end + 1)
    return true
  }

  /// A user and a password, both in quotes.
  func lookAtArguments(from start: Int) {
    guard start < bytes.count, isQuote(bytes[start]), let user = text.quoted(at: start) else { return }
    var index = user.endIndex + 1
    guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return }
    index += 1
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    if let text = text.quoted(at: index), text.elementsEqual(user) { return }
    lookAtText(from: index, what: "a literal password")
  }

  /// `IDENTIFIED BY 'x'`, `IDENTIFIED WITH plugin BY 'x'` (MySQL), `IDENTIFIED BY "x"` (Oracle).
  func lookAtIdentified(behind end: Int) {
    let rest = bytes[end...].prefix(80).prefix { !isLineEnd($0) && $0 != UInt8(ascii: ";") }
    guard let by = rest.place(of: "BY ") ?? rest.place(of: "by ") else { return }
    var index = by.upperBound
    if bytes[index...].begins("PASSWORD ") || bytes[index...].begins("password ") { index += 9 }
    lookAtText(from: index, what: "a literal password")
  }

  /// `Unseal Key 1: x` as Vault prints it.
  func lookAtUnsealKey(behind end: Int) {
    let number = bytes[end...].prefix(3).prefix(while: isDigit)
    let colon = number.endIndex
    guard !number.isEmpty, colon + 1 < bytes.count, bytes[colon] == UInt8(ascii: ":") else { return }
    let value = bytes[(colon + 1)...].prefix(200).prefix { !isLineEnd($0) }.trimmed()
    noteText(value, keyClass: .token, what: "a literal secret")
  }

  /// What Terraform's `random_password` made, in its state.
  func lookAtGenerated(behind end: Int) {
    guard end >= log.groupEnd else { return }
    let rest = bytes[end...].prefix(4_000)
    log.groupEnd = rest.endIndex
    guard let result = rest.place(of: "\"result\"") else { return }
    var index = result.upperBound
    while index < bytes.count, isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ":") { index += 1 }
    guard let text = text.quoted(at: index) else { return }
    noteText(text, keyClass: .password, what: "a literal password")
  }

  /// `send "x\r"` of expect(1), where what is waited for is a password.
  func lookAtSend(behind end: Int) {
    var index = end
    if bytes[index...].begins("-- ") { index += 3 }
    guard let text = text.quoted(at: index), text.suffix(2).elementsEqual("\\r".utf8) else { return }
    let around = bytes[max(0, end - 300)..<min(bytes.count, text.endIndex + 300)]
    guard around.has("assword"), around.has("xpect") else { return }
    noteText(text.dropLast(2), keyClass: .password, what: "a literal password")
  }

  /// `user NAME on >x ~* +@all` of Redis's list of users.
  func lookAtUserRule(behind end: Int) {
    let line = bytes[max(0, end - 200)..<end].split(whereSeparator: isLineEnd).last ?? []
    guard line.begins("user ") || line.has("SETUSER ") else { return }
    noteText(
      bytes[end...].prefix(200).prefix { !isBlank($0) && !isLineEnd($0) }, keyClass: .password,
      what: "a literal password")
  }

  /// A text in quotes as a password.
  func lookAtText(from start: Int, what: String) {
    guard start < bytes.count, isQuote(bytes[start]), let text = text.quoted(at: start) else { return }
    noteText(text, keyClass: .password, what: what)
  }

  private func noteText(_ text: ArraySlice<UInt8>, keyClass: KeyClass, what: String) {
    guard let found = SecretValue(bytes: text, keyClass: keyClass, caution: max(caution, .some)).secret else {
      return
    }
    log.note(
      Sighting(
        range: found.startIndex..<found.endIndex, rule: keyClass == .token ? keyClass.rule : "password-line",
        what: what, key: self.text.key(before: text.startIndex)))
  }
}

/// Passwords and tokens in the authority of a URL.
struct URLReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `https://user:password@host` and `https://TOKEN@host`.
  func look(behind end: Int) {
    let authority = bytes[end...].prefix(300).prefix { byte in
      !isBlank(byte) && !isLineEnd(byte) && !"/\"'<>?#`\\,|".utf8.contains(byte)
    }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return }
    guard let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")) else {
      return lookAtUserToken(authority[..<at], host: authority[(at + 1)...], behind: end)
    }
    let (user, password) = (authority[..<colon], authority[(colon + 1)..<at])
    if password.count < 5 || password.elementsEqual(user) || user.has("{{") || user.has("${") { return }
    let isSetting = kind == .settings || kind == .yaml
    noteURL(log.secret(in: password, .password, max(caution, isSetting ? .none : .some)), behind: end)
  }

  /// A token in the place of the user; Sentry's are public.
  private func lookAtUserToken(_ user: ArraySlice<UInt8>, host: ArraySlice<UInt8>, behind end: Int) {
    guard user.count >= 20, !host.has("sentry"), !host.has("ingest") else { return }
    noteURL(log.secret(in: user, .key, caution), behind: end)
  }

  private func noteURL(_ secret: ArraySlice<UInt8>?, behind end: Int) {
    guard let secret else { return }
    var scheme = end - 3
    while scheme > 0, end - scheme < 30, isAlphanumeric(bytes[scheme - 1]) || bytes[scheme - 1] == 0x2B {
      scheme -= 1
    }
    log.note(
      Sighting(
        range: secret.startIndex..<secret.endIndex, rule: "url-password", what: "a password in a URL",
        key: text.key(before: scheme)))
  }
}

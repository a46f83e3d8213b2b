/// Private keys in PEM, of PuTTY, and JSON Web Keys.
struct PrivateKeyReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// A PEM, OpenSSH, PGP or OpenVPN private key with something in it, under a passphrase or not.
  func lookForPrivateKey(behind end: Int) {
    let heading = bytes[end...].prefix(60).prefix { $0 != 0x2D && !isLineEnd($0) }
    guard
      heading.has("PRIVATE KEY") || heading.has("OpenVPN Static key") || heading.begins("ENCRYPTED PRIVATE")
    else {
      return
    }
    let close = endOfKey(behind: heading.endIndex)
    let stop = close?.lowerBound ?? min(bytes.count, heading.endIndex + 400)
    guard hasBody(bytes[heading.endIndex..<stop].prefix(500)) else { return }
    log.note(
      Sighting(
        range: end - 11 < 0 ? end..<stop : (end - 11)..<stop, rule: "private-key", what: "a private key",
        key: text.key(before: max(0, end - 11)), isFormat: true))
  }

  /// The heading's counterpart, searched for once if there is none.
  private func endOfKey(behind start: Int) -> Range<Int>? {
    guard start >= log.endlessUntil else { return nil }
    let rest = bytes[start...].prefix(20_000).dropFirst(5)
    if let close = rest.place(of: "-----END ") ?? rest.place(of: "---- END ") { return close }
    log.endlessUntil = rest.endIndex
    return nil
  }

  /// A text that only speaks of such blocks has no long run of Base64 after the heading: letters and digits.
  private func hasBody(_ body: ArraySlice<UInt8>) -> Bool {
    var run = 0
    var digits = 0
    for byte in body {
      if isAlphanumeric(byte) || byte == 0x2B || byte == 0x2F || byte == 0x3D {
        run += 1
        if isDigit(byte) { digits += 1 }
      } else {
        (run, digits) = (0, 0)
      }
      if run >= 24, digits > 0 { return true }
    }
    return false
  }

  /// PuTTY's own form: the heading at the beginning of a line, a colon after its version.
  func lookForPuttyKey(behind end: Int) {
    let start = end - 20
    guard start <= 0 || isLineEnd(bytes[start - 1]) || isBlank(bytes[start - 1]), end + 1 < bytes.count,
      isDigit(bytes[end]), bytes[end + 1] == UInt8(ascii: ":")
    else { return }
    let block = bytes[end...].prefix(20_000)
    let stop = block.place(of: "Private-MAC")?.lowerBound ?? min(bytes.count, end + 200)
    log.note(
      Sighting(
        range: max(0, start)..<stop, rule: "private-key", what: "a private key", key: bytes[end..<end],
        isFormat: true))
  }

  /// The private part of a JSON Web Key (RFC 7517): `d`, or `k` of a symmetric one.
  func lookForWebKey(around end: Int) {
    let start = max(log.webKeyEnd, end - 3_000)
    let window = bytes[min(start, bytes.count)..<min(bytes.count, end + 3_000)]
    log.webKeyEnd = window.endIndex
    for name in ["\"d\"", "\"k\""] {
      guard let place = window.place(of: Array(name.utf8)),
        let separator = Separator(in: bytes, behind: place.upperBound - 1),
        separator.sign == UInt8(ascii: ":"),
        let value = text.quoted(at: separator.next), value.count >= 32,
        value.allSatisfy({ isWord($0) || $0 == 0x2D }),
        Texture(value).isRandom
      else { continue }
      log.note(
        Sighting(
          range: value.startIndex..<value.endIndex, rule: "json-web-key", what: "a private JSON Web Key",
          key: bytes[(place.lowerBound + 1)..<(place.upperBound - 1)]))
    }
  }
}

/// What is longer than a line: keys in PEM, PuTTY's and JSON Web Keys, and Secrets of Kubernetes.
extension CredentialScan {
  // MARK: Private keys

  /// A PEM, OpenSSH, PGP or OpenVPN private key with something in it, under a passphrase or not.
  mutating func lookForPrivateKey(behind end: Int) {
    let heading = bytes[end...].prefix(60).prefix { $0 != 0x2D && !isLineEnd($0) }
    guard
      heading.has("PRIVATE KEY") || heading.has("OpenVPN Static key") || heading.begins("ENCRYPTED PRIVATE")
    else {
      return
    }
    let close = endOfKey(behind: heading.endIndex)
    let stop = close?.lowerBound ?? min(bytes.count, heading.endIndex + 400)
    guard hasBody(bytes[heading.endIndex..<stop].prefix(500)) else { return }
    note(
      Sighting(
        range: end - 11 < 0 ? end..<stop : (end - 11)..<stop, rule: "private-key", what: "a private key",
        key: key(before: max(0, end - 11)), isFormat: true))
  }

  /// The heading's counterpart, looked for once where there is none.
  private mutating func endOfKey(behind start: Int) -> Range<Int>? {
    guard start >= endlessUntil else { return nil }
    let rest = bytes[start...].prefix(20_000).dropFirst(5)
    if let close = rest.place(of: "-----END ") ?? rest.place(of: "---- END ") { return close }
    endlessUntil = rest.endIndex
    return nil
  }

  /// A text that only speaks of such blocks has no long run of Base64 behind the heading: letters and digits.
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

  /// PuTTY's own form: the heading at the beginning of a line, a colon behind its version.
  mutating func lookForPuttyKey(behind end: Int) {
    let start = end - 20
    guard start <= 0 || isLineEnd(bytes[start - 1]) || isBlank(bytes[start - 1]), end + 1 < bytes.count,
      isDigit(bytes[end]), bytes[end + 1] == UInt8(ascii: ":")
    else { return }
    let block = bytes[end...].prefix(20_000)
    let stop = block.place(of: "Private-MAC")?.lowerBound ?? min(bytes.count, end + 200)
    note(
      Sighting(
        range: max(0, start)..<stop, rule: "private-key", what: "a private key", key: bytes[end..<end],
        isFormat: true))
  }

  /// The private part of a JSON Web Key (RFC 7517): `d`, or `k` of a symmetric one.
  mutating func lookForWebKey(around end: Int) {
    let start = max(webKeyEnd, end - 3_000)
    let window = bytes[min(start, bytes.count)..<min(bytes.count, end + 3_000)]
    webKeyEnd = window.endIndex
    for name in ["\"d\"", "\"k\""] {
      guard let place = window.place(of: Array(name.utf8)),
        let separator = Separator(in: bytes, behind: place.upperBound - 1),
        separator.sign == UInt8(ascii: ":"),
        let value = quoted(at: separator.next), value.count >= 32,
        value.allSatisfy({ isWord($0) || $0 == 0x2D }),
        Texture(value).isRandom
      else { continue }
      note(
        Sighting(
          range: value.startIndex..<value.endIndex, rule: "json-web-key", what: "a private JSON Web Key",
          key: bytes[(place.lowerBound + 1)..<(place.upperBound - 1)]))
    }
  }

  // MARK: Kubernetes

  /// The entries below `data:` of a Secret, whatever they are called: each is decoded and looked at as a file.
  mutating func lookAtKubernetesSecret(_ key: Key) {
    guard depth < 2, key.bytes.startIndex >= secretsEnd else { return }
    let document = documentAround(key.bytes.startIndex)
    secretsEnd = document.endIndex
    guard let data = document.place(of: "\ndata:") else { return }
    var index = data.upperBound
    var entries = 0
    while index < document.endIndex, entries < 500 {
      while index < document.endIndex, !isLineEnd(bytes[index]) { index += 1 }
      index += 1
      guard index < document.endIndex, isBlank(bytes[index]) else { return }
      entries += 1
      let line = bytes[index..<document.endIndex].prefix { !isLineEnd($0) }.trimmed()
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      lookAtEntry(line[..<colon], line[(colon + 1)...].trimmed())
    }
  }

  /// `dockerconfigjson: x`, wherever it stands.
  mutating func lookAtDockerConfig(behind end: Int) {
    guard depth < 2, let separator = Separator(in: bytes, behind: end) else { return }
    let rest = bytes[separator.next...].prefix(Self.longestValue)
    let value = rest.drop(while: isQuote).prefix { isAlphanumeric($0) || "+/=".utf8.contains($0) }
    lookAtEntry(bytes[end..<end], value)
  }

  private mutating func lookAtEntry(_ name: ArraySlice<UInt8>, _ raw: ArraySlice<UInt8>) {
    let value = raw.first.map(isQuote) == true ? raw.dropFirst().dropLast() : raw
    guard value.count >= 8, !ReferenceForm.isOne(value), KeyClass.of(name) == nil,
      let decoded = decodedBase64(value)
    else {
      return
    }
    var inner = CredentialScan(SourceText(decoded), path: name.text, depth: depth + 1)
    guard let first = inner.findings().first else { return }
    note(
      Sighting(
        range: value.startIndex..<value.endIndex, rule: first.rule, what: first.what + " in Base64", key: name
      ))
  }

  /// From the line `---` before to the one behind, within limits.
  private func documentAround(_ index: Int) -> ArraySlice<UInt8> {
    let before = bytes[max(0, index - 2_000)..<index]
    var start = before.startIndex
    var rest = before
    while let place = rest.place(of: "\n---") {
      start = place.lowerBound
      rest = rest[place.upperBound...]
    }
    let behind = bytes[index...].prefix(65_536)
    return bytes[start..<(behind.place(of: "\n---")?.lowerBound ?? behind.endIndex)]
  }
}

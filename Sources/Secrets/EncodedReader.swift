/// Credentials in Base64: Secrets of Kubernetes, and logins of Docker.
struct EncodedReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// The entries below `data:` of a Secret, with any name: each is decoded and scanned as a file.
  func lookAtKubernetesSecret(_ key: Key) {
    guard text.depth < 2, key.bytes.startIndex >= log.secretsEnd else { return }
    let document = documentAround(key.bytes.startIndex)
    log.secretsEnd = document.endIndex
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

  /// `dockerconfigjson: x`, wherever it is.
  func lookAtDockerConfig(behind end: Int) {
    guard text.depth < 2, let separator = Separator(in: bytes, behind: end) else { return }
    let rest = bytes[separator.next...].prefix(ScannedText.longestValue)
    let value = rest.drop(while: isQuote).prefix { isAlphanumeric($0) || "+/=".utf8.contains($0) }
    lookAtEntry(bytes[end..<end], value)
  }

  private func lookAtEntry(_ name: ArraySlice<UInt8>, _ raw: ArraySlice<UInt8>) {
    let value = raw.first.map(isQuote) == true ? raw.dropFirst().dropLast() : raw
    guard value.count >= 8, !ReferenceForm.isOne(value), KeyClass.of(name) == nil,
      let decoded = decodedBase64(value)
    else {
      return
    }
    var inner = CredentialScan(SourceText(decoded), path: name.text, depth: text.depth + 1)
    guard let first = inner.findings().first else { return }
    log.note(
      Sighting(
        range: value.startIndex..<value.endIndex, rule: first.rule, what: first.what + " in Base64", key: name
      ))
  }

  /// From the line `---` before to the one after, within limits.
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

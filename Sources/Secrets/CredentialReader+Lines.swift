/// Lines that hold a password by their form alone.
extension CredentialReader {
  func noteUserLine(_ line: ArraySlice<UInt8>, isPair: Bool, key: ArraySlice<UInt8>) {
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

  func noteLine(
    _ value: ArraySlice<UInt8>, what: String, key: ArraySlice<UInt8>, caution: SecretValue.Caution
  ) {
    guard let secret = SecretValue(bytes: value, keyClass: .password, caution: caution).secret else { return }
    log.note(
      Sighting(range: secret.startIndex..<secret.endIndex, rule: "password-line", what: what, key: key))
  }
}

/// A word without the quotes around it.
func unquoted(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var word = word
  while let first = word.first, isQuote(first) { word = word.dropFirst() }
  while let last = word.last, isQuote(last) { word = word.dropLast() }
  return word
}

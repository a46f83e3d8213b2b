/// A part of a scan: it reads one text, and notes what it sees in one log.
protocol CredentialReader {
  var text: ScannedText { get }
  var log: SightingLog { get }
}

extension CredentialReader {
  var bytes: [UInt8] { text.bytes }
  var kind: FileKind { text.kind }
  var caution: SecretValue.Caution { text.caution }

  /// Notes the value where it is a secret.
  func judge(_ value: ArraySlice<UInt8>, of key: Key, caution: SecretValue.Caution) {
    let trimmed = value.trimmed()
    if trimmed.count < 5 || equalsKey(trimmed, key) { return }
    if key.bytes.elementsEqual("key".utf8), !isBareKey(trimmed, caution) { return }
    guard let secret = log.secret(in: trimmed, key.keyClass, caution), !secret.isEmpty,
      !equalsUser(secret, of: key)
    else { return }
    log.note(
      Sighting(
        range: secret.startIndex..<secret.endIndex, rule: key.keyClass.rule, what: key.keyClass.what,
        key: key.bytes))
  }

  private func isBareKey(_ value: ArraySlice<UInt8>, _ caution: SecretValue.Caution) -> Bool {
    caution == .none && (kind == .yaml || kind == .settings)
      && SecretValue(bytes: value, keyClass: .key, caution: caution).isBareKey
  }

  private func equalsKey(_ value: ArraySlice<UInt8>, _ key: Key) -> Bool {
    guard value.count <= 100 else { return false }
    var index = key.bytes.startIndex
    for byte in value where isAlphanumeric(byte) {
      while index < key.bytes.endIndex, !isAlphanumeric(bytes[index]) { index += 1 }
      if index == key.bytes.endIndex || lowered(bytes[index]) != lowered(byte) { return false }
      index += 1
    }
    return !bytes[index..<key.bytes.endIndex].contains(where: isAlphanumeric)
  }

  /// Whether the same word is the name of the user, the database or the like nearby: a default, not a secret.
  private func equalsUser(_ secret: ArraySlice<UInt8>, of key: Key) -> Bool {
    guard secret.count <= 30 else { return false }
    let word = Array(secret)
    var window = bytes[max(0, key.bytes.startIndex - 300)..<min(bytes.count, secret.endIndex + 200)]
    var looks = 0
    while looks < 8, let place = window.place(of: word) {
      looks += 1
      window = bytes[place.upperBound..<window.endIndex]
      let isWhole = place.upperBound >= bytes.count || !isWord(bytes[place.upperBound])
      if place.lowerBound != secret.startIndex, isWhole, log.isUserKey(text.key(before: place.lowerBound)) {
        return true
      }
    }
    return false
  }
}

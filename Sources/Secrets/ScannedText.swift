/// A text that is examined for credentials, with what its path states of it.
final class ScannedText {
  let bytes: [UInt8]
  let path: String
  let kind: FileKind
  /// Set if the path or the kind of file suggests that most of it is not settings.
  let caution: SecretValue.Caution
  /// How many texts in Base64 this one is inside of.
  let depth: Int
  let isBinary: Bool

  init(_ text: SourceText, path: String, depth: Int) {
    bytes = text.bytes
    self.path = path
    self.depth = depth
    isBinary = text.isBinary
    kind = FileKind(path: path, bytes: bytes)
    caution = isMadeUp(path) || kind == .prose ? .much : kind == .unknown ? .some : .none
  }

  /// No key is longer, on either side of the word that gave it away.
  static let longestKey = 100
  /// How far a line is examined before a key.
  static let longestLead = 200

  /// The key before a value: `key: `, `key="`.
  func key(before index: Int) -> ArraySlice<UInt8> {
    var end = index
    while end > 0, index - end < 12, !isKeyByte(bytes[end - 1]), !isLineEnd(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, end - start < Self.longestKey, isKeyByte(bytes[start - 1]) { start -= 1 }
    let lead = bytes[end..<index]
    // The scheme of a URL is not a key; the word before it is.
    if lead.begins("://"), start > 0 { return self.key(before: start) }
    return lead.contains(UInt8(ascii: ":")) || lead.contains(UInt8(ascii: "="))
      ? bytes[start..<end] : bytes[index..<index]
  }
}

/// A letter, a digit, or a sign that joins the words of a key.
func isKeyByte(_ byte: UInt8) -> Bool { isWord(byte) || byte == 0x2D || byte == 0x2E }

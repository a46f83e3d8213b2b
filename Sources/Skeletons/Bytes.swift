// The few classes of ASCII characters that the readers of this room ask about.

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLower(byte) || isUpper(byte) }

/// A space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// A space, a tab or a line end.
func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A || byte == 0x0D }

extension Collection<UInt8> where SubSequence: Collection<UInt8> {
  /// Without the white space at both ends.
  func trimmed() -> SubSequence {
    guard let first = firstIndex(where: { !isSpace($0) }) else { return self[endIndex..<endIndex] }
    var end = endIndex
    var last = first
    for index in indices[first...] where !isSpace(self[index]) { last = index }
    end = index(after: last)
    return self[first..<end]
  }
}

extension ArraySlice<UInt8> {
  /// The first occurrence of a word, or nil.
  ///
  /// The standard library's search goes through generic collections, and took a sixth of the time of a whole `new`.
  func firstPlace(of word: StaticString) -> Range<Int>? {
    let word = Array(word.description.utf8)
    var rest = self
    while let begin = word.first.flatMap({ rest.firstIndex(of: $0) }) {
      rest = rest[begin...]
      if rest.starts(with: word) { return begin..<(begin + word.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}

// The few classes of ASCII characters that this room asks about.

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always) func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

@inline(__always) func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

@inline(__always) func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

@inline(__always) func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

@inline(__always) func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x5F }

@inline(__always) func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

/// A space or a tab.
@inline(__always) func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

@inline(__always) func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }

@inline(__always) func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0 }

@inline(__always) func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

extension ArraySlice<UInt8> {
  /// Without the blanks and carriage returns at both ends.
  func trimmed() -> ArraySlice<UInt8> {
    var (start, end) = (startIndex, endIndex)
    while start < end, isBlank(self[start]) || self[start] == 0x0D { start += 1 }
    while end > start, isBlank(self[end - 1]) || self[end - 1] == 0x0D { end -= 1 }
    return self[start..<end]
  }

  /// The first occurrence of a word, or nil.
  func place(of word: StaticString) -> Range<Int>? {
    place(of: word.description.utf8)
  }

  func place(of word: some Collection<UInt8>) -> Range<Int>? {
    guard let first = word.first, count >= word.count else { return nil }
    var index = startIndex
    let last = endIndex - word.count
    while index <= last {
      if self[index] == first, self[index...].starts(with: word) { return index..<(index + word.count) }
      index += 1
    }
    return nil
  }

  func has(_ word: StaticString) -> Bool { place(of: word) != nil }

  func begins(_ word: StaticString) -> Bool {
    count >= word.utf8CodeUnitCount && starts(with: word.description.utf8)
  }

  func ends(_ word: StaticString) -> Bool { suffix(word.utf8CodeUnitCount).begins(word) }

  var text: String { String(decoding: self, as: UTF8.self) }

  var lowercase: [UInt8] { map(lowered) }
}

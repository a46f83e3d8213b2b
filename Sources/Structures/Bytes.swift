extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let hash = UInt8(ascii: "#")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")
  static let slash = UInt8(ascii: "/")
  static let star = UInt8(ascii: "*")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")

  var isBlank: Bool { self == .space || self == .tab }
  var closesBracket: Bool { self == .closeBrace || self == .closeBracket || self == UInt8(ascii: ")") }
  var isSpace: Bool { isBlank || self == .newline }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self >= 0x80 }
  var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self == .dash }
}

extension [UInt8] {
  /// The byte at an offset, or nil past the end.
  func at(_ offset: Int) -> UInt8? { indices.contains(offset) ? self[offset] : nil }

  /// Where the line of this offset starts.
  func lineStart(_ offset: Int) -> Int {
    var start = offset
    while start > 0, self[start - 1] != .newline { start -= 1 }
    return start
  }

  /// Where the next line starts, or the text ends.
  func nextLine(_ offset: Int) -> Int {
    var end = offset
    while end < count {
      if self[end] == .newline { return end + 1 }
      end += 1
    }
    return end
  }

  /// Where the line ends, without its line feed.
  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < count, self[end] != .newline { end += 1 }
    return end
  }

  /// The first byte from here on that is neither space nor tab.
  func skipBlanks(_ offset: Int) -> Int {
    var offset = offset
    while offset < count, self[offset].isBlank { offset += 1 }
    return offset
  }

  /// The blanks that the line of this offset begins with.
  func indentation(at offset: Int) -> ArraySlice<UInt8> {
    let start = lineStart(offset)
    return self[start..<Swift.min(skipBlanks(start), offset)]
  }

  /// Whether these two bytes are at an offset.
  func has(_ first: UInt8, _ second: UInt8, at offset: Int) -> Bool {
    offset + 1 < count && self[offset] == first && self[offset + 1] == second
  }

  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}

extension ArraySlice<UInt8> {
  var isBlank: Bool { allSatisfy(\.isSpace) }

  /// Without blanks and line feeds at both ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let last = slice.last, last.isSpace { slice.removeLast() }
    return slice.drop(while: \.isSpace)
  }

  /// Its lines without the blanks that all but the first begin with.
  var withoutCommonIndentation: String {
    let lines = split(separator: .newline, omittingEmptySubsequences: false)
    let filled = lines.dropFirst().filter { !$0.isBlank }
    let depth = filled.map { $0.prefix { $0.isBlank }.count }.min() ?? 0
    let dedented = lines.enumerated().map { index, line in
      index == 0 ? line : line.dropFirst(Swift.min(depth, line.prefix { $0.isBlank }.count))
    }
    return dedented.map(\.text).joined(separator: "\n")
  }

  package var text: String { String(decoding: self, as: UTF8.self) }
}

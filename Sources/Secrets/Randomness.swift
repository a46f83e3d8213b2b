import FileTrees

/// How a value is made up: runs of one kind of character, and how much of it could be words.
struct Texture {
  /// Runs of digits, of small letters with the capital before them, of capitals, and single other characters.
  private(set) var pieces = 0
  private(set) var length = 0
  private(set) var digits = 0
  private(set) var capitals = 0
  private(set) var smalls = 0
  private(set) var others = 0
  /// Letters in runs of four and more that can be spoken.
  private(set) var spoken = 0
  private(set) var longestWord = 0

  /// Takes the value; `-`, `_`, `.`, `/`, `:`, `,` and blanks only separate.
  init(_ value: ArraySlice<UInt8>) {
    var index = value.startIndex
    while index < value.endIndex {
      let start = index
      let byte = value[index]
      index += 1
      if isDigit(byte) {
        while index < value.endIndex, isDigit(value[index]) { index += 1 }
        digits += index - start
      } else if isLetter(byte) {
        if isUpper(byte), index < value.endIndex, isUpper(value[index]) {
          while index < value.endIndex, isUpper(value[index]) { index += 1 }
        } else {
          while index < value.endIndex, isLower(value[index]) { index += 1 }
        }
        note(letters: value[start..<index])
      } else if Self.separates(byte) {
        continue
      } else {
        others += 1
      }
      pieces += 1
      length += index - start
    }
  }

  private mutating func note(letters: ArraySlice<UInt8>) {
    for byte in letters { if isUpper(byte) { capitals += 1 } else { smalls += 1 } }
    longestWord = max(longestWord, letters.count)
    if letters.count >= 4, isSpeakable(letters) { spoken += letters.count }
  }

  private static func separates(_ byte: UInt8) -> Bool { "-_./:, ".utf8.contains(byte) }

  var letters: Int { smalls + capitals }

  /// Whether a machine made it, or a careful person: short runs of different kinds, hardly any words.
  var isRandom: Bool {
    guard length >= 8, digits > 0 || others > 0 || capitals > 0 && smalls > 0 else { return false }
    if pieces >= 4, length * 10 <= pieces * 29, spoken * 3 <= letters * 2 {
      return digits > 0 || others > 0 || length >= 16
    }
    return pieces >= 3 && letters > 0 && digits > 0 && spoken * 2 < letters
  }
}

/// Whether letters could be a word: most pairs of neighbours are pairs that words have.
func isSpeakable(_ letters: ArraySlice<UInt8>) -> Bool {
  var known = 0
  var previous: UInt8 = 0
  for byte in letters {
    let byte = lowered(byte)
    if LetterPairs.known[Int(previous)].contains(byte) { known += 1 }
    previous = byte
  }
  return known * 5 >= (letters.count - 1) * 3
}

/// By the first letter: which ones follow it in words.
private enum LetterPairs {
  static let known: [ByteSet] = {
    var sets = [ByteSet](repeating: ByteSet(), count: 256)
    for row in Rules.letterPairs.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
      if let first = row.first { sets[Int(first)] = ByteSet(row.dropFirst()) }
    }
    return sets
  }()
}

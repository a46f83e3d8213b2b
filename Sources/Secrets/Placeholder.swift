import FileTrees

/// A text in the place of a credential that is recognisably a placeholder.
enum Placeholder {
  static func isOne(_ value: ArraySlice<UInt8>) -> Bool {
    repeats(value) || isSequence(value) || isMarked(value) || isVocabulary(value)
  }

  /// A few characters over and over: `xxxxxxxx`, `****`, `....`, `lkjlkjlkjlkj`.
  private static func repeats(_ value: ArraySlice<UInt8>) -> Bool {
    var kinds = ByteSet()
    var count = 0
    for byte in value where byte != 0x2D && byte != 0x5F && byte != 0x20 && !kinds.contains(byte) {
      kinds.insert(byte)
      count += 1
      if count > 8 { break }
    }
    if count <= 2 || count * 4 <= value.count && count <= 8 { return true }
    return value.has("xxxx") || value.has("XXXX") || value.has("****") || value.has("....")
      || value.has("0000000000")
      || value.has("####")
  }

  /// Characters in the order of the alphabet, of numbers or of the keyboard: `1234567890`, `abcdef0123456789`.
  private static func isSequence(_ value: ArraySlice<UInt8>) -> Bool {
    var steps = 0
    var previous: UInt8 = 0
    for byte in value {
      if byte == previous &+ 1 || byte == previous
        || previous == UInt8(ascii: "9") && byte == UInt8(ascii: "0")
      {
        steps += 1
      }
      previous = byte
    }
    return value.count >= 4 && steps * 10 >= value.count * 7
      || value.has("1234567890") || value.has("0123456789") || value.has("deadbeef")
  }

  /// A word such as `example` or `your`; a short one only if the rest is not a secret.
  private static func isMarked(_ value: ArraySlice<UInt8>) -> Bool {
    if value.count > 200 { return false }
    // What Amazon's documentation writes at the end of its keys.
    if value.has("EXAMPLE") { return true }
    var isRandom = false
    var index = 0
    var tail: UInt32 = 0
    if strongMarks.next(in: value.lowercase, from: &index, after: &tail) != nil { return true }
    var isMarked = false
    for word in value.split(whereSeparator: { !isAlphanumeric($0) }) {
      if Texture(word).isRandom || isMixed(word) { isRandom = true }
      if keyWords(of: word).contains(where: { marks.contains($0) }) { isMarked = true }
    }
    return isMarked && !isRandom
  }

  /// Letters and digits in turns, eight and more: next to `example`, that is not a placeholder.
  private static func isMixed(_ word: ArraySlice<UInt8>) -> Bool {
    let texture = Texture(word)
    let isPieced = texture.digits > 1 ? texture.pieces > 2 : texture.digits > 0 && texture.pieces > 3
    return word.count >= 8 && texture.letters > 3 && isPieced && texture.spoken * 3 < word.count * 2
  }

  /// Only well-known words, with digits and signs among or after them: `P@ssw0rd`, `test123`.
  private static func isVocabulary(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count <= 40 else { return false }
    let words = keyWords(of: value)
    let digits = value.count(where: isDigit)
    if digits <= 4, !words.isEmpty, words.allSatisfy({ vocabulary.contains($0) }) { return true }
    if digits == 0, words.allSatisfy({ vocabulary.contains($0) || names.contains($0) }) { return true }
    let plain = plain(value)
    return vocabulary.contains(plain)
      || digits <= 4 && ["passw", "secret", "changem"].contains { plain.contains($0) }
        && !Texture(value).isRandom
  }

  /// The value as a word: `P@ssw0rd!` is `password`.
  private static func plain(_ value: ArraySlice<UInt8>) -> String {
    var end = value.endIndex
    while end > value.startIndex, !isLetter(value[end - 1]) { end -= 1 }
    var letters: [UInt8] = []
    for byte in value[..<end] {
      switch byte {
      case UInt8(ascii: "@"), UInt8(ascii: "4"): letters.append(UInt8(ascii: "a"))
      case UInt8(ascii: "0"): letters.append(UInt8(ascii: "o"))
      case UInt8(ascii: "1"), UInt8(ascii: "!"): letters.append(UInt8(ascii: "i"))
      case UInt8(ascii: "3"): letters.append(UInt8(ascii: "e"))
      case UInt8(ascii: "5"), UInt8(ascii: "$"): letters.append(UInt8(ascii: "s"))
      case _ where isLetter(byte): letters.append(lowered(byte))
      default: continue
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  static let vocabulary = KeyVocabulary.words(Rules.vocabulary)
  private static let names = KeyVocabulary.words(Rules.names)
  private static let marks = KeyVocabulary.words(Rules.placeholders)
  private static let strongMarks = WordFinder(
    KeyVocabulary.words(Rules.strongPlaceholders).map { (Array($0.utf8), .key) })
}

import FileTrees

/// A small regular expression for tokens: pieces one after the other, each taken as far as it goes, none given back.
///
/// Known are characters (`.` and `$` too represent themselves), `\w`, `\h` (a hexadecimal digit), `[…]` and after a
/// piece `?`, `*`, `+`, `{n}`, `{n,}` and `{n,m}`. Without backtracking a match costs no more than its length.
struct TokenPattern: Sendable {
  struct Piece: Sendable {
    var bytes: ByteSet
    /// The character, where the piece is one.
    var character: UInt8?
    var least = 1
    var most = 1
  }

  let pieces: [Piece]
  /// The first run of three plain characters and more, else the longest: what the finder of words looks for.
  let anchor: [UInt8]
  private let anchorPieces: Range<Int>

  init(_ text: some Collection<UInt8>) {
    var reader = TokenPatternReader(Array(text))
    pieces = reader.pieces()
    anchorPieces = Self.anchor(of: pieces)
    anchor = pieces[anchorPieces].compactMap(\.character)
  }

  /// The range of the match around an anchor that ends at `end`.
  ///
  /// `reached` is how far was searched, so that no range is searched twice.
  func match(_ bytes: [UInt8], anchorEndingAt end: Int, reached: inout Int) -> Range<Int>? {
    guard let start = start(bytes, anchorStart: end - anchor.count) else { return nil }
    var index = start
    for (number, piece) in pieces.enumerated() {
      let limit = min(bytes.count, index + piece.most)
      let from = index
      while index < limit, piece.bytes.contains(bytes[index]) { index += 1 }
      reached = max(reached, index)
      if index - from < piece.least { return nil }
      let isLast = number == pieces.count - 1
      if isLast, index < bytes.count, isWord(bytes[index]),
        piece.bytes.contains(bytes[index]) || piece.most == 1
      {
        return nil
      }
    }
    return start..<index
  }

  /// Goes back from the anchor over what is before it, to a place where a token can begin.
  private func start(_ bytes: [UInt8], anchorStart: Int) -> Int? {
    var index = anchorStart
    for piece in pieces[..<anchorPieces.lowerBound].reversed() {
      let limit = max(0, index - piece.most)
      let from = index
      while index > limit, piece.bytes.contains(bytes[index - 1]) { index -= 1 }
      if from - index < piece.least { return nil }
    }
    if let first = pieces.first, anchorPieces.lowerBound == 0, first.most > 1 {
      while index > 0, bytes[index - 1] == first.character { index -= 1 }
    }
    if index > 0, isWord(bytes[index - 1]), isWord(bytes[index]) {
      return escaped(bytes, before: index) ? index : nil
    }
    return index
  }

  /// `\n` and `\t` as a string of JSON or a shell writes them end no word.
  private func escaped(_ bytes: [UInt8], before index: Int) -> Bool {
    index > 1 && bytes[index - 2] == UInt8(ascii: "\\") && "nrt".utf8.contains(bytes[index - 1])
  }

  /// A repeated character counts once, at the ends alone.
  private static func anchor(of pieces: [Piece]) -> Range<Int> {
    var best = 0..<0
    var start = 0
    while start < pieces.count {
      var end = start
      while end < pieces.count, pieces[end].character != nil, pieces[end].least == 1 {
        end += 1
        if pieces[end - 1].most > 1, end - 1 > start { break }
      }
      if end - start > best.count { best = start..<end }
      if best.count >= 3 { break }
      start = max(end, start + 1)
    }
    return best
  }
}

/// Reads the text of a pattern; the rules are our own, and a test reads each of them.
private struct TokenPatternReader {
  let text: [UInt8]
  var index = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func pieces() -> [TokenPattern.Piece] {
    var pieces: [TokenPattern.Piece] = []
    while index < text.count {
      var piece = piece()
      if !pieces.isEmpty || text[0] != UInt8(ascii: "{") || index > 1 { repeats(&piece) }
      pieces.append(piece)
    }
    return pieces
  }

  private mutating func piece() -> TokenPattern.Piece {
    let byte = text[index]
    index += 1
    if byte == UInt8(ascii: "[") { return .init(bytes: set()) }
    guard byte == UInt8(ascii: "\\") else { return .init(bytes: ByteSet([byte]), character: byte) }
    let escaped = text[index]
    index += 1
    if let known = Self.known(escaped) { return .init(bytes: known) }
    return .init(bytes: ByteSet([escaped]), character: escaped)
  }

  private mutating func set() -> ByteSet {
    var set = ByteSet()
    while text[index] != UInt8(ascii: "]") {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\\") {
        if let known = Self.known(text[index]) { set.formUnion(known) } else { set.insert(text[index]) }
        index += 1
      } else if text[index] == UInt8(ascii: "-"), text[index + 1] != UInt8(ascii: "]") {
        for member in byte...text[index + 1] { set.insert(member) }
        index += 2
      } else {
        set.insert(byte)
      }
    }
    index += 1
    return set
  }

  private static func known(_ letter: UInt8) -> ByteSet? {
    switch letter {
    case UInt8(ascii: "w"): wordBytes
    case UInt8(ascii: "h"): hexadecimalBytes
    default: nil
    }
  }

  private static let wordBytes = ByteSet(where: isWord)
  private static let hexadecimalBytes = ByteSet(where: isHexadecimal)

  private mutating func repeats(_ piece: inout TokenPattern.Piece) {
    guard index < text.count else { return }
    switch text[index] {
    case UInt8(ascii: "?"): piece.least = 0
    case UInt8(ascii: "*"): (piece.least, piece.most) = (0, Self.many)
    case UInt8(ascii: "+"): piece.most = Self.many
    case UInt8(ascii: "{"):
      index += 1
      piece.least = number() ?? 0
      piece.most = piece.least
      if text[index] == UInt8(ascii: ",") {
        index += 1
        piece.most = number() ?? Self.many
      }
    default: return
    }
    index += 1
  }

  private mutating func number() -> Int? {
    let digits = text[index...].prefix(while: isDigit)
    index += digits.count
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// No token is longer, and no run is followed further.
  private static let many = 16_384
}

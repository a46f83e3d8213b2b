extension [UInt8] {
  /// A valid text made invalid in a few places: bytes changed, bits flipped, parts cut out, doubled, moved or cut off.
  package func mutated(using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = self
    for _ in 0..<Int.random(in: 1...4, using: &generator) { bytes.mutate(using: &generator) }
    return bytes
  }

  private mutating func mutate(using generator: inout SeededGenerator) {
    guard !isEmpty else { return append(UInt8.random(in: 0...255, using: &generator)) }
    let start = Int.random(in: indices, using: &generator)
    let end = Swift.min(count, start + Int.random(in: 0...40, using: &generator))
    switch Int.random(in: 0...7, using: &generator) {
    case 0: self[start] = UInt8.random(in: 0...255, using: &generator)
    case 1: self[start] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 2: removeSubrange(start..<end)
    case 3: insert(contentsOf: self[start..<end], at: Int.random(in: indices, using: &generator))
    case 4: removeSubrange(start...)
    case 5: insert(contentsOf: Self.pieces.randomElement(using: &generator) ?? [], at: start)
    case 6: insert(contentsOf: repeatElement(self[start], count: 300), at: start)
    default: swapAt(start, Int.random(in: indices, using: &generator))
    }
  }

  /// What parsers stumble over.
  private static let pieces: [[UInt8]] =
    [
      "\0", "\u{FEFF}", "\r\n", "\u{2028}", "{", "}", "[", "]", ": ", "- ", "? ", "&a ", "*a", "!!str ",
      "|\n", ">-\n",
      "'", "\"", "\\u0000", "\\ud800", "1e999", "-0", "null", "../", "/", ".git/", "<%", "%>", "<%# x %>",
      "<%/ x %>", "|",
      "\t", "99999999999999999999", "%", "@", "`", "#", "\n---\n", "\n...\n", "\u{1B}[2J",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
}

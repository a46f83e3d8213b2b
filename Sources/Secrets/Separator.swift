/// What is between a key and its value.
struct Separator {
  let sign: UInt8
  /// Where the value begins, after blanks.
  let next: Int
  /// Whether the key was quoted.
  let isClosed: Bool
  /// Whether nothing is on either side of the sign.
  let isTight: Bool

  init?(in bytes: [UInt8], behind end: Int) {
    var index = end
    var isClosed = false
    while index < bytes.count, index - end < 5 {
      let byte = bytes[index]
      if isQuote(byte) {
        isClosed = true
      } else if byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "*") {
        if byte != UInt8(ascii: ")") || !isClosed { break }
      }
      index += 1
    }
    let closed = index
    let isCall = isClosed && bytes[closed - 1] == UInt8(ascii: ")")
    while index < bytes.count, isBlank(bytes[index]), index - closed < 60 { index += 1 }
    guard index < bytes.count,
      let (sign, width) = Self.sign(bytes, index, isClosed) ?? (index > end && !isCall ? (0x20, 0) : nil)
    else { return nil }
    let behind = index + width
    index = behind
    // The end of what Markdown sets in bold: `**Password:** x`.
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == bytes[index] {
      index += 2
    }
    while index < bytes.count, isBlank(bytes[index]), index - behind < 200 { index += 1 }
    self.sign = sign
    next = index
    self.isClosed = isClosed
    isTight = index == behind && behind - width == closed
  }

  private static func sign(_ bytes: [UInt8], _ index: Int, _ isClosed: Bool) -> (UInt8, Int)? {
    func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch at(0) {
    case UInt8(ascii: "="):
      if at(1) == UInt8(ascii: "="), !isAlphanumeric(at(2)) { return nil }
      if at(1) == UInt8(ascii: "~") { return nil }
      return (at(0), at(1) == UInt8(ascii: ">") ? 2 : 1)
    case UInt8(ascii: ":"):
      if at(1) == UInt8(ascii: ":") {
        // `:::=` of Make, `:: ` of LDIF (RFC 2849).
        return at(2) == UInt8(ascii: "=") ? (at(0), 3) : isBlank(at(2)) ? (at(0), 2) : nil
      }
      if at(1) == UInt8(ascii: "=") { return (UInt8(ascii: "="), 2) }
      return (at(0), 1)
    case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: "o"):
      if at(0) != UInt8(ascii: "o"), at(1) == UInt8(ascii: "=") { return (UInt8(ascii: "="), 2) }
      // A default: `env.TOKEN || "x"`, `environ.get("TOKEN") or "x"`.
      let isDefault = at(0) == at(1) && at(0) != UInt8(ascii: "+") || at(0) == 0x6F && at(1) == 0x72
      return isDefault && (isQuote(at(2)) || isBlank(at(2)) && isQuote(at(3))) ? (UInt8(ascii: "="), 2) : nil
    case UInt8(ascii: ","): return isClosed ? (at(0), 1) : nil
    default: return nil
    }
  }
}

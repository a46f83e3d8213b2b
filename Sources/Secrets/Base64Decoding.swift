/// The bytes of a text in Base64, either alphabet, padding or not; nil if it is not one.
///
/// Blanks and line ends between the characters are passed over.
func decodedBase64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(text.count * 3 / 4)
  var (bits, count): (UInt32, Int) = (0, 0)
  for byte in text.prefix(base64Limit) where !isBlank(byte) && byte != 0x0A && byte != 0x0D {
    if byte == UInt8(ascii: "=") { break }
    guard let value = base64Value(byte) else { return nil }
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return decoded
}

/// More of a text than this is not decoded.
private let base64Limit = 65_536

private func base64Value(_ byte: UInt8) -> UInt8? {
  switch byte {
  case _ where isUpper(byte): byte - 0x41
  case _ where isLower(byte): byte - 0x61 + 26
  case _ where isDigit(byte): byte - 0x30 + 52
  case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
  case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
  default: nil
  }
}

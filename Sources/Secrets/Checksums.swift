// Checksums that formats of tokens carry.

/// GitHub's and npm's: the last six characters are the CRC-32 of those after the prefix, in base 62.
///
/// The source: GitHub's "Behind GitHub's new authentication token formats" (2021).
func hasBase62Checksum(_ token: ArraySlice<UInt8>) -> Bool {
  guard let underscore = token.firstIndex(of: UInt8(ascii: "_")), token.endIndex - underscore > 12 else {
    return false
  }
  let sum = crc32(token[(underscore + 1)..<(token.endIndex - 6)])
  let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
  var rest = Int(sum)
  var text: [UInt8] = []
  for _ in 0..<6 {
    text.append(digits[rest % 62])
    rest /= 62
  }
  return token.suffix(6).elementsEqual(text.reversed())
}

/// Grafana's service account tokens: `glsa_…_` and the CRC-32 of what is before it, in hexadecimal.
func hasHexadecimalChecksum(_ token: ArraySlice<UInt8>) -> Bool {
  guard let sum = UInt32(token.suffix(8).text, radix: 16), token.count > 9 else { return false }
  let body = token.dropLast(9)
  return crc32(body) == sum || crc32(body.dropFirst(5)) == sum
}

/// Bech32 (BIP 173) without its limit of 90 characters, as age uses it.
func hasBech32Checksum(_ token: ArraySlice<UInt8>) -> Bool {
  let text = token.lowercase
  guard let separator = text.lastIndex(of: UInt8(ascii: "1")) else { return false }
  let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  var values = text[..<separator].map { $0 >> 5 } + [0] + text[..<separator].map { $0 & 31 }
  for byte in text[(separator + 1)...] {
    guard let value = alphabet.firstIndex(of: byte) else { return false }
    values.append(UInt8(value))
  }
  let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
  var sum: UInt32 = 1
  for value in values {
    let top = sum >> 25
    sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
    for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 { sum ^= generator }
  }
  return sum == 1
}

/// The checksum of ISO 3309, as zlib and PNG use it.
func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}

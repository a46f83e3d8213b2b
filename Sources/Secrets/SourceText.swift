/// The bytes of a file as UTF-8 with line feeds, in any encoding of an editor.
struct SourceText {
  let bytes: [UInt8]

  init(_ raw: [UInt8]) {
    let bytes = Self.decoded(raw)
    self.bytes = Self.endsLinesWithReturns(bytes) ? bytes.map { $0 == 0x0D ? 0x0A : $0 } : bytes
  }

  /// From the byte order mark, or for UTF-16 from the NUL in every other place.
  private static func decoded(_ raw: [UInt8]) -> [UInt8] {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(raw.dropFirst(3)) }
    if raw.starts(with: [0xFF, 0xFE, 0, 0]) { return utf32(raw.dropFirst(4), isBigEndian: false) }
    if raw.starts(with: [0, 0, 0xFE, 0xFF]) { return utf32(raw.dropFirst(4), isBigEndian: true) }
    if raw.starts(with: [0xFF, 0xFE]) { return utf16(raw.dropFirst(2), isBigEndian: false) }
    if raw.starts(with: [0xFE, 0xFF]) { return utf16(raw.dropFirst(2), isBigEndian: true) }
    let head = raw.prefix(400)
    guard head.contains(0), head.count >= 4 else { return raw }
    let even = stride(from: 0, to: head.count, by: 2).count { head[$0] == 0 }
    let odd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
    if odd * 10 > head.count * 4, even * 20 < head.count { return utf16(raw[...], isBigEndian: false) }
    if even * 10 > head.count * 4, odd * 20 < head.count { return utf16(raw[...], isBigEndian: true) }
    return raw
  }

  private static func utf16(_ raw: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    for index in stride(from: raw.startIndex, to: raw.endIndex - 1, by: 2) {
      let (first, second) = (UInt16(raw[index]), UInt16(raw[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func utf32(_ raw: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var units: [UInt32] = []
    for index in stride(from: raw.startIndex, to: raw.endIndex - 3, by: 4) {
      var unit: UInt32 = 0
      for byte in raw[index..<(index + 4)] {
        unit = isBigEndian ? unit << 8 | UInt32(byte) : unit >> 8 | UInt32(byte) << 24
      }
      units.append(unit)
    }
    return Array(String(decoding: units, as: UTF32.self).utf8)
  }

  private static func endsLinesWithReturns(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.firstIndex(of: 0x0D) else { return false }
    return first + 1 < bytes.count && bytes[first + 1] != 0x0A
  }

  /// Whether all of it is what Ansible Vault writes: its heading, and below it nothing but hexadecimal digits.
  var isVaultFile: Bool {
    guard bytes[...].begins("$ANSIBLE_VAULT;") else { return false }
    guard let end = bytes.firstIndex(of: 0x0A) else { return true }
    return bytes[end...].allSatisfy { isHexadecimal($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
  }

  /// Whether control characters show that it is binary: then only formats are searched; a NUL does not count.
  var isBinary: Bool {
    let head = bytes.prefix(4_096)
    return head.count { ($0 > 0 && $0 < 0x09) || ($0 > 0x0D && $0 < 0x20 && $0 != 0x1B) } * 20 > head.count
  }
}

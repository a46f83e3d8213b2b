import Diagnostics

extension Format {
  static func ipv4(_ text: String) throws(FormatFault) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { throw FormatFault("expected four numbers separated by dots") }
    for part in parts {
      guard let number = decimal(part) else {
        throw FormatFault(
          "invalid number '\(quoted(String(part)))' (expected a decimal number without leading zeros)")
      }
      if number > 255 { throw FormatFault("\(number) is more than 255") }
    }
    return text
  }

  static func ipv6(_ text: String) throws(FormatFault) -> String {
    shown(try groups(of: text))
  }

  static func cidr(_ text: String) throws(FormatFault) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw FormatFault("missing prefix length (expected ADDRESS/LENGTH)") }
    let isLong = parts[0].contains(":")
    let address = try isLong ? ipv6(String(parts[0])) : ipv4(String(parts[0]))
    guard let length = decimal(parts[1]) else {
      throw FormatFault("invalid prefix length '\(quoted(String(parts[1])))'")
    }
    let most = isLong ? 128 : 32
    guard length <= most else { throw FormatFault("the prefix length \(length) is more than \(most)") }
    return "\(address)/\(length)"
  }

  /// Colons, hyphens or Cisco's dots; colons and small letters in the normal form.
  static func mac(_ text: String) throws(FormatFault) -> String {
    let digits = text.lowercased().filter { !":-.".contains($0) }
    guard digits.utf8.count == 12, digits.utf8.allSatisfy(isHexDigit) else {
      throw FormatFault("expected twelve hexadecimal digits")
    }
    let pairs = stride(from: 0, to: 12, by: 2).map { String(digits.dropFirst($0).prefix(2)) }
    let quads = stride(from: 0, to: 12, by: 4).map { String(digits.dropFirst($0).prefix(4)) }
    let forms = [pairs.joined(separator: ":"), pairs.joined(separator: "-"), quads.joined(separator: ".")]
    guard forms.contains(text.lowercased()) else {
      throw FormatFault("its octets are not separated evenly, as in 02:00:00:00:00:10")
    }
    return forms[0]
  }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
  }
}

// RFC 4291, section 2.2.
extension Format {
  /// Its eight groups of 16 bits.
  private static func groups(of text: String) throws(FormatFault) -> [Int] {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard text.contains(":"), halves.count <= 2, !text.contains(":::") else {
      throw FormatFault("expected eight groups separated by colons, with '::' for zeros at most once")
    }
    let head = try groups(in: halves[0], isLast: halves.count == 1)
    let tail = halves.count == 2 ? try groups(in: halves[1], isLast: true) : []
    let count = head.count + tail.count
    guard halves.count == 1 ? count == 8 : count < 8 else {
      throw FormatFault("it has \(count) groups instead of eight")
    }
    return head + Array(repeating: 0, count: 8 - count) + tail
  }

  private static func groups(in text: Substring, isLast: Bool) throws(FormatFault) -> [Int] {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [Int] = []
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, part.contains(".") {
        let octets = try ipv4(String(part)).split(separator: ".").compactMap { Int($0) }
        groups += [octets[0] << 8 | octets[1], octets[2] << 8 | octets[3]]
      } else if (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexDigit),
        let group = Int(part, radix: 16)
      {
        groups.append(group)
      } else {
        throw FormatFault("invalid group '\(quoted(String(part)))' (expected one to four hexadecimal digits)")
      }
    }
    return groups
  }

  /// RFC 5952: small letters, no leading zeros, `::` for the longest run of zeros, the first of equals.
  private static func shown(_ groups: [Int]) -> String {
    if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      let octets = groups.suffix(2).flatMap { [$0 >> 8, $0 & 0xFF] }
      return "::ffff:" + octets.map(String.init).joined(separator: ".")
    }
    var best = 0..<0
    var start = 0
    while start < 8 {
      let end = groups[start...].firstIndex { $0 != 0 } ?? 8
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    func joined(_ range: ArraySlice<Int>) -> String {
      range.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return joined(groups[...]) }
    return joined(groups[..<best.lowerBound]) + "::" + joined(groups[best.upperBound...])
  }
}

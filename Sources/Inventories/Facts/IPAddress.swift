/// An address of IPv4 (RFC 6943, section 3.1.1, the strict form) or IPv6 (RFC 4291), without a zone.
package struct IPAddress: Hashable, Sendable {
  /// In network order: 4 or 16.
  package let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Nil if the text is not an address; `010.0.0.1` is none, since some read it as octal.
  package init?(_ text: some StringProtocol) {
    let bytes = text.utf8.contains(UInt8(ascii: ":")) ? Self.six(text) : Self.four(text)
    guard let bytes else { return nil }
    self.bytes = bytes
  }

  package var isIPv6: Bool { bytes.count == 16 }

  /// The most bits that a prefix of it may have.
  package var width: Int { bytes.count * 8 }

  private static func four(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let numbers = parts.compactMap { part -> UInt8? in
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(isDigit) else { return nil }
      return part.utf8.count > 1 && part.utf8.first == 0x30 ? nil : UInt8(part)
    }
    return numbers.count == 4 ? numbers : nil
  }

  private static func six(_ text: some StringProtocol) -> [UInt8]? {
    let halves = String(text).split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
    if halves.count == 1 { return head.count == 16 ? head : nil }
    guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
    return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  /// The bytes of `a:b:c`, the last group perhaps written as IPv4; none of nothing.
  private static func groups(_ text: Substring) -> [UInt8]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
        guard let four = four(part) else { return nil }
        bytes += four
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexadecimal),
          let group = UInt16(part, radix: 16)
        else { return nil }
        bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
      }
    }
    return bytes.count <= 16 ? bytes : nil
  }
}

extension IPAddress: CustomStringConvertible {
  /// The one way to write it: dotted, or as RFC 5952 asks.
  package var description: String {
    if !isIPv6 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    guard let gap = Self.longestGap(in: groups) else { return Self.joined(groups[...]) }
    return Self.joined(groups[..<gap.lowerBound]) + "::" + Self.joined(groups[gap.upperBound...])
  }

  private static func joined(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The first of the longest runs of two zeros or more.
  private static func longestGap(in groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start >= max(2, (best?.count ?? 0) + 1) { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }
}

extension IPAddress {
  var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
  var isLoopback: Bool {
    isIPv6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 : bytes[0] == 127
  }
  var isMulticast: Bool { isIPv6 ? bytes[0] == 0xFF : (224...239).contains(bytes[0]) }
  /// Reserved by RFC 1112; 255.255.255.255 is among them.
  var isReserved: Bool { !isIPv6 && bytes[0] >= 240 }
  /// Means something only together with an interface (RFC 4291, section 2.5.6).
  var isLinkLocal: Bool { isIPv6 && bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 }
}

/// A network as `192.168.2.0/24`.
package struct IPNetwork: Hashable, Sendable {
  package let address: IPAddress
  package let prefix: Int

  /// The network of a host's address.
  package init?(of address: IPAddress, prefix: Int) {
    guard (0...address.width).contains(prefix) else { return nil }
    self.prefix = prefix
    self.address = IPAddress(
      bytes: address.bytes.enumerated().map { $1 & Self.mask($0, prefix: prefix) })
  }

  /// Nil if the text is not a network: host bits must be zero.
  package init?(_ text: some StringProtocol) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let address = IPAddress(halves[0]), let prefix = prefixLength(halves[1]) else {
      return nil
    }
    self.init(of: address, prefix: prefix)
    if self.address != address { return nil }
  }

  /// Whether an address is in it.
  package func contains(_ other: IPAddress) -> Bool {
    IPNetwork(of: other, prefix: prefix).map { $0.address == address } ?? false
  }

  /// All ones after the prefix: no host's address in IPv4.
  var broadcast: IPAddress {
    IPAddress(bytes: address.bytes.enumerated().map { $1 | ~Self.mask($0, prefix: prefix) })
  }

  private static func mask(_ index: Int, prefix: Int) -> UInt8 {
    let bits = min(max(prefix - index * 8, 0), 8)
    return bits == 0 ? 0 : ~UInt8(0) << UInt8(8 - bits)
  }
}

extension IPNetwork: CustomStringConvertible {
  package var description: String { "\(address)/\(prefix)" }
}

/// A prefix length in decimal digits, without a leading zero.
func prefixLength(_ text: some StringProtocol) -> Int? {
  guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
  return text.utf8.count > 1 && text.utf8.first == 0x30 ? nil : Int(text)
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isHexadecimal(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}

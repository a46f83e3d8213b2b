import Glibc
import Inventories
import Testing
import TestSupport

/// Addresses, held against the C library's own reader and writer.
@Suite struct IPAddressTests {
  /// What `inet_pton` and `inet_ntop` make of a text; nil where it is no address.
  private func reference(_ text: String) -> String? {
    let family = text.contains(":") ? AF_INET6 : AF_INET
    var address = in6_addr()
    guard unsafe inet_pton(family, text, &address) == 1 else { return nil }
    var buffer = [CChar](repeating: 0, count: 64)
    guard unsafe inet_ntop(family, &address, &buffer, 64) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  @Test(arguments: seeds(500))
  func `an address is read and written as the C library does`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array(Bool.random(using: &generator) ? "0012ab:::f" : "0125.....")
    for _ in 0..<40 {
      let text = String(
        (0..<Int.random(in: 1...20, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "0"
        })
      compare(text)
    }
    for _ in 0..<10 {
      let groups = (0..<8).map { _ in
        Bool.random(using: &generator) ? 0 : UInt16.random(in: 0...0xFFFF, using: &generator)
      }
      compare(groups.map { String($0, radix: 16) }.joined(separator: ":"))
      compare(
        (0..<4).map { _ in String(UInt16.random(in: 0...300, using: &generator)) }.joined(separator: "."))
    }
  }

  private func compare(_ text: String) {
    let found = IPAddress(text)?.description
    let expected = reference(text)
    // The C library writes embedded IPv4 dotted, which RFC 5952 leaves open.
    if expected?.contains(".") == true, text.contains(":") {
      #expect(found != nil)
    } else {
      #expect(found == expected, "\(text)")
    }
  }

  @Test(arguments: [
    ("192.0.2.0/24", "192.0.2.77", true), ("192.0.2.0/24", "192.0.3.1", false),
    ("10.0.0.0/8", "10.255.0.1", true),
    ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
    ("0.0.0.0/0", "8.8.8.8", true),
    ("192.0.2.0/24", "2001:db8::1", false), ("192.0.2.128/25", "192.0.2.127", false),
  ])
  func `a network holds the addresses of its prefix`(network: String, address: String, holds: Bool) throws {
    let (range, member) = (try #require(IPNetwork(network)), try #require(IPAddress(address)))
    #expect(range.contains(member) == holds)
  }

  @Test(arguments: ["192.0.2.1/24", "192.0.2.0", "192.0.2.0/33", "192.0.2.0/024", "x/8", "192.0.2.0/-1"])
  func `host bits and impossible prefixes make no network`(text: String) { #expect(IPNetwork(text) == nil) }
}

import Diagnostics

/// What a text must be, after the standard that defines it: `format:` of a variable.
package enum Format: String, Hashable, Sendable, CaseIterable {
  case ipv4, ipv6, ip, cidr, mac, hostname, fqdn, port, vlan, size, duration, url, email, semver, image
  case timezone, calendar, path, user

  /// The standard, for messages and people.
  package var standard: String {
    switch self {
    case .ipv4: "RFC 6943, 3.1.1: four decimal numbers"
    case .ipv6: "RFC 4291, in the form of RFC 5952"
    case .ip: "RFC 6943 or RFC 4291"
    case .cidr: "RFC 4632: ADDRESS/PREFIX"
    case .mac: "IEEE 802: six octets"
    case .hostname: "RFC 1123, 2.1"
    case .fqdn: "RFC 1123, 2.1, with a domain"
    case .port: "RFC 6335: 1 to 65535"
    case .vlan: "IEEE 802.1Q: 1 to 4094"
    case .size: "bytes, or K, M, G, T of 1024 as systemd.syntax(7) counts"
    case .duration: "systemd.time(7): 90s, 1h30m"
    case .url: "RFC 3986: SCHEME://HOST/PATH"
    case .email: "RFC 5322: NAME@DOMAIN"
    case .semver: "semver.org 2.0.0"
    case .image: "the OCI distribution specification: [HOST/]NAME[:TAG][@DIGEST]"
    case .timezone: "the IANA time zone database"
    case .calendar: "systemd.time(7): Mon..Fri 02:30"
    case .path: "an absolute path without '.' and '..'"
    case .user: "useradd(8): [a-z_][a-z0-9_-]*, at most 32"
    }
  }

  /// The text in its normal form, or why it is none; what is normal already comes back as it is.
  package func normal(_ text: String) throws(FormatFault) -> String {
    switch self {
    case .ipv4: try Self.ipv4(text)
    case .ipv6: try Self.ipv6(text)
    case .ip: try text.contains(":") ? Self.ipv6(text) : Self.ipv4(text)
    case .cidr: try Self.cidr(text)
    case .mac: try Self.mac(text)
    case .hostname: try Self.hostname(text)
    case .fqdn: try Self.fqdn(text)
    case .port: try Self.number(text, 1...65535)
    case .vlan: try Self.number(text, 1...4094)
    case .size: try ByteSize(text).text
    case .duration: try TimeSpan(text).text
    case .url: try Self.url(text)
    case .email: try Self.email(text)
    case .semver: try Self.semver(text)
    case .image: try ImageName(text).text
    case .timezone: try Self.timezone(text)
    case .calendar: try CalendarEvent(text).text
    case .path: try Self.path(text)
    case .user: try Self.user(text)
    }
  }

  /// What a trial answers with if there is no example.
  package var sample: String {
    switch self {
    case .ipv4, .ip: "192.0.2.10"
    case .ipv6: "2001:db8::10"
    case .cidr: "192.0.2.0/24"
    case .mac: "02:00:00:00:00:10"
    case .hostname: "web"
    case .fqdn: "www.example.org"
    case .port: "8080"
    case .vlan: "10"
    case .size: "512M"
    case .duration: "90s"
    case .url: "https://www.example.org/"
    case .email: "ops@example.org"
    case .semver: "1.2.3"
    case .image: "registry.example.org/web:1.0"
    case .timezone: "Etc/UTC"
    case .calendar: "Mon..Fri 02:30"
    case .path: "/srv/example"
    case .user: "www-data"
    }
  }

  /// Whether two of them have an order: numbers, sizes, durations and versions.
  package var isOrdered: Bool { [.port, .vlan, .size, .duration, .semver].contains(self) }

  /// Whether an integer may have it.
  var isNumber: Bool { [.port, .vlan].contains(self) }
}

/// Why a text is not of a format.
package struct FormatFault: Error, Hashable {
  package let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension Format {
  /// A decimal number in its range, without sign and leading zero.
  static func number(_ text: String, _ range: ClosedRange<Int>) throws(FormatFault) -> String {
    guard let number = decimal(text[...]) else { throw FormatFault("expected a decimal number") }
    guard range.contains(number) else {
      throw FormatFault("\(number) is not between \(range.lowerBound) and \(range.upperBound)")
    }
    return text
  }

  /// The number that digits alone write; nil for a leading zero and for what is longer than any such number.
  static func decimal(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count < 19, text.utf8.allSatisfy(isDigit),
      text.utf8.first != 0x30 || text.utf8.count == 1
    else { return nil }
    return Int(text)
  }
}

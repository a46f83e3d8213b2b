import Diagnostics

// RFC 3986: what a person means by a URL has a scheme and a host.
extension Format {
  static func url(_ text: String) throws(FormatFault) -> String {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      throw FormatFault("it does not start with SCHEME://")
    }
    let scheme = text[..<colon].lowercased()
    guard scheme.utf8.first.map(isLower) == true,
      scheme.utf8.allSatisfy({ isLower($0) || isDigit($0) || "+-.".utf8.contains($0) })
    else { throw FormatFault("invalid scheme '\(quoted(scheme))'") }
    let rest = text[text.index(colon, offsetBy: 3)...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    try check(characters: rest[end...])
    return try "\(scheme)://\(authority(rest[..<end]))\(rest[end...])"
  }

  private static func authority(_ text: Substring) throws(FormatFault) -> String {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count <= 2, let place = halves.last else { throw FormatFault("it has more than one '@'") }
    let user = halves.count == 2 ? "\(halves[0])@" : ""
    try check(characters: Substring(user))
    let (host, port) = try split(place)
    guard !host.isEmpty else { throw FormatFault("it has no host") }
    return try user + checked(host: host)
      + (port.map { port throws(FormatFault) in
        ":" + (try number(String(port), 1...65535))
      } ?? "")
  }

  /// Host and port of `host:port` and of `[::1]:port`.
  private static func split(_ text: Substring) throws(FormatFault) -> (host: Substring, port: Substring?) {
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { throw FormatFault("a '[' is not closed") }
      let rest = text[text.index(after: close)...]
      if rest.isEmpty { return (text[...close], nil) }
      guard rest.hasPrefix(":") else { throw FormatFault("unexpected text after the ']'") }
      return (text[...close], rest.dropFirst())
    }
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    return (text[..<colon], text[text.index(after: colon)...])
  }

  private static func checked(host: Substring) throws(FormatFault) -> String {
    if host.hasPrefix("[") { return "[\(try ipv6(String(host.dropFirst().dropLast())))]" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.last?.utf8.allSatisfy(isDigit) == true { return try ipv4(String(host)) }
    let isWell = host.utf8.allSatisfy { isAlphanumeric($0) || "-._~%!$&'()*+,;=".utf8.contains($0) }
    guard isWell, labels.allSatisfy({ !$0.isEmpty }) || host.hasSuffix(".") else {
      throw FormatFault("invalid host '\(quoted(String(host)))'")
    }
    return host.lowercased()
  }

  private static func check(characters text: Substring) throws(FormatFault) {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "%") {
        let digits = bytes[(index + 1)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy(isHexDigit) else {
          throw FormatFault("a '%' is not followed by two hexadecimal digits")
        }
      } else if !isAlphanumeric(byte), !"-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte) {
        throw FormatFault("a character in it must be written as %XX")
      }
    }
  }
}

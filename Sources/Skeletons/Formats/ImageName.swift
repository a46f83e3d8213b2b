import Diagnostics

/// The name of a container image as registries allow it (the OCI distribution specification, "Pulling manifests").
struct ImageName: Hashable, Sendable {
  let text: String

  init(_ text: String) throws(FormatFault) {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { throw FormatFault("it has more than one '@'") }
    if halves.count == 2 { try Self.check(digest: halves[1]) }
    var components = halves[0].split(separator: "/", omittingEmptySubsequences: false)
    if let colon = components[components.count - 1].firstIndex(of: ":") {
      let last = components[components.count - 1]
      try Self.check(tag: last[last.index(after: colon)...])
      components[components.count - 1] = last[..<colon]
    }
    if components.count > 1, Self.isHost(components[0]) { try Self.check(host: components.removeFirst()) }
    for component in components { try Self.check(component: component) }
    guard components.joined(separator: "/").utf8.count <= 255 else {
      throw FormatFault("its name is longer than 255 characters")
    }
    self.text = text
  }

  /// Without one of these marks the first component is a folder of the usual registry.
  private static func isHost(_ text: Substring) -> Bool {
    text == "localhost" || text.contains { $0 == "." || $0 == ":" }
  }

  private static func check(host: Substring) throws(FormatFault) {
    let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    _ = try Format.url("https://\(parts[0])")
    if parts.count == 2 { _ = try Format.number(String(parts[1]), 1...65535) }
  }

  /// Small letters and digits, with `.`, `_`, `__` or hyphens between them.
  private static func check(component: Substring) throws(FormatFault) {
    let bytes = Array(component.utf8)
    var isWell = bytes.first.map(isPlain) == true && bytes.last.map(isPlain) == true
    var index = 0
    while index < bytes.count, isWell {
      let separator = bytes[index...].prefix { !isPlain($0) }
      isWell =
        separator.isEmpty || separator.count == 1 && ".-_".utf8.contains(separator[index])
        || separator.elementsEqual("__".utf8) || separator.allSatisfy { $0 == UInt8(ascii: "-") }
      index += max(1, separator.count)
    }
    guard isWell else {
      throw FormatFault(
        "invalid component '\(quoted(String(component)))' (expected lower-case letters and digits, with '.', '_' or '-' between them)"
      )
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool { isLower(byte) || isDigit(byte) }

  private static func check(tag: Substring) throws(FormatFault) {
    let isWell =
      (1...128).contains(tag.utf8.count) && tag.utf8.first.map { isAlphanumeric($0) || $0 == 0x5F } == true
      && tag.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
    if !isWell { throw FormatFault("invalid tag '\(quoted(String(tag)))' (expected at most 128 characters)") }
  }

  private static func check(digest: Substring) throws(FormatFault) {
    let parts = digest.split(separator: ":", omittingEmptySubsequences: false)
    let lengths = ["sha256": 64, "sha384": 96, "sha512": 128]
    guard parts.count == 2, let length = lengths[String(parts[0])], parts[1].utf8.count == length,
      parts[1].utf8.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0) })
    else {
      throw FormatFault(
        "invalid digest '\(quoted(String(digest)))' (expected sha256: and 64 hexadecimal digits)")
    }
  }
}

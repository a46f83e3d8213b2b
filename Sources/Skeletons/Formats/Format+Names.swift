import Diagnostics

extension Format {
  static func hostname(_ text: String) throws(FormatFault) -> String {
    let name = text.lowercased()
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.utf8.count <= 253 else { throw FormatFault("it is longer than 253 characters") }
    for label in labels { try check(label: label) }
    // Such a name would be taken for an address (RFC 1123, 2.1).
    if labels.count > 1, labels[labels.count - 1].utf8.allSatisfy(isDigit) {
      throw FormatFault("its last label '\(labels[labels.count - 1])' is a number")
    }
    return name
  }

  private static func check(label: Substring) throws(FormatFault) {
    let isWell =
      (1...63).contains(label.utf8.count) && label.utf8.first != 0x2D && label.utf8.last != 0x2D
      && label.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == 0x2D }
    if isWell { return }
    throw FormatFault(
      "invalid label '\(quoted(String(label)))' (expected 1 to 63 letters, digits and inner hyphens)")
  }

  static func fqdn(_ text: String) throws(FormatFault) -> String {
    let name = try hostname(text.hasSuffix(".") ? String(text.dropLast()) : text)
    guard name.contains(".") else { throw FormatFault("it has no domain") }
    return name
  }

  /// A dot-atom before the `@`; quoted names and comments, which no mail server takes, are none.
  static func email(_ text: String) throws(FormatFault) -> String {
    guard let at = text.lastIndex(of: "@") else { throw FormatFault("it has no '@'") }
    let name = text[..<at]
    let atoms = name.split(separator: ".", omittingEmptySubsequences: false)
    let isWell = atoms.allSatisfy { atom in
      !atom.isEmpty && atom.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
    guard isWell, name.utf8.count <= 64 else {
      throw FormatFault(
        "invalid name '\(quoted(String(name)))' before the '@' (expected at most 64 characters)")
    }
    return try "\(name)@\(hostname(String(text[text.index(after: at)...])))"
  }

  static func user(_ text: String) throws(FormatFault) -> String {
    let body = text.hasSuffix("$") ? text.dropLast() : text[...]
    let isWell =
      text.utf8.count <= 32 && body.utf8.first.map { isLower($0) || $0 == 0x5F } == true
      && body.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D }
    if isWell { return text }
    throw FormatFault("expected 1 to 32 of a-z, 0-9, '_' and '-', starting with a letter or '_'")
  }

  /// Redundant slashes are removed.
  static func path(_ text: String) throws(FormatFault) -> String {
    guard text.hasPrefix("/") else { throw FormatFault("it does not start with '/'") }
    let parts = text.split(separator: "/")
    if let part = parts.first(where: { $0 == "." || $0 == ".." }) {
      throw FormatFault("it has a component '\(part)'")
    }
    if parts.contains(where: { $0.utf8.count > 255 }) || text.utf8.count > 4095 {
      throw FormatFault("it is longer than a file system allows")
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Small letters and no `v` before it, as the standard has it.
  static func semver(_ text: String) throws(FormatFault) -> String {
    let halves = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let build = halves.count == 2 ? halves[1].split(separator: ".", omittingEmptySubsequences: false) : []
    let isWell = build.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
    }
    guard isWell, SemanticVersion(String(halves[0])) != nil else {
      throw FormatFault("expected MAJOR.MINOR.PATCH, optionally followed by -PRERELEASE and +BUILD")
    }
    return text
  }

  static func timezone(_ text: String) throws(FormatFault) -> String {
    if let name = TimeZoneNames.named(text) { return name }
    let near = nearest(to: text, among: TimeZoneNames.all.sorted())
    throw FormatFault("unknown time zone" + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }
}

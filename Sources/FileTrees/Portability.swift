/// What a generated path must hold beyond its form, so that it works in every checkout and reaches nothing of git's.
///
/// The rules are those of git's `verify_path` with `core.protectNTFS` and `core.protectHFS` (t1014, t7415), and of
/// Windows' file names; a tree that breaks them is checked out by no one safely.
extension RelativePath {
  /// Throws if a component is `.git` or `.tenon` in any disguise, a device name, or ends in a dot or a space.
  package func checkPortable() throws(PathError) {
    guard text != nil else { throw PathError(path: bytes, reason: .notUTF8) }
    if bytes.count > 4095 || components.contains(where: { $0.count > 255 }) {
      throw PathError(path: bytes, reason: .tooLong)
    }
    for component in components {
      if let why = Self.reservation(of: component) { throw PathError(path: bytes, reason: .reserved(why)) }
    }
  }

  /// Whether a component is `.git` in a spelling that a file system may take for it: `.GIT`, `git~1`.
  package var isGitsOwn: Bool {
    components.contains { component in
      // The first byte decides for nearly all names.
      guard let first = component.first, first == UInt8(ascii: ".") || first | 0x20 == UInt8(ascii: "g")
      else {
        return false
      }
      return Self.isGit(String(decoding: component, as: UTF8.self).lowercased())
    }
  }

  private static func isGit(_ name: String) -> Bool { name == ".git" || name.hasPrefix("git~") }

  private static func reservation(of component: ArraySlice<UInt8>) -> String? {
    if isOrdinary(component) { return nil }
    guard let text = String(validating: component, as: UTF8.self) else { return "it is not UTF-8" }
    let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) }))
      .lowercased()
    if plain != text.lowercased() { return "it contains invisible characters" }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return "it contains a control character"
    }
    if text.hasSuffix(".") || text.hasSuffix(" ") { return "a name must not end in a dot or a space" }
    if text.contains(where: { #"\:*?"<>|"#.contains($0) }) {
      return #"none of \ : * ? " < > | may appear in a name"#
    }
    if isGit(plain) { return "git keeps its own files there" }
    if plain == ".tenon" || plain.hasPrefix("tenon~") { return "tenon keeps its own files there" }
    // Windows takes blanks before the first dot off as well: `nul .txt` is `nul`.
    let stem = plain.prefix { $0 != "." }.trimmingSuffix(" ")
    return isDevice(stem) ? "'\(stem)' is a device on Windows" : nil
  }

  /// Whether nothing of what follows can be wrong with a name: words with dots, not hidden, and like no device.
  private static func isOrdinary(_ component: ArraySlice<UInt8>) -> Bool {
    let dot = UInt8(ascii: ".")
    guard component.first != dot, component.last != dot, component.allSatisfy(isWordOrDot) else {
      return false
    }
    let stem = component.prefix { $0 != dot }
    guard (3...4).contains(stem.count) else { return true }
    return !["con", "prn", "aux", "nul", "com", "lpt"].contains {
      stem.prefix(3).map { $0 | 0x20 }.elementsEqual($0.utf8)
    }
  }

  private static func isWordOrDot(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Characters that HFS+ drops when it compares names (git's `utf8.c`, `next_hfs_char`), and others that no one sees.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }

  private static func isDevice(_ stem: Substring) -> Bool {
    if ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(stem) { return true }
    return stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && (stem.last?.isNumber ?? false)
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ character: Character) -> Substring {
    var rest = self
    while rest.last == character { rest.removeLast() }
    return rest
  }
}

extension RelativePath {
  /// Equal for two paths that are one if case and Unicode form are ignored.
  ///
  /// Swift compares and hashes text by canonical equivalence, which is the Unicode half of the rule.
  package var folded: String { (text ?? description).lowercased() }

  /// The path of something beside it, if both are folded alike; of names in plain ASCII nothing is built to compare them.
  package func twin(named other: [UInt8]) -> RelativePath? {
    let name = name
    func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    let isPlain = name.allSatisfy { $0 < 0x80 } && other.allSatisfy { $0 < 0x80 }
    if isPlain, name.count != other.count || !zip(name, other).allSatisfy({ small($0) == small($1) }) {
      return nil
    }
    guard let inside = try? RelativePath(bytes: other) else { return nil }
    let path = parent?.appending(inside) ?? inside
    return isPlain || path.folded == folded ? path : nil
  }
}

/// Paths that are one and the same if case and Unicode form are ignored (Windows, macOS), found as they come.
package struct PathCollisions: Sendable {
  private var seen: [String: RelativePath] = [:]

  package init() {}

  /// Throws if `path`, or a folder above it, is a twin of one that came before.
  package mutating func insert(_ path: RelativePath) throws(PathError) {
    for part in path.ancestors + [path] {
      let key = part.folded
      let first = seen[key, default: part]
      guard first == part else {
        throw PathError(path: path.bytes, reason: .collides(with: first.description))
      }
      seen[key] = first
    }
  }
}

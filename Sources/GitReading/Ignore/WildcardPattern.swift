internal import FileTrees

/// A pattern of git's with `*`, `?`, `[…]`, `\` and, where paths are matched, `**` (`wildmatch.c`, gitignore(5)).
struct WildcardPattern: Hashable, Sendable {
  /// Nil if nothing is matched: a bracket is not closed.
  private let pattern: BytePattern?
  /// Whether a slash is matched by nothing but a slash and `**`.
  let isPath: Bool

  init(bytes: [UInt8], isPath: Bool) {
    self.isPath = isPath
    var reader = WildcardReader(bytes: bytes, isPath: isPath)
    pattern = reader.steps().map(BytePattern.init)
  }

  func matches(_ text: ArraySlice<UInt8>) -> Bool { pattern?.matches(text) ?? false }
}

/// Takes a pattern's text apart.
private struct WildcardReader {
  let bytes: [UInt8]
  let isPath: Bool
  private let firstWildcard: Int
  private var at = 0

  init(bytes: [UInt8], isPath: Bool) {
    self.bytes = bytes
    self.isPath = isPath
    firstWildcard = bytes.firstIndex { "*?[\\".utf8.contains($0) } ?? bytes.count
  }

  mutating func steps() -> [BytePattern.Step]? {
    var steps: [BytePattern.Step] = []
    while at < bytes.count {
      guard let step = next() else { return nil }
      // Two consecutive stars match no more than the wider one of them.
      if step == steps.last, [.folders, .many(crossing: true), .many(crossing: false)].contains(step) {
        continue
      }
      steps.append(step)
    }
    return steps
  }

  private mutating func next() -> BytePattern.Step? {
    defer { at += 1 }
    switch bytes[at] {
    case star: return stars()
    case UInt8(ascii: "?"): return .any(crossing: !isPath)
    case UInt8(ascii: "["):
      guard let set = CharacterSet(bytes, from: at) else { return nil }
      at = set.end - 1
      return .oneOf(set.bytes(withSlash: !isPath))
    case backslash where at + 1 < bytes.count:
      at += 1
      return .byte(bytes[at])
    default: return .byte(bytes[at])
    }
  }

  /// `**` means folders only between slashes or ends; no folder at all is one of the things that it means.
  ///
  /// Git takes what is before the first wildcard off and begins there (`match_pathname` in dir.c): `a**/b` is
  /// bounded as well.
  private mutating func stars() -> BytePattern.Step {
    let start = at
    let end = bytes[start...].firstIndex { $0 != star } ?? bytes.count
    at = end - 1
    guard isPath, end - start > 1, start == firstWildcard || bytes[start - 1] == slash,
      end == bytes.count || bytes[end] == slash
    else { return .many(crossing: !isPath) }
    if end == bytes.count { return .many(crossing: true) }
    at = end
    return .folders
  }
}

/// A set in brackets: bytes, ranges, classes such as `[:alpha:]`; `!` or `^` in front turns it round.
private struct CharacterSet {
  private var members = ByteSet()
  private var isNegated = false
  /// After the closing bracket.
  private(set) var end = 0

  /// Every byte that it takes.
  func bytes(withSlash: Bool) -> ByteSet {
    var bytes = isNegated ? members.inverted : members
    if !withSlash { bytes.remove(slash) }
    return bytes
  }

  /// Nil if no bracket closes it: git matches nothing then.
  init?(_ pattern: [UInt8], from start: Int) {
    var at = start + 1
    if at < pattern.count, pattern[at] == UInt8(ascii: "!") || pattern[at] == UInt8(ascii: "^") {
      isNegated = true
      at += 1
    }
    let first = at
    while at < pattern.count, pattern[at] != UInt8(ascii: "]") || at == first {
      guard let next = read(pattern, at) else { return nil }
      at = next
    }
    if at >= pattern.count { return nil }
    end = at + 1
  }

  /// Takes one member, range or class, and returns the place after it.
  private mutating func read(_ pattern: [UInt8], _ start: Int) -> Int? {
    if pattern[start...].starts(with: "[:".utf8) { return readClass(pattern, start + 2) }
    guard let (low, next) = literal(pattern, start) else { return nil }
    let isRange = next + 1 < pattern.count && pattern[next] == UInt8(ascii: "-")
    guard isRange, pattern[next + 1] != UInt8(ascii: "]") else {
      members.insert(low)
      return next
    }
    guard let (high, behind) = literal(pattern, next + 1) else { return nil }
    if low <= high { for byte in low...high { members.insert(byte) } }
    return behind
  }

  private func literal(_ pattern: [UInt8], _ start: Int) -> (byte: UInt8, next: Int)? {
    guard pattern[start] == backslash else { return (pattern[start], start + 1) }
    return start + 1 < pattern.count ? (pattern[start + 1], start + 2) : nil
  }

  private mutating func readClass(_ pattern: [UInt8], _ start: Int) -> Int? {
    guard let close = pattern[start...].firstIndex(of: UInt8(ascii: "]")), close > start,
      pattern[close - 1] == UInt8(ascii: ":"),
      let members = characterClasses[String(decoding: pattern[start..<(close - 1)], as: UTF8.self)]
    else { return nil }
    for byte in members { self.members.insert(byte) }
    return close + 1
  }
}

private let slash = UInt8(ascii: "/")
private let backslash = UInt8(ascii: "\\")
private let star = UInt8(ascii: "*")

/// The classes of POSIX in the C locale, which is git's.
private let characterClasses: [String: Set<UInt8>] = {
  let lower = Set<UInt8>(0x61...0x7A)
  let upper = Set<UInt8>(0x41...0x5A)
  let digits = Set<UInt8>(0x30...0x39)
  let alphanumeric = lower.union(upper).union(digits)
  let graphic = Set<UInt8>(0x21...0x7E)
  return [
    "alpha": lower.union(upper), "digit": digits, "alnum": alphanumeric, "lower": lower, "upper": upper,
    "blank": [0x20, 0x09], "space": Set([0x20] + (0x09...0x0D)), "cntrl": Set((0x00...0x1F) + [0x7F]),
    "graph": graphic, "print": graphic.union([0x20]), "punct": graphic.subtracting(alphanumeric),
    "xdigit": digits.union(0x61...0x66).union(0x41...0x46),
  ]
}()

/// A pattern of git's with `*`, `?`, `[…]`, `\` and, where paths are matched, `**` (`wildmatch.c`, gitignore(5)).
struct WildcardPattern: Hashable, Sendable {
  let bytes: [UInt8]
  /// Whether a slash is matched by nothing but a slash and `**`.
  let isPath: Bool

  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    var match = WildcardMatch(pattern: bytes, isPath: isPath, text: Array(text))
    return match.rest(of: 0, from: 0)
  }
}

/// One attempt, which remembers what has failed: many stars would otherwise take exponential time.
private struct WildcardMatch {
  let pattern: [UInt8]
  let isPath: Bool
  let text: [UInt8]
  private var failed: Set<[Int]> = []

  init(pattern: [UInt8], isPath: Bool, text: [UInt8]) {
    self.pattern = pattern
    self.isPath = isPath
    self.text = text
  }

  /// Whether the pattern from one place matches the text from another.
  mutating func rest(of start: Int, from place: Int) -> Bool {
    var (at, here) = (start, place)
    while at < pattern.count {
      if pattern[at] == star { return stars(at: at, from: here) }
      guard here < text.count, let next = single(at: at, matches: text[here]) else { return false }
      (at, here) = (next, here + 1)
    }
    return here == text.count
  }

  /// The place behind a pattern for one byte where it matches, or nil.
  private func single(at start: Int, matches byte: UInt8) -> Int? {
    switch pattern[start] {
    case UInt8(ascii: "?"): isPath && byte == slash ? nil : start + 1
    case UInt8(ascii: "["): CharacterSet(pattern, from: start)?.place(ifMatching: byte, isPath: isPath)
    case backslash where start + 1 < pattern.count: pattern[start + 1] == byte ? start + 2 : nil
    default: pattern[start] == byte ? start + 1 : nil
    }
  }

  private mutating func stars(at start: Int, from place: Int) -> Bool {
    if failed.contains([start, place]) { return false }
    let end = pattern[start...].firstIndex { $0 != star } ?? pattern.count
    let isDouble = isPath && end - start > 1 && isBounded(start, end)
    let crosses = !isPath || isDouble
    if isDouble, end < pattern.count, rest(of: end + 1, from: place) { return true }
    for here in place...text.count {
      if rest(of: end, from: here) { return true }
      if here < text.count, !crosses, text[here] == slash { break }
    }
    failed.insert([start, place])
    return false
  }

  /// `**` means folders only between slashes or ends.
  private func isBounded(_ start: Int, _ end: Int) -> Bool {
    (start == 0 || pattern[start - 1] == slash) && (end == pattern.count || pattern[end] == slash)
  }
}

/// A set in brackets: bytes, ranges, classes such as `[:alpha:]`; `!` or `^` in front turns it round.
private struct CharacterSet {
  private var members: Set<UInt8> = []
  private var isNegated = false
  /// Behind the closing bracket.
  private var end = 0

  /// Nil where no bracket closes it: git matches nothing then.
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

  func place(ifMatching byte: UInt8, isPath: Bool) -> Int? {
    members.contains(byte) == isNegated || (isPath && byte == slash) ? nil : end
  }

  /// Takes one member, range or class, and gives the place behind it.
  private mutating func read(_ pattern: [UInt8], _ start: Int) -> Int? {
    if pattern[start...].starts(with: "[:".utf8) { return readClass(pattern, start + 2) }
    guard let (low, next) = literal(pattern, start) else { return nil }
    let isRange = next + 1 < pattern.count && pattern[next] == UInt8(ascii: "-")
    guard isRange, pattern[next + 1] != UInt8(ascii: "]") else {
      members.insert(low)
      return next
    }
    guard let (high, behind) = literal(pattern, next + 1) else { return nil }
    if low <= high { members.formUnion(low...high) }
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
    self.members.formUnion(members)
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

package import FileTrees

/// A pattern over paths: `*` and `?` within one component, `**` over any number of them.
package struct Glob: Hashable, Sendable {
  package let text: String
  /// One of them matches: `a/**` is `a` as well as everything below.
  private let patterns: [BytePattern]

  package init(_ text: String) {
    self.text = text
    var parts = Array(text.utf8).split(separator: slash, omittingEmptySubsequences: false)
    let whole = BytePattern(Self.steps(parts))
    let count = parts.count
    while parts.count > 1, parts.last.map(Self.isFolders) == true { parts.removeLast() }
    patterns = [whole] + (parts.count < count ? [BytePattern(Self.steps(parts))] : [])
  }

  /// Whether it can match one path only.
  package var isExact: Bool { !text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } }

  /// The folder of which it matches everything, as `hosts` of `hosts/**`; nil for any other pattern.
  var wholeFolder: String? {
    guard text.hasSuffix("/**") else { return nil }
    let folder = String(text.dropLast(3))
    return folder.contains { $0 == "*" || $0 == "?" } ? nil : folder
  }

  /// Whether it matches a path.
  package func matches(_ path: RelativePath) -> Bool { patterns.contains { $0.matches(path.bytes[...]) } }

  private static func steps(_ parts: [ArraySlice<UInt8>]) -> [BytePattern.Step] {
    parts.enumerated().flatMap { index, part -> [BytePattern.Step] in
      let isLast = index == parts.count - 1
      if isFolders(part) { return [isLast ? .many(crossing: true) : .folders] }
      return part.map(step) + (isLast ? [] : [.byte(slash)])
    }
  }

  private static func step(_ byte: UInt8) -> BytePattern.Step {
    switch byte {
    case UInt8(ascii: "*"): .many(crossing: false)
    case UInt8(ascii: "?"): .any(crossing: false)
    default: .byte(byte)
    }
  }

  private static func isFolders(_ part: ArraySlice<UInt8>) -> Bool { part.elementsEqual("**".utf8) }
}

private let slash = UInt8(ascii: "/")

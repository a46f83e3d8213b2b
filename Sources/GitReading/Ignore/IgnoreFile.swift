internal import FileTrees

/// The rules of one file such as `.gitignore`, for what is in its folder and below.
struct IgnoreFile: Hashable, Sendable {
  private let rules: [IgnoreRule]
  /// Nil at the root.
  private let folder: RelativePath?

  init(_ bytes: [UInt8], in folder: RelativePath?) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    rules = text.split(separator: UInt8(ascii: "\n")).compactMap(IgnoreRule.init)
    self.folder = folder
  }

  /// Whether it has no rules.
  var isEmpty: Bool { rules.isEmpty }

  /// What the last rule that fits states, or nil if none does.
  func verdict(on path: RelativePath, isFolder: Bool) -> Bool? {
    let below = folder.map { path.relative(to: $0) } ?? path
    guard let below else { return nil }
    return rules.last { $0.fits(below, isFolder: isFolder) }.map { !$0.isException }
  }
}

/// One line of it (gitignore(5), `parse_path_pattern` in git's dir.c).
private struct IgnoreRule: Hashable {
  /// It starts with `!` and takes an earlier rule back.
  let isException: Bool
  private let isForFoldersOnly: Bool
  private let pattern: WildcardPattern

  /// Nil for a comment and an empty line.
  init?(line: ArraySlice<UInt8>) {
    if line.first == UInt8(ascii: "#") { return nil }
    var rest = Self.withoutFinalBlanks(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    isException = rest.first == UInt8(ascii: "!")
    if isException { rest = rest.dropFirst() }
    isForFoldersOnly = rest.last == slash
    if isForFoldersOnly { rest = rest.dropLast() }
    if rest.isEmpty { return nil }
    let isPath = rest.contains(slash)
    pattern = WildcardPattern(bytes: Array(rest.first == slash ? rest.dropFirst() : rest), isPath: isPath)
  }

  /// A pattern without a slash is about the name alone, in any folder.
  func fits(_ path: RelativePath, isFolder: Bool) -> Bool {
    if isForFoldersOnly && !isFolder { return false }
    return pattern.matches(pattern.isPath ? path.bytes[...] : path.name)
  }

  /// Blanks at the end do not count but where a backslash is before one.
  private static func withoutFinalBlanks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var at = line.startIndex
    while at < line.endIndex {
      let isEscaped = line[at] == UInt8(ascii: "\\") && at + 1 < line.endIndex
      if line[at] != UInt8(ascii: " ") { end = isEscaped ? at + 2 : at + 1 }
      at += isEscaped ? 2 : 1
    }
    return line[..<end]
  }
}

private let slash = UInt8(ascii: "/")

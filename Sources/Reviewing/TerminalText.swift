package import Texts

extension Review {
  /// The patch for a person at a terminal, in git's colours where wanted.
  ///
  /// Control characters of a file's contents are shown, not sent: they could move the cursor or forge a line. For
  /// `git apply` there is `patch`.
  @available(*, noasync)
  package func terminalText(colour: Bool) throws(GitError) -> String {
    let groups = groups(withOrigin: true)
    if groups.count == 1 { return try paintedPatch(colour: colour) }
    return try groups.map { group throws(GitError) in
      personHeading(group.heading, colour: colour)
        + (try Review(files: group.files).paintedPatch(colour: colour))
    }.joined()
  }

  private func paintedPatch(colour: Bool) throws(GitError) -> String {
    try patchLines(forPerson: true).map { line in
      let text = visible(String(decoding: line.bytes, as: UTF8.self), keeping: ["\n", "\t"])
      guard colour, let code = line.kind.colour else { return text }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return lines.map { "\u{1B}[\(code)m\($0)\u{1B}[m\n" }.joined()
    }
    .joined()
  }

  /// The table of `stat` with its signs in colour where wanted.
  package func terminalStat(width: Int, colour: Bool) -> String {
    let table = stat(width: width)
    guard colour else { return table }
    return table.split(separator: "\n").map(colouredSigns).joined(separator: "\n")
      + (table.isEmpty ? "" : "\n")
  }

  private func colouredSigns(_ line: Substring) -> String {
    let signs = line.reversed().prefix { $0 == "+" || $0 == "-" }.count
    guard signs > 0, line.dropLast(signs).last == " " else { return String(line) }
    let graph = line.suffix(signs)
    let plus = graph.prefix { $0 == "+" }
    let minus = graph.dropFirst(plus.count)
    return line.dropLast(signs) + (plus.isEmpty ? "" : "\u{1B}[32m\(plus)\u{1B}[m")
      + (minus.isEmpty ? "" : "\u{1B}[31m\(minus)\u{1B}[m")
  }
}

/// A line above the files that have something in common; `git apply` would skip it.
func personHeading(_ text: String, colour: Bool) -> String {
  let line = "# \(visible(text))"
  return (colour ? "\u{1B}[1;33m\(line)\u{1B}[m" : line) + "\n"
}

extension PatchLine.Kind {
  /// As `git diff` colours it by default.
  fileprivate var colour: String? {
    switch self {
    case .header: "1"
    case .hunk: "36"
    case .removed: "31"
    case .added: "32"
    case .context, .remark, .binary: nil
    }
  }
}

/// The text with control and formatting characters spelled out (`<U+202E>`), so that it is what it looks like.
package func visible(_ text: String, keeping kept: Set<Unicode.Scalar> = ["\t"]) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control where !kept.contains(scalar), .format where scalar.value != 0xFEFF,
      .lineSeparator, .paragraphSeparator:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let padding = String(repeating: "0", count: max(0, 4 - digits.count))
      result.append(contentsOf: "<U+\(padding)\(digits)>".unicodeScalars)
    default: result.append(scalar)
    }
  }
  return String(result)
}

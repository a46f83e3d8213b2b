import Texts

extension Review {
  /// Old and new beside each other, in two columns of a terminal this wide, in git's colours where wanted.
  ///
  /// A line that is wider than its column is cut at its end, which `…` states.
  @available(*, noasync)
  package func sideBySide(width: Int, colour: Bool) -> String {
    let page = SideBySidePage(column: max(20, (width - 3) / 2), colour: colour)
    let groups = groups(withOrigin: true)
    return groups.map { group in
      (groups.count == 1 ? "" : personHeading(group.heading, colour: colour))
        + group.files.flatMap(page.lines).map { $0 + "\n" }.joined()
    }.joined()
  }
}

/// The lines of one file in two columns.
private struct SideBySidePage {
  let column: Int
  let colour: Bool

  func lines(of file: FileReview) -> [String] {
    let old = file.change.oldPath.map { "\(patchName("", $0)) → " } ?? ""
    let name = painted("\(old)\(patchName("", file.change.path)) (\(file.kind.rawValue))", "1")
    guard let diff = file.lines else { return [name, "binary"] }
    let heading = HunkHeading(of: file.change)
    return [name]
      + diff.hunks.flatMap { hunk in
        let words = heading?.text(of: hunk) ?? String(decoding: hunk.heading, as: UTF8.self)
        return [painted("\(hunk.ranges) \(visible(words))", "36")] + rows(of: hunk.lines)
      }
  }

  private func rows(of lines: [TextDiff.Line]) -> [String] {
    var rows: [String] = []
    var removed: [TextDiff.Line] = []
    var added: [TextDiff.Line] = []
    func flush() {
      for index in 0..<max(removed.count, added.count) {
        rows.append(
          row(index < removed.count ? removed[index] : nil, index < added.count ? added[index] : nil))
      }
      (removed, added) = ([], [])
    }
    for line in lines {
      switch line.kind {
      case .removed: removed.append(line)
      case .added: added.append(line)
      case .context:
        flush()
        rows.append("\(cell(line, number: line.oldNumber)) │ \(cell(line, number: line.newNumber))")
      }
    }
    flush()
    return rows
  }

  private func row(_ old: TextDiff.Line?, _ new: TextDiff.Line?) -> String {
    let left =
      old.map { painted(cell($0, number: $0.oldNumber), "31") } ?? String(repeating: " ", count: column)
    let right = new.map { painted(cell($0, number: $0.newNumber), "32") } ?? ""
    return "\(left) │ \(right)"
  }

  private func cell(_ line: TextDiff.Line, number: Int?) -> String {
    let bytes = line.bytes.last == lineFeed ? line.bytes.dropLast() : line.bytes[...]
    let digits = number.map(String.init) ?? ""
    let margin = String(repeating: " ", count: max(0, 4 - digits.count)) + digits + " "
    let text = visible(String(decoding: bytes, as: UTF8.self), keeping: []).replacing(
      "<U+0009>", with: "    ")
    let room = column - margin.count
    let shown = text.count > room ? text.prefix(max(0, room - 1)) + "…" : text[...]
    return margin + shown + String(repeating: " ", count: max(0, room - shown.count))
  }

  private func painted(_ text: String, _ code: String) -> String {
    colour ? "\u{1B}[\(code)m\(text)\u{1B}[m" : text
  }
}

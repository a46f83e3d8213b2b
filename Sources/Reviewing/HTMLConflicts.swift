extension ReviewPage.Conflict {
  /// The sides beside each other, hunk by hunk.
  var section: String {
    """
    <details id="\(path.anchor("conflict"))" class="file conflict" open>
    <summary><h3>\(escaped(path.shown))</h3> <span class="kind">\(escaped(unit)): \(escaped(words))</span>\(tags(["conflict"]))</summary>
    \(hunks.map(\.table).joined(separator: "\n"))
    </details>
    """
  }
}

extension ReviewPage.Hunk {
  fileprivate var table: String {
    let sides = [
      ("base", "base, as last generated", base), ("ours", "ours, in the working tree", ours),
      ("theirs", "theirs, as generated now", theirs),
    ]
    let columns = sides.map { kind, name, bytes in
      "<div class=\"\(kind)\"><h4>\(name)</h4>\(Self.text(bytes))</div>"
    }
    return
      "<p class=\"hunk\">\(escaped(place))</p>\n<div class=\"sides\">\(columns.joined(separator: "\n"))</div>"
  }

  private static func text(_ bytes: [UInt8]?) -> String {
    guard let bytes else { return "<p>no file</p>" }
    if bytes.contains(0) { return "<p>binary, \(bytes.count) bytes</p>" }
    if bytes.isEmpty { return "<p>nothing</p>" }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.prefix(shownLines).map { escaped(String($0)) }.joined(separator: "\n")
    return "<pre>\(shown)</pre>"
      + (lines.count > shownLines ? "<p>and \(lines.count - shownLines) lines more</p>" : "")
  }

  private static let shownLines = 400
}

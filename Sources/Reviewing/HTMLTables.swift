import FileTrees
import Texts

/// The lines of one file as two tables, of which the page shows one.
struct HTMLTables {
  let text: String

  /// Unchanged lines between the hunks are there too, folded, where the `whole` new text is given.
  init(_ diff: TextDiff, _ heading: HunkHeading? = nil, whole: [UInt8]? = nil) {
    let gaps = whole.map { HTMLGaps(between: diff.hunks, in: $0) }
    let hunks = diff.hunks.enumerated().map {
      (title: Self.title(of: $1, heading), pairs: pairs(of: $1.lines), gap: gaps?.runs[$0] ?? [])
    }
    let rest = gaps?.runs.last ?? []
    let unified =
      hunks.map {
        HTMLGaps.folded($0.gap, columns: 3, Self.unified) + Self.heading($0.title, columns: 3)
          + $0.pairs.map(Self.unified).joined()
      } + [HTMLGaps.folded(rest, columns: 3, Self.unified)]
    let split =
      hunks.map {
        HTMLGaps.folded($0.gap, columns: 4, Self.split) + Self.heading($0.title, columns: 4)
          + $0.pairs.map(Self.split).joined()
      } + [HTMLGaps.folded(rest, columns: 4, Self.split)]
    text = """
      <table class="unified"><tbody>\(unified.joined())</tbody></table>
      <table class="split"><tbody>\(split.joined())</tbody></table>
      """
  }

  private static func title(of hunk: TextDiff.Hunk, _ heading: HunkHeading?) -> String {
    hunk.ranges + " " + (heading?.text(of: hunk) ?? String(decoding: hunk.heading, as: UTF8.self))
  }

  private static func heading(_ title: String, columns: Int) -> String {
    "\n<tr class=\"hunk\"><td colspan=\"\(columns)\">\(escaped(title))</td></tr>"
  }

  /// All removed lines of a run are before all added ones.
  private static func unified(_ run: Run) -> String {
    switch run {
    case .context(let line):
      row("", [number(line.oldNumber), number(line.newNumber), cell(" ", html(of: line))])
    case .changed(let pairs):
      pairs.compactMap(\.removed).map {
        row("removed", [number($0.number), number(nil), cell("-", $0.html)])
      }
      .joined()
        + pairs.compactMap(\.added).map {
          row("added", [number(nil), number($0.number), cell("+", $0.html)])
        }
        .joined()
    }
  }

  private static func split(_ run: Run) -> String {
    switch run {
    case .context(let line):
      let text = cell(" ", html(of: line))
      return row("", [number(line.oldNumber), text, number(line.newNumber), text])
    case .changed(let pairs):
      return pairs.map { pair in
        row(
          "",
          [
            number(pair.removed?.number),
            cell("-", pair.removed?.html, pair.removed == nil ? "none" : "removed"),
            number(pair.added?.number), cell("+", pair.added?.html, pair.added == nil ? "none" : "added"),
          ])
      }
      .joined()
    }
  }

  private static func row(_ kind: String, _ cells: [String]) -> String {
    "\n<tr\(kind.isEmpty ? "" : " class=\"\(kind)\"")>\(cells.joined())</tr>"
  }

  private static func number(_ number: Int?) -> String { "<th>\(number.map(String.init) ?? "")</th>" }

  private static func cell(_ sign: String, _ text: String?, _ kind: String = "") -> String {
    let open = kind.isEmpty ? "<td>" : "<td class=\"\(kind)\">"
    return "\(open)\(text.map { "<i>\(sign)</i>" + $0 } ?? "")</td>"
  }
}

/// The unchanged lines before each hunk, and those after the last.
private struct HTMLGaps {
  let runs: [[TextDiff.Line]]

  init(between hunks: [TextDiff.Hunk], in text: [UInt8]) {
    let lines = TextLines(text).map(Array.init)
    var runs: [[TextDiff.Line]] = []
    var (new, moved) = (1, 0)
    for hunk in hunks {
      // A hunk without lines starts after the line that it names.
      let start = hunk.newCount == 0 ? hunk.newStart + 1 : hunk.newStart
      runs.append(Self.run(new..<max(new, start), of: lines, moved: moved))
      new = start + hunk.newCount
      moved += hunk.oldCount - hunk.newCount
    }
    self.runs = runs + [Self.run(new..<max(new, lines.count + 1), of: lines, moved: moved)]
  }

  private static func run(_ numbers: Range<Int>, of lines: [[UInt8]], moved: Int) -> [TextDiff.Line] {
    numbers.filter { lines.indices.contains($0 - 1) }.map {
      TextDiff.Line(kind: .context, bytes: lines[$0 - 1], oldNumber: $0 + moved, newNumber: $0)
    }
  }

  /// A line that unfolds them, and the lines.
  static func folded(_ lines: [TextDiff.Line], columns: Int, _ row: (Run) -> String) -> String {
    if lines.isEmpty { return "" }
    let count = lines.count == 1 ? "1 unchanged line" : "\(lines.count) unchanged lines"
    return
      "</tbody><tbody class=\"more\"><tr><td colspan=\"\(columns)\"><button type=\"button\">\(count)</button></td></tr>"
      + "</tbody><tbody class=\"gap\" hidden>" + lines.map { row(.context($0)) }.joined()
      + "\n</tbody><tbody>"
  }
}

/// A run of lines: one that is in both texts, or removed lines beside those that took their place.
private enum Run {
  case context(TextDiff.Line)
  case changed([Pair])

  struct Pair {
    let removed: Side?
    let added: Side?
  }

  struct Side {
    let number: Int?
    let html: String
  }
}

private func pairs(of lines: [TextDiff.Line]) -> [Run] {
  var runs: [Run] = []
  var removed: [TextDiff.Line] = []
  var added: [TextDiff.Line] = []
  func flush() {
    if !removed.isEmpty || !added.isEmpty { runs.append(.changed(paired(removed, added))) }
    (removed, added) = ([], [])
  }
  for line in lines {
    switch line.kind {
    case .removed:
      if !added.isEmpty { flush() }
      removed.append(line)
    case .added: added.append(line)
    case .context:
      flush()
      runs.append(.context(line))
    }
  }
  flush()
  return runs
}

private func paired(_ removed: [TextDiff.Line], _ added: [TextDiff.Line]) -> [Run.Pair] {
  (0..<max(removed.count, added.count)).map { index in
    let old = index < removed.count ? removed[index] : nil
    let new = index < added.count ? added[index] : nil
    return Run.Pair(
      removed: old.map { Run.Side(number: $0.oldNumber, html: html(of: $0, beside: new)) },
      added: new.map { Run.Side(number: $0.newNumber, html: html(of: $0, beside: old)) })
  }
}

/// A line as HTML; what differs from the line that it is beside is marked.
private func html(of line: TextDiff.Line, beside other: TextDiff.Line? = nil) -> String {
  let remark = line.bytes.last == lineFeed ? "" : "<b>no newline at the end</b>"
  let text = scalars(of: line)
  guard let other = other.map(scalars) else { return escaped(string(text)) + remark }
  let head = zip(text, other).prefix { $0 == $1 }.count
  let tail = zip(text.dropFirst(head).reversed(), other.dropFirst(head).reversed()).prefix { $0 == $1 }.count
  let middle = text.dropFirst(head).dropLast(tail)
  if head + tail == 0 || middle.isEmpty { return escaped(string(text)) + remark }
  return escaped(string(text.prefix(head))) + "<mark>\(escaped(string(middle)))</mark>"
    + escaped(string(text.suffix(tail))) + remark
}

private func scalars(of line: TextDiff.Line) -> ArraySlice<Unicode.Scalar> {
  let bytes = line.bytes.last == lineFeed ? line.bytes.dropLast() : line.bytes[...]
  return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
}

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}

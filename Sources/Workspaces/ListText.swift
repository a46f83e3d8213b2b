package import Diagnostics
import YAMLReading

/// The text of a YAML file that a person keeps, to whose lists lines are added and nothing else happens.
package struct ListText {
  private let lines: [String]
  /// What is at the ends of lines besides the line feed.
  private let carriageReturn: String
  private let document: Node
  /// What to do where a list is written in another way.
  private let hint: String

  package init(_ bytes: [UInt8], at path: String, hint: String) throws(Findings) {
    document = try parseYAML(bytes, at: path)
    // By bytes: to Swift a carriage return and a line feed are one character.
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    carriageReturn = lines.first?.last == "\r" ? "\r" : ""
    self.hint = hint
  }

  /// The text with more items after those that the lists have; a list that is not there comes at the end.
  ///
  /// Throws if a list is not written with a dash a line: such a list is left to its author.
  package func adding(_ lists: [(name: String, items: [String])]) throws(Findings) -> [UInt8] {
    var result = lines
    // From the bottom up, so that the places above stay true.
    let wanted = lists.filter { !$0.items.isEmpty }
    let placed = try wanted.map { list throws(Findings) in (try end(of: list.name), list) }
    for (place, list) in placed.sorted(by: { ($0.0?.line ?? Int.max) > ($1.0?.line ?? Int.max) }) {
      if let place {
        if let head = place.head { result[place.line - 1] = head + carriageReturn }
        let indent = String(repeating: " ", count: place.indent)
        result.insert(contentsOf: list.items.map { "\(indent)- \($0)\(carriageReturn)" }, at: place.line)
      } else {
        if result.last == "" { result.removeLast() }
        result += ["\(list.name):\(carriageReturn)"] + list.items.map { "  - \($0)\(carriageReturn)" } + [""]
      }
    }
    return Array(result.joined(separator: "\n").utf8)
  }

  /// Where items are added.
  private struct End {
    /// The line after the last item.
    let line: Int
    /// The items' indentation.
    let indent: Int
    /// What takes the place of the line above, where it states that the list is empty.
    var head: String?
  }

  /// Where a list ends; nil if the key is not there.
  private func end(of name: String) throws(Findings) -> End? {
    guard let pair = document.pairs?.first(where: { $0.name == name }) else { return nil }
    if let empty = endOfEmpty(pair) { return empty }
    guard let last = pair.value.items?.last, let line = last.place.line,
      let dash = lines[line - 1].firstIndex(of: "-"), lines[line - 1][..<dash].allSatisfy({ $0 == " " })
    else {
      throw Findings(
        Diagnostic(
          .data, "'\(name)' is not a block list (one '-' item per line), so nothing was added",
          at: pair.key.place,
          hint: hint))
    }
    let indent = lines[line - 1].distance(from: lines[line - 1].startIndex, to: dash)
    let after = lines[line...].firstIndex { !isInside($0, indent: indent) } ?? lines.endIndex
    return End(line: after, indent: indent)
  }

  /// `allow: []`, `allow: ~` and `allow:` become a list with a dash a line; a comment after them stays.
  private func endOfEmpty(_ pair: Node.Pair) -> End? {
    guard pair.value.isNull || pair.value.items?.isEmpty == true, let line = pair.key.place.line,
      let column = pair.key.place.column
    else { return nil }
    let text = lines[line - 1]
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = text[text.index(after: colon)...]
    let comment = rest.firstIndex(of: "#").map { String(rest[$0...].filter { $0 != "\r" }) } ?? ""
    let value = rest.prefix { $0 != "#" }.filter { !$0.isWhitespace }
    guard ["", "[]", "~", "null", "Null", "NULL"].contains(value) else { return nil }
    return End(
      line: line, indent: column + 1, head: "\(text[...colon])\(comment.isEmpty ? "" : " \(comment)")")
  }

  /// Whether a line belongs to the item above it: it is indented further than its dash.
  private func isInside(_ line: String, indent: Int) -> Bool {
    line.prefix { $0 == " " }.count > indent && !line.allSatisfy(\.isWhitespace)
  }
}

package import Diagnostics
import YAMLReading

/// The text of a YAML file that a person keeps, to whose lists lines are added and nothing else happens.
package struct ListText {
  private let lines: [String]
  private let document: Node
  /// What to do where a list is written in another way.
  private let hint: String

  package init(_ bytes: [UInt8], at path: String, hint: String) throws(Findings) {
    document = try parseYAML(bytes, at: path)
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    self.hint = hint
  }

  /// The text with more items behind those that the lists have; a list that is not there comes at the end.
  ///
  /// Throws where a list is not written with a dash a line: such a list is left to its author.
  package func adding(_ lists: [(name: String, items: [String])]) throws(Findings) -> [UInt8] {
    var result = lines
    // From the bottom up, so that the places above stay true.
    let wanted = lists.filter { !$0.items.isEmpty }
    let placed = try wanted.map { list throws(Findings) in (try end(of: list.name), list) }
    for (place, list) in placed.sorted(by: { ($0.0?.line ?? Int.max) > ($1.0?.line ?? Int.max) }) {
      if let place {
        let indent = String(repeating: " ", count: place.indent)
        result.insert(contentsOf: list.items.map { "\(indent)- \($0)" }, at: place.line)
      } else {
        if result.last == "" { result.removeLast() }
        result += ["\(list.name):"] + list.items.map { "  - \($0)" } + [""]
      }
    }
    return Array(result.joined(separator: "\n").utf8)
  }

  /// The line behind the last item of a list and the items' indentation; nil where the key is not there.
  private func end(of name: String) throws(Findings) -> (line: Int, indent: Int)? {
    guard let pair = document.pairs?.first(where: { $0.name == name }) else { return nil }
    guard let last = pair.value.items?.last, let line = last.place.line,
      let dash = lines[line - 1].firstIndex(of: "-"), lines[line - 1][..<dash].allSatisfy({ $0 == " " })
    else {
      throw Findings(
        Diagnostic(
          .data, "'\(name)' is not a list with a dash a line, so nothing is added to it", at: pair.key.place,
          hint: hint))
    }
    let indent = lines[line - 1].distance(from: lines[line - 1].startIndex, to: dash)
    let after = lines[line...].firstIndex { !isInside($0, indent: indent) } ?? lines.endIndex
    return (after, indent)
  }

  /// Whether a line belongs to the item above it: it is indented further than its dash.
  private func isInside(_ line: String, indent: Int) -> Bool {
    line.prefix { $0 == " " }.count > indent && !line.allSatisfy(\.isWhitespace)
  }
}

package import Diagnostics
package import Skeletons
import YAMLReading

/// The text of an inventory that a person keeps, to which lines are added and nothing else happens.
package struct InventoryText {
  private let lines: [String]
  private let document: Node
  private let path: String

  package init(_ bytes: [UInt8], at path: String) throws(Findings) {
    document = try parseYAML(bytes, at: path)
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    self.path = path
  }

  /// The text with more nodes and guests behind those that it has.
  ///
  /// Throws where a list is not written with a dash a line: such a list is left to its author.
  package func adding(_ added: Inventory) throws(Findings) -> [UInt8] {
    var result = lines
    // From the bottom up, so that the places above stay true.
    let sections = [("nodes", added.nodeLines), ("guests", added.guestLines)].filter { !$0.1.isEmpty }
    let placed = try sections.map { section throws(Findings) in (try end(of: section.0), section) }
    for (place, (name, facts)) in placed.sorted(by: { ($0.0?.line ?? Int.max) > ($1.0?.line ?? Int.max) }) {
      if let place {
        let indent = String(repeating: " ", count: place.indent)
        result.insert(contentsOf: facts.map { "\(indent)- \($0)" }, at: place.line)
      } else {
        if result.last == "" { result.removeLast() }
        result += ["\(name):"] + facts.map { "  - \($0)" } + [""]
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
          hint: "write it so, or add the facts by hand: tenon inventory import --dry-run shows them"))
    }
    let indent = lines[line - 1].distance(from: lines[line - 1].startIndex, to: dash)
    let after = lines[line...].firstIndex { !isInside($0, indent: indent) } ?? lines.endIndex
    return (after, indent)
  }

  /// Whether a line belongs to the item above it: it is indented further than its dash.
  private func isInside(_ line: String, indent: Int) -> Bool {
    line.prefix { $0 == " " }.count > indent && !line.trimmingBlanks.isEmpty
  }
}

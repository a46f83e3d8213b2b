import Diagnostics
import YAMLReading

extension Node {
  /// The value at the end of a path of keys; of a list on the way its first item.
  func value(at path: String...) -> Node? {
    var node = self
    for key in path {
      guard let next = (node.items?.first ?? node)[key] else { return nil }
      node = next
    }
    return node.isNull ? nil : node
  }

  /// A scalar's text, unless it is one of the usual words for no value.
  var plainText: String? { scalar.flatMap { isNull || $0.text.isEmpty ? nil : $0.text } }

  /// What is true in JSON, YAML and the numbers of Proxmox VE.
  var isTrue: Bool { ["true", "1"].contains(scalar?.text) }
}

/// Makes one statement of the values of an object.
struct ObjectReader {
  var statement: Statement
  private var reader: CellReader

  init(_ subject: Statement.Subject, at place: Place) {
    statement = Statement(subject, at: place)
    reader = CellReader(path: place.path, line: place.line ?? 0)
  }

  var leftOut: [LeftOut] { reader.leftOut }

  /// Reads a value by the grammar of a fact, where it is there.
  mutating func read(_ node: Node?, as label: String, _ grammar: (String) -> Reading) {
    guard let node, let text = node.plainText else { return }
    reader.take(grammar(text), as: label, at: node.place, into: &statement)
  }

  /// Several texts, read as one with line breaks between them.
  mutating func read(_ items: [Node], as label: String, _ grammar: (String) -> Reading) {
    guard let first = items.first else { return }
    let text = items.compactMap(\.plainText).joined(separator: "\n")
    reader.take(grammar(text), as: label, at: first.place, into: &statement)
  }

  /// Bytes as whole MiB or GiB.
  mutating func readBytes(_ node: Node?, as field: FactField) {
    guard let node, let text = node.plainText, let bytes = Int(text), bytes > 0 else { return }
    let unit = field == .memory ? 1 << 20 : 1 << 30
    let reading: Reading =
      bytes.isMultiple(of: unit)
      ? .fact(field, .number(bytes / unit))
      : .facts([:], rest: ["\(bytes) bytes are not a whole number of \(field == .memory ? "MiB" : "GiB")"])
    reader.take(reading, as: field.rawValue, at: node.place, into: &statement)
  }

  mutating func state(_ field: FactField, _ text: String) { statement.state(field, .text(text)) }
}

extension SourceFacts {
  /// Takes over the facts of known objects, and reports the types of others, each once.
  mutating func take(_ readers: [ObjectReader], others: [(words: String, place: Place)]) {
    var counts: [(words: String, place: Place, count: Int)] = []
    for other in others {
      if let index = counts.firstIndex(where: { $0.words == other.words }) {
        counts[index].count += 1
      } else if counts.count < 200 {
        counts.append((other.words, other.place, 1))
      }
    }
    for entry in counts {
      let times = entry.count > 1 ? " (\(entry.count) of them)" : ""
      leftOut.append(LeftOut(.entry, entry.words + times, at: entry.place))
    }
    leftOut += readers.flatMap(\.leftOut)
    take(readers.map(\.statement))
  }
}

import Diagnostics
package import YAMLReading

extension Template {
  /// Reads a template that is in a scalar of `skeleton.yaml` or `workspace.yaml`.
  package init(_ node: Node, _ what: String, scope: Scope, noting faults: inout Faults) {
    self.init(node, what, scope: scope, item: nil, noting: &faults)
  }

  /// Reads one that is written for each `item` of a list or of the inventory.
  init(_ node: Node, _ what: String, scope: Scope, item: ItemKind?, noting faults: inout Faults) {
    guard let text = node.text(what, noting: &faults) else {
      self.init(parts: [])
      return
    }
    var parser = TemplateParser(Array(text.utf8), scope: scope, item: item) { node.place(ofByte: $0) }
    self = parser.parse(noting: &faults)
  }

  /// Reads a template that is a whole file.
  init(
    file bytes: [UInt8], at path: String, scope: Scope, item: ItemKind?, partials: Partials,
    memory: TagMemory,
    noting faults: inout Faults
  ) {
    var parser = TemplateParser(bytes, scope: scope, item: item, partials: partials, memory: memory) {
      Place(path, byte: $0, of: bytes, margin: 0)
    }
    self = parser.parse(noting: &faults)
  }
}

extension Place {
  /// The place of a byte in a file whose every line was given a margin.
  init(_ path: String, byte offset: Int, of bytes: [UInt8], margin: Int) {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    self.init(
      path, line: before.count { $0 == 0x0A } + 1, column: max(1, offset - lineStart - margin + 1))
  }
}

package import Skeletons

extension Inventory {
  /// The inventory as YAML for further manual editing.
  package var yaml: String {
    let networks = networks.isEmpty ? "" : section("networks", networks)
    return "---\n" + networks + section("nodes", nodes) + section("guests", guests)
  }

  private func section(_ name: String, _ bearers: [some FactBearer]) -> String {
    // All items of a list look alike.
    let isFlat = bearers.allSatisfy { $0.lines(indent: 2).count == 1 }
    let lines = bearers.flatMap { isFlat ? $0.lines(indent: 2) : $0.tallLines(indent: 2) }
    return bearers.isEmpty ? "\(name): []\n" : "\(name):\n" + lines.map { $0 + "\n" }.joined()
  }
}

extension FactBearer {
  /// An item of a list: on one line where it fits there, else a fact a line.
  func lines(indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    let parts = facts.map { "\($0.field.rawValue): \($0.value.yaml)" }
    let line = "\(blanks)- { \(parts.joined(separator: ", ")) }"
    return line.utf8.count <= longestLine ? [line] : tallLines(indent: indent)
  }

  /// An item of a list with a fact a line.
  func tallLines(indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    return facts.enumerated().map { index, fact in
      "\(blanks)\(index == 0 ? "- " : "  ")\(fact.field.rawValue): \(fact.value.yaml)"
    }
  }
}

/// Beyond so many bytes a line is hard to read and to compare.
private let longestLine = 160

extension FactValue {
  /// As YAML, good within a flow mapping too.
  var yaml: String {
    switch self {
    case .text(let text): Literal.yaml(text)
    case .number(let number): String(number)
    case .list(let items): "[\(items.map(Literal.yaml).joined(separator: ", "))]"
    }
  }
}

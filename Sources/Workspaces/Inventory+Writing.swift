package import Skeletons

extension Inventory {
  /// The inventory as YAML that a person goes on with.
  package var yaml: String {
    "---\n" + section("nodes", nodes.map(\.line)) + section("guests", guests.map(\.line))
  }

  /// The lines of the guests alone, to be put below others.
  package var guestLines: [String] { guests.map(\.line) }
  package var nodeLines: [String] { nodes.map(\.line) }

  private func section(_ name: String, _ lines: [String]) -> String {
    lines.isEmpty ? "\(name): []\n" : "\(name):\n" + lines.map { "  - \($0)\n" }.joined()
  }
}

extension HostNode {
  fileprivate var line: String {
    flow([("name", name), ("address", address), ("version", version)])
  }
}

extension Guest {
  fileprivate var line: String {
    let facts = [
      ("kind", kind.rawValue), ("id", String(id)), ("name", name), ("address", address), ("node", node),
      ("purpose", purpose),
    ]
    let tagged = tags.isEmpty ? "" : ", tags: [\(tags.map(Literal.yaml).joined(separator: ", "))]"
    return String(flow(facts).dropLast(2)) + tagged + " }"
  }
}

private func flow(_ facts: [(String, String?)]) -> String {
  let parts = facts.compactMap { name, value in
    value.map { "\(name): \(name == "id" ? $0 : Literal.yaml($0))" }
  }
  return "{ \(parts.joined(separator: ", ")) }"
}

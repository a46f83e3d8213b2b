extension Inventory {
  /// What the facts say twice or contradict each other in, each a sentence; none where they hold together.
  package var contradictions: [String] {
    repeated(guests.map { String($0.id) }, "guests with the id")
      + repeated(guests.map(\.name), "guests with the name")
      + repeated(guests.compactMap(\.address) + nodes.compactMap(\.address), "owners of the address")
      + repeated(nodes.map(\.name), "nodes with the name") + homeless
  }

  private func repeated(_ values: [String], _ what: String) -> [String] {
    let counts = values.reduce(into: [:]) { counts, value in counts[value, default: 0] += 1 }
    return counts.filter { $0.value > 1 }.keys.sorted().map { "there are \(counts[$0] ?? 0) \(what) '\($0)'" }
  }

  /// Guests on a node that nobody listed; where no node is listed at all, nobody keeps them here.
  private var homeless: [String] {
    guard !nodes.isEmpty else { return [] }
    let known = Set(nodes.map(\.name))
    return guests.compactMap { guest in
      guest.node.flatMap {
        known.contains($0) ? nil : "\(guest.reference) is on node '\($0)', which is not listed"
      }
    }
  }
}

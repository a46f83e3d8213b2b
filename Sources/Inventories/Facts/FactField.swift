/// A fact that `inventory.yaml` takes, by the key that it is under there.
package enum FactField: String, Hashable, Sendable, CaseIterable {
  case kind, id, name, address, prefix, addresses, network, node, status, purpose, tags, cores, memory, disk
  case services, urls, user
  case version
  case cidr, gateway, vlan, bridge

  /// Facts that can be extended without contradicting what is known.
  var growsByItems: Bool { self == .tags || self == .services || self == .urls }
}

/// What a fact states.
package enum FactValue: Hashable, Sendable {
  case text(String)
  case number(Int)
  case list([String])

  /// For people, on one line.
  package var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .list(let items): items.joined(separator: ", ")
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Int? { if case .number(let number) = self { number } else { nil } }
  var list: [String]? { if case .list(let items) = self { items } else { nil } }

  /// Nil for the empty text and the empty list, which are no facts.
  var ifAny: FactValue? {
    switch self {
    case .text(let text) where text.isEmpty: nil
    case .list(let items) where items.isEmpty: nil
    case .text, .number, .list: self
    }
  }
}

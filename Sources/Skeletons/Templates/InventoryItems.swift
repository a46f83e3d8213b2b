/// What of the inventory a template or a file rule may go through: `inventory.guests` and its like.
package enum InventoryCollection: String, Hashable, Sendable, CaseIterable {
  /// Containers and machines in the inventory's order; a template of one is not a host.
  case guests
  /// The nodes that are listed, then those that only guests name.
  case nodes
  /// `ct` and `vm`, as far as there are guests of the kind.
  case kinds
  /// The tags of guests, sorted.
  case tags

  /// As templates and rules write it.
  package var words: String { "\(Builtin.inventory.rawValue).\(rawValue)" }

  var itemKind: ItemKind {
    switch self {
    case .guests: .guest
    case .nodes: .node
    case .kinds, .tags: .group
    }
  }
}

/// What a section goes through, and so what `.` and `.fact` mean within it.
enum ItemKind: Hashable, Sendable {
  /// An item of a list: it has no facts.
  case text
  /// A key of a map with its text.
  case entry
  case object(Scope.TemplateShape)
  case guest, node
  /// The guests that have something in common.
  case group

  /// What a section on a variable or field goes through; nil if it asks for truth.
  init?(_ shape: Scope.TemplateShape) {
    switch shape.kind {
    case .list: self = .text
    case .map: self = .entry
    case .objects: self = .object(shape)
    default: return nil
    }
  }

  /// Its own word.
  var words: String {
    switch self {
    case .text: "text"
    case .entry: "entry of a map"
    case .object: "object"
    case .guest: "guest"
    case .node: "node"
    case .group: "group"
    }
  }

  /// What `.name` may ask of it beside facts of the inventory.
  var fieldNames: [String] {
    switch self {
    case .entry: ["key", "value"]
    case .object(let shape): ["key"] + shape.fields.keys.sorted()
    default: []
    }
  }

  var facts: [ItemFact] {
    switch self {
    case .text, .entry, .object: []
    case .guest:
      [
        .id, .name, .host, .alias, .kind, .address, .prefix, .node, .status, .purpose, .cores, .memory, .disk,
        .user, .tags,
      ]
    case .node: [.name, .host, .alias, .address, .version, .guests]
    case .group: [.name, .guests]
    }
  }
}

/// A fact of the item of the inventory that is being gone through: `.address`.
enum ItemFact: String, Hashable, Sendable, CaseIterable {
  case id, name, host, alias, kind, address, prefix, node, status, purpose, cores, memory, disk, user
  case version, tags, guests

  /// What a section on it goes through; nil if it asks for truth.
  var itemKind: ItemKind? {
    switch self {
    case .tags: .text
    case .guests: .guest
    case .id, .name, .host, .alias, .kind, .address, .prefix, .node, .status, .purpose, .cores, .memory,
      .disk, .user, .version:
      nil
    }
  }
}

/// An item of a list or of the inventory that is being gone through.
package struct ListItem: Hashable, Sendable {
  /// What `.` renders: the text, or the name.
  package let text: String
  let subject: Subject?
  /// The text under a key of a map, or the fields of one of objects.
  var fields: [String: Value] = [:]
  /// What stays when everything else about it changes: a guest's id, else its text.
  package var identity: String {
    if case .guest(let guest) = subject { String(guest.id) } else { text }
  }

  let isFirst: Bool
  let isLast: Bool

  enum Subject: Hashable, Sendable {
    case guest(Guest)
    case node(HostNode, guests: [Guest])
    case group(String, guests: [Guest])
  }

  /// A field of one of objects, or the key or value of an entry.
  func field(_ name: String) -> Value { name == "key" ? .text(text) : fields[name] ?? .absent }

  /// What of a value can be gone through, with positions; nil of any other.
  package static func all(of value: Value) -> [ListItem]? {
    switch value {
    case .list(let list): all(of: list)
    case .map(let entries):
      filled(all(of: entries.map(\.key)), with: entries.map { ["value": .text($0.value)] })
    case .objects(let items): filled(all(of: items.map(\.name)), with: items.map(\.fields))
    default: nil
    }
  }

  private static func filled(_ items: [ListItem], with fields: [[String: Value]]) -> [ListItem] {
    zip(items, fields).map { item, fields in
      var item = item
      item.fields = fields
      return item
    }
  }

  /// The items of a list with their positions.
  package static func all(of list: [String]) -> [ListItem] { positioned(list.map { ($0, nil) }) }

  /// The items of a collection of the inventory with their positions.
  package static func all(of collection: InventoryCollection, in inventory: Inventory) -> [ListItem] {
    switch collection {
    case .guests: all(of: inventory.hosts)
    case .nodes:
      positioned(
        inventory.allNodes.map { node in
          (node.name, .node(node, guests: inventory.hosts.filter { $0.node == node.name }))
        })
    case .kinds:
      groups(Guest.Kind.allCases.map(\.rawValue), of: inventory) { [$0.kind.rawValue] }
    case .tags:
      groups(Set(inventory.hosts.flatMap(\.tags)).sorted(), of: inventory, by: \.tags)
    }
  }

  static func all(of guests: [Guest]) -> [ListItem] { positioned(guests.map { ($0.name, .guest($0)) }) }

  private static func groups(
    _ names: [String], of inventory: Inventory, by keys: (Guest) -> [String]
  ) -> [ListItem] {
    let groups = names.map { name in (name, inventory.hosts.filter { keys($0).contains(name) }) }
    return positioned(groups.filter { !$0.1.isEmpty }.map { ($0, .group($0, guests: $1)) })
  }

  private static func positioned(_ items: [(String, Subject?)]) -> [ListItem] {
    items.enumerated().map {
      ListItem(text: $1.0, subject: $1.1, isFirst: $0 == 0, isLast: $0 == items.count - 1)
    }
  }
}

extension ListItem.Subject {
  /// A fact's value; what the item does not have was refused when the skeleton was read.
  func value(_ fact: ItemFact) -> Value {
    switch self {
    case .guest(let guest):
      fact == .tags
        ? .list(guest.tags)
        : GuestFact(rawValue: fact.rawValue).map { Value.guest(guest).fact($0) } ?? .absent
    case .node(let node, _):
      switch fact {
      case .name: .text(node.name)
      case .host: .text(node.hostName)
      case .alias: .text(node.hostName == node.name ? "" : node.name)
      case .address: .text(node.address ?? "")
      case .version: .text(node.version ?? "")
      default: .absent
      }
    case .group(let name, _): fact == .name ? .text(name) : .absent
    }
  }

  /// The guests that belong to it.
  var guests: [Guest] {
    switch self {
    case .guest: []
    case .node(_, let guests), .group(_, let guests): guests
    }
  }

  /// A guest's kind.
  var kind: Guest.Kind? {
    if case .guest(let guest) = self { guest.kind } else { nil }
  }
}

extension Inventory {
  /// Whether there is anything to go through.
  func has(_ collection: InventoryCollection) -> Bool { !ListItem.all(of: collection, in: self).isEmpty }

  /// The guests that are hosts: a template is none.
  var hosts: [Guest] { guests.filter { $0.kind != .template } }

  /// The nodes that are listed, then those that only guests name.
  var allNodes: [HostNode] {
    var names = Set(nodes.map(\.name))
    return nodes
      + hosts.compactMap(\.node).compactMap { names.insert($0).inserted ? HostNode(name: $0) : nil }
  }
}

/// The value of a variable once everything is resolved.
package enum Value: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case list([String])
  case map([MapEntry])
  case objects([ObjectItem])
  case guest(Guest)
  case absent

  /// What a section on it asks: the empty text, 0, false, the empty list and nothing are false.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .integer(let number): number != 0
    case .boolean(let flag): flag
    case .list(let items): !items.isEmpty
    case .map(let entries): !entries.isEmpty
    case .objects(let items): !items.isEmpty
    case .guest: true
    case .absent: false
    }
  }

  /// What a tag on it renders.
  package var text: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): String(flag)
    case .list(let items): items.joined(separator: ", ")
    case .map(let entries): entries.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    case .objects(let items): items.map(\.name).joined(separator: ", ")
    case .guest(let guest): guest.name
    case .absent: ""
    }
  }

  /// What a choice is compared by; of a guest its kind.
  var choice: String {
    if case .guest(let guest) = self { guest.kind.rawValue } else { text }
  }

  package var list: [String] {
    if case .list(let items) = self { items } else { [] }
  }

  /// The items of a list, the keys of a map, the names of objects.
  var names: [String] {
    switch self {
    case .list(let items): items
    case .map(let entries): entries.map(\.key)
    case .objects(let items): items.map(\.name)
    case .text, .integer, .boolean, .guest, .absent: []
    }
  }

  /// The answer that gives this value; nil if there is none, or if it is answered leaf by leaf.
  package var answer: Answer? {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .boolean(let flag): .boolean(flag)
    case .list(let items): .list(items)
    case .guest(let guest): .text(guest.reference)
    case .absent, .map, .objects: nil
    }
  }

  /// The value with its type, the same text for the same value on every machine.
  fileprivate var canonicalText: String {
    if case .map(let entries) = self {
      return "map "
        + entries.map { "\(Literal.json($0.key))=\(Literal.json($0.value))" }.joined(separator: ",")
    }
    if case .objects(let items) = self {
      return "objects " + items.map(\.canonicalText).joined(separator: ",")
    }
    guard case .guest = self else { return "\(kindWord) \(Literal.json(list.isEmpty ? [text] : list))" }
    let facts = GuestFact.allCases.map { "\($0)=\(Literal.json(fact($0).text))" }
    return "guest " + facts.joined(separator: ",")
  }

  private var kindWord: String {
    switch self {
    case .text: "text"
    case .integer: "integer"
    case .boolean: "boolean"
    case .list: "list"
    case .map: "map"
    case .objects: "objects"
    case .guest: "guest"
    case .absent: "absent"
    }
  }

  func fact(_ fact: GuestFact) -> Value {
    guard case .guest(let guest) = self else { return .absent }
    return switch fact {
    case .id: .integer(guest.id)
    case .name: .text(guest.name)
    case .kind: .text(guest.kind.rawValue)
    case .address: .text(guest.address ?? "")
    case .node: .text(guest.node ?? "")
    case .purpose: .text(guest.purpose ?? "")
    case .host: .text(guest.hostName)
    case .alias: .text(guest.hostName == guest.name ? "" : guest.name)
    case .prefix: guest.prefix.map { .integer($0) } ?? .absent
    case .status: .text(guest.status?.rawValue ?? "")
    case .cores: guest.cores.map { .integer($0) } ?? .absent
    case .memory: guest.memory.map { .integer($0) } ?? .absent
    case .disk: guest.disk.map { .integer($0) } ?? .absent
    case .user: .text(guest.user ?? "")
    }
  }
}

/// A key of a map with its text.
package struct MapEntry: Hashable, Sendable {
  package let key: String
  package let value: String
}

/// One of objects: its name and the values of its fields.
package struct ObjectItem: Hashable, Sendable {
  package let name: String
  package let fields: [String: Value]

  fileprivate var canonicalText: String {
    let fields = fields.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.canonicalText)" }
    return "\(Literal.json(name)){\(fields.joined(separator: ";"))}"
  }
}

/// The values of all variables of a skeleton, and the two built-in names.
package struct Values: Hashable, Sendable {
  private var values: [String: Value]
  /// The unit's folder from the repository's root; empty until it is known.
  package var destination = ""
  /// The facts that templates may go through.
  package var inventory = Inventory()
  /// The extension of YAML files, with its dot.
  package var yamlExtension = ".yml"

  package init(_ values: [String: Value] = [:]) { self.values = values }

  /// A variable's value; what has none is absent.
  package subscript(name: String) -> Value {
    get { values[name] ?? .absent }
    set { values[name] = newValue }
  }

  /// Every value in order of the names, and the extension of YAML files: what a digest is made of.
  package var canonicalText: String {
    ([yamlExtension] + names.map { "\($0)=\(self[$0].canonicalText)" }).joined(separator: "\n")
  }

  /// The variables that have a value, in order of their names.
  package var names: [String] { values.keys.sorted() }
}

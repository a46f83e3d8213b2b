package import Diagnostics

/// Reads the keys of one mapping, and finally reports the keys that were not read.
///
/// Every `read` remembers the key as known; `finish` reports the others with the nearest known one. Faults are noted,
/// not thrown, so that one run finds all of them.
package struct MappingReader {
  package let place: Place
  private let what: String
  private let values: [String: Node]
  private let keys: [(name: String, place: Place)]
  private var known: [String] = []

  /// Takes the mapping; nothing at all (`key:`) is an empty one, anything else a fault.
  ///
  /// `what` names it in messages: "the skeleton", "variable 'port'".
  package init(_ node: Node, _ what: String, noting faults: inout Faults) {
    if node.pairs == nil, !node.isNull {
      faults.note("\(what) is \(node.kindWords), not a mapping", at: node.place)
    }
    let pairs = node.pairs ?? []
    self.what = what
    place = node.place
    values = Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
    keys = pairs.map { (name: $0.name, place: $0.key.place) }
  }

  /// The value of a key; `key:` without a value counts as absent.
  package mutating func node(_ key: String) -> Node? {
    known.append(key)
    return values[key].flatMap { $0.isNull ? nil : $0 }
  }

  /// The value of a required key.
  package mutating func required(_ key: String, noting faults: inout Faults) -> Node? {
    let node = node(key)
    if node == nil { faults.note("\(what) has no '\(key)'", at: values[key]?.place ?? place) }
    return node
  }

  /// The text of a key; nil if it is absent, or not a scalar, which is noted.
  package mutating func text(_ key: String, noting faults: inout Faults) -> String? {
    node(key)?.text(name(key), noting: &faults)
  }

  /// The text under a key that must be there.
  package mutating func requiredText(_ key: String, noting faults: inout Faults) -> String? {
    required(key, noting: &faults)?.text(name(key), noting: &faults)
  }

  /// The boolean of a key; nil if it is absent, or not a boolean, which is noted.
  package mutating func boolean(_ key: String, noting faults: inout Faults) -> Bool? {
    node(key)?.boolean(name(key), noting: &faults)
  }

  /// The integer of a key; nil if it is absent, or not an integer, which is noted.
  package mutating func integer(_ key: String, noting faults: inout Faults) -> Int? {
    node(key)?.integer(name(key), noting: &faults)
  }

  /// The items under a key, none if it is absent.
  package mutating func list(_ key: String, noting faults: inout Faults) -> [Node] {
    node(key)?.list(name(key), noting: &faults) ?? []
  }

  /// The texts of the list under a key, none if it is absent.
  package mutating func texts(_ key: String, noting faults: inout Faults) -> [String] {
    node(key)?.texts(name(key), noting: &faults) ?? []
  }

  /// The pairs of the mapping under a key, in the order of the file; none if it is absent.
  package mutating func pairs(_ key: String, noting faults: inout Faults) -> [Node.Pair] {
    guard let node = node(key) else { return [] }
    if let pairs = node.pairs { return pairs }
    faults.note("\(name(key)) is \(node.kindWords), not a mapping", at: node.place)
    return []
  }

  /// Reports the keys that were not read.
  package func finish(noting faults: inout Faults) {
    let known = known
    for key in keys where !known.contains(key.name) {
      faults.note(
        "\(what) has an unknown key '\(quoted(key.name))'", at: key.place,
        hint: Self.hint(for: key.name, among: known))
    }
  }

  private static func hint(for key: String, among known: [String]) -> String {
    nearest(to: key, among: known).map { "did you mean '\($0)'?" }
      ?? "one of \(known.joined(separator: ", "))"
  }

  private func name(_ key: String) -> String { "'\(key)' of \(what)" }
}

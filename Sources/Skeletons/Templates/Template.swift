/// A text with places to fill, parsed and checked against what is declared: nothing in it can be unknown any more.
package struct Template: Hashable, Sendable {
  let parts: [Part]

  enum Part: Hashable, Sendable {
    case text([UInt8])
    case value(Expression)
    case section(Section)
  }

  /// What stands between `<%# test %>` or `<%^ test %>` and `<%/ test %>`.
  struct Section: Hashable, Sendable {
    let test: Test
    let isInverted: Bool
    let parts: [Part]
  }

  /// What a value tag renders: an operand and the transforms that it goes through, the innermost first.
  struct Expression: Hashable, Sendable {
    let operand: Operand
    let transforms: [Transform]
  }

  enum Operand: Hashable, Sendable {
    case variable(String)
    case fact(String, GuestFact)
    /// `.`, the item of the list that is being gone through.
    case item
    /// `.address`, a fact of the item of the inventory that is being gone through.
    case itemFact(ItemFact)
    case builtin(Builtin)
  }

  /// What a section asks.
  enum Test: Hashable, Sendable {
    /// Truth; a list is gone through.
    case variable(String)
    case fact(String, GuestFact)
    case item
    case isFirst
    case isLast
    case choice(String, String)
    case contains(String, String)
    /// Whether a list has items, without going through them.
    case filled(String)
    /// Goes through the guests, the nodes, or groups of guests.
    case inventory(InventoryCollection)
    /// Whether there is any of them, without going through them.
    case filledInventory(InventoryCollection)
    /// Truth of a fact; its tags and its guests are gone through.
    case itemFact(ItemFact)
    case itemKind(Guest.Kind)
  }

  /// A template that renders this text and nothing else.
  init(literal text: String) { parts = text.isEmpty ? [] : [.text(Array(text.utf8))] }

  init(parts: [Part]) { self.parts = parts }

  /// The text of a template that has nothing to fill, else nil.
  package var literal: String? {
    if parts.isEmpty { return "" }
    guard parts.count == 1, case .text(let bytes) = parts[0] else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text before the first thing to fill.
  package var prefix: String {
    if case .text(let bytes)? = parts.first { String(decoding: bytes, as: UTF8.self) } else { "" }
  }

  /// The variables that it names, in whatever branch; `inventory` where it goes through the inventory.
  package var variables: Set<String> { Self.variables(in: parts) }

  private static func variables(in parts: [Part]) -> Set<String> {
    parts.reduce(into: []) { names, part in
      switch part {
      case .text: break
      case .value(let expression): names.formUnion([expression.operand.variable].compactMap(\.self))
      case .section(let section):
        names.formUnion([section.test.variable].compactMap(\.self))
        names.formUnion(variables(in: section.parts))
      }
    }
  }
}

/// A fact of a guest that a template may render.
enum GuestFact: String, Hashable, Sendable, CaseIterable {
  case id, name, host, alias, kind, address, prefix, node, status, purpose, cores, memory, disk, user
}

/// A name that every template knows without a declaration.
package enum Builtin: String, Hashable, Sendable, CaseIterable {
  /// The unit's folder, from the repository's root.
  case destination
  /// The extension of the skeleton's YAML files; known where the skeleton says `yaml:`.
  case yaml
  /// The infrastructure's facts, of which `inventory.guests` and its like are gone through.
  case inventory
}

extension Template.Operand {
  var variable: String? {
    switch self {
    case .variable(let name), .fact(let name, _): name
    case .item, .itemFact, .builtin: nil
    }
  }
}

extension Template.Test {
  var variable: String? {
    switch self {
    case .variable(let name), .fact(let name, _), .choice(let name, _), .contains(let name, _),
      .filled(let name):
      name
    case .inventory, .filledInventory: Builtin.inventory.rawValue
    case .item, .itemFact, .itemKind, .isFirst, .isLast: nil
    }
  }
}

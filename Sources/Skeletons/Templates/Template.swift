/// A text with places to fill, parsed and checked against what is declared: nothing in it can be unknown any longer.
package struct Template: Hashable, Sendable {
  let parts: [Part]
  /// The partials that it includes, directly or through others.
  private(set) var partials: Set<String> = []

  enum Part: Hashable, Sendable {
    case text([UInt8])
    case value(Expression)
    case section(Section)
  }

  /// What is between `<%# test %>` or `<%^ test %>` and `<%/ test %>`, and after `<% else %>` in it.
  struct Section: Hashable, Sendable {
    let test: Test
    let isInverted: Bool
    let parts: [Part]
    let otherwise: [Part]
  }

  /// What a value tag renders.
  indirect enum Expression: Hashable, Sendable {
    case operand(Operand)
    case text(String)
    case number(Int)
    case call(Transform, [Expression])
  }

  enum Operand: Hashable, Sendable {
    case variable(String)
    case fact(String, GuestFact)
    /// `.`, the item of the list that is being gone through.
    case item
    /// `.address`, a fact of the item of the inventory that is being gone through.
    case itemFact(ItemFact)
    /// `.port`: a field of one of objects, or the key or value of an entry, which is that far from the outermost item.
    case itemField(level: Int, String)
    case builtin(Builtin)
  }

  /// What a section asks.
  enum Test: Hashable, Sendable {
    /// Truth; a list is iterated.
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
    /// Truth of a fact; its tags and its guests are iterated.
    case itemFact(ItemFact)
    case itemKind(Guest.Kind)
    /// Truth of a field; a list, a map and objects are iterated.
    case itemField(level: Int, String)
    case itemChoice(level: Int, String, String)
    /// Whether a field has an item, or any if none is named.
    case itemContains(level: Int, String, String?)
    /// Truth of what an expression comes to.
    case expression(Expression)
  }

  /// A template that renders this text and nothing else.
  init(literal text: String) { parts = text.isEmpty ? [] : [.text(Array(text.utf8))] }

  init(parts: [Part], partials: Set<String> = []) {
    self.parts = parts
    self.partials = partials
  }

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

  /// The variables that it refers to, in any branch; `inventory` if it iterates over the inventory.
  package var variables: Set<String> { Self.variables(in: parts) }

  /// Whether it refers to a variable, in any branch.
  func names(_ variable: String) -> Bool { Self.names(variable, in: parts) }

  private static func names(_ variable: String, in parts: [Part]) -> Bool {
    parts.contains { part in
      switch part {
      case .text: false
      case .value(let expression): expression.names(variable)
      case .section(let section):
        section.test.variables.contains(variable) || names(variable, in: section.parts)
          || names(variable, in: section.otherwise)
      }
    }
  }

  /// The variables whose values are in the text itself, in no section.
  package var needed: Set<String> {
    parts.reduce(into: []) { names, part in
      if case .value(let expression) = part { names.formUnion(expression.variables) }
    }
  }

  private static func variables(in parts: [Part]) -> Set<String> {
    parts.reduce(into: []) { names, part in
      switch part {
      case .text: break
      case .value(let expression): names.formUnion(expression.variables)
      case .section(let section):
        names.formUnion(section.test.variables)
        names.formUnion(variables(in: section.parts + section.otherwise))
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
  /// The extension of the skeleton's YAML files; known where the skeleton states `yaml:`.
  case yaml
  /// The infrastructure's facts, of which `inventory.guests` and its like are iterated.
  case inventory
}

extension Template.Operand {
  var variable: String? {
    switch self {
    case .variable(let name), .fact(let name, _): name
    case .item, .itemFact, .itemField, .builtin: nil
    }
  }
}

extension Template.Expression {
  /// The variables that it names.
  var variables: Set<String> {
    switch self {
    case .operand(let operand): Set([operand.variable].compactMap(\.self))
    case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.variables) }
    case .text, .number: []
    }
  }

  func names(_ variable: String) -> Bool {
    switch self {
    case .operand(let operand): operand.variable == variable
    case .call(_, let arguments): arguments.contains { $0.names(variable) }
    case .text, .number: false
    }
  }

  /// The variable that it is made of, where it is made of nothing else.
  var variable: String? {
    switch self {
    case .operand(let operand): operand.variable
    case .call(_, let arguments): arguments.count == 1 ? arguments[0].variable : nil
    case .text, .number: nil
    }
  }
}

extension Template.Test {
  var variables: Set<String> {
    switch self {
    case .variable(let name), .fact(let name, _), .choice(let name, _), .contains(let name, _),
      .filled(let name):
      [name]
    case .inventory, .filledInventory: [Builtin.inventory.rawValue]
    case .expression(let expression): expression.variables
    case .item, .itemFact, .itemKind, .itemField, .itemChoice, .itemContains, .isFirst, .isLast: []
    }
  }
}

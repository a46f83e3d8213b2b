import Diagnostics
import YAMLReading

/// `when:` of a file or of a step: data, not a language, and checked against the variables when it is read.
package indirect enum Condition: Hashable, Sendable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case truth(of: String, is: Bool)
  case equal(String, String)
  case contains(String, String)
  /// One answer against another one, or against a value.
  case compares(Comparison)
  /// No line of what these come to is there twice.
  case distinct(Distinction)
  case inventory(InventoryCollection, isThere: Bool)

  /// Whether it holds.
  package func holds(_ values: Values) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(values) }
    case .any(let parts): parts.contains { $0.holds(values) }
    case .not(let part): !part.holds(values)
    case .truth(let name, let expected): values[name].isTrue == expected
    case .equal(let name, let text): values[name].choice == text
    case .contains(let name, let item): values[name].list.contains(item)
    case .compares(let comparison): comparison.holds(values)
    case .distinct(let distinction): distinction.repeated(values).isEmpty
    case .inventory(let collection, let expected): values.inventory.has(collection) == expected
    }
  }
}

extension Condition {
  /// Whether it is nothing but this variable being true.
  func isSwitch(_ name: String) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.count == 1 && parts[0].isSwitch(name)
    case .truth(name, is: true): true
    default: false
    }
  }

  /// The condition for people: "engine is postgres or mysql".
  package var words: String { words(within: false) }

  private func words(within outer: Bool) -> String {
    switch self {
    case .all(let parts): Self.joined(parts, " and ", bracketed: outer)
    case .any(let parts): Self.choice(parts) ?? Self.joined(parts, " or ", bracketed: outer)
    case .not(let part): "not (\(part.words))"
    case .truth(let name, let expected): "\(name) is \(expected ? "" : "not ")set"
    case .equal(let name, let text): "\(name) is \(quoted(text))"
    case .contains(let name, let item): "\(name) has \(quoted(item))"
    case .compares(let comparison): comparison.words
    case .distinct(let distinction): distinction.words
    case .inventory(let collection, let expected): "\(expected ? "" : "no ")\(collection.words)"
    }
  }

  /// Many values of one variable, of which the first represent the others.
  private static func choice(_ parts: [Condition]) -> String? {
    guard parts.count > 6, case .equal(let name, _)? = parts.first else { return nil }
    let texts = parts.compactMap { part in
      if case .equal(name, let text) = part { quoted(text) } else { nil as String? }
    }
    guard texts.count == parts.count else { return nil }
    return "\(name) is one of \(texts.count) words: \(texts.prefix(4).joined(separator: ", ")), …"
  }

  private static func joined(_ parts: [Condition], _ word: String, bracketed: Bool) -> String {
    if parts.count == 1 { return parts[0].words(within: bracketed) }
    let text = parts.map { $0.words(within: true) }.joined(separator: word)
    return bracketed ? "(\(text))" : text
  }
}

/// Reads conditions.
struct ConditionReader {
  let scope: Scope

  /// A map of variable to value or list of values; `all`, `any` and `not` nest.
  func condition(_ node: Node, _ what: String = "'when'", noting faults: inout Faults) -> Condition {
    guard let pairs = node.pairs else {
      faults.note("\(what) is \(node.kindWords), not a mapping of variables to values", at: node.place)
      return .all([])
    }
    return .all(pairs.map { part($0, noting: &faults) })
  }

  private func part(_ pair: Node.Pair, noting faults: inout Faults) -> Condition {
    switch pair.name {
    case "all": return .all(conditions(pair, noting: &faults))
    case "any": return .any(conditions(pair, noting: &faults))
    case "not": return .not(condition(pair.value, noting: &faults))
    case "distinct": return .distinct(Distinction(pair, scope: scope, noting: &faults))
    default: return comparison(pair, noting: &faults)
    }
  }

  private func conditions(_ pair: Node.Pair, noting faults: inout Faults) -> [Condition] {
    pair.value.list("'\(pair.name)'", noting: &faults).map { condition($0, noting: &faults) }
  }

  private func comparison(_ pair: Node.Pair, noting faults: inout Faults) -> Condition {
    let name = pair.name
    if scope.isInventory(name) { return inventory(pair, noting: &faults) }
    guard scope.knows(name) else {
      faults.note("unknown variable '\(quoted(name))'", at: pair.key.place, hint: scope.hint(for: name))
      return .all([])
    }
    if let comparisons = pair.value.pairs {
      return .all(
        comparisons.compactMap { Comparison(name, $0, scope: scope, noting: &faults) }.map { .compares($0) })
    }
    let expected = pair.value.items ?? [pair.value]
    if expected.isEmpty { faults.note("no value is given for '\(name)'", at: pair.value.place) }
    return .any(expected.compactMap { expectation($0, of: name, noting: &faults) })
  }

  /// Whether the inventory has anything of the sort.
  private func inventory(_ pair: Node.Pair, noting faults: inout Faults) -> Condition {
    let collection = scope.collection(pair.name, at: pair.key, noting: &faults)
    let expected = pair.value.boolean("'\(pair.name)'", noting: &faults)
    guard let collection, let expected else { return .all([]) }
    return .inventory(collection, isThere: expected)
  }

  /// What one value of one variable means: by the variable's type.
  private func expectation(_ node: Node, of name: String, noting faults: inout Faults) -> Condition? {
    guard let text = node.text("a value of '\(name)'", noting: &faults) else { return nil }
    guard let shape = scope.shape(of: name) else { return .equal(name, text) }
    let truth = ["true": true, "false": false][text]
    switch shape.kind {
    case .boolean, .guest, .secret, .map, .objects:
      if let truth { return .truth(of: name, is: truth) }
      if shape.choices.contains(text) { return .equal(name, text) }
      faults.note(
        "'\(name)' is a \(shape.kind.rawValue): it is true or false, never '\(quoted(text))'", at: node.place)
      return nil
    case .choice, .list:
      if !shape.choices.isEmpty, !shape.choices.contains(text) {
        if shape.kind == .list, let truth { return .truth(of: name, is: truth) }
        faults.note(
          "'\(name)' can never be '\(quoted(text))'", at: node.place,
          hint: "one of \(shape.choices.joined(separator: ", "))")
      }
      if shape.kind == .choice { return .equal(name, text) }
      return shape.choices.isEmpty
        ? truth.map { .truth(of: name, is: $0) } ?? .contains(name, text) : .contains(name, text)
    case .string, .integer: return truth.map { .truth(of: name, is: $0) } ?? .equal(name, text)
    }
  }
}

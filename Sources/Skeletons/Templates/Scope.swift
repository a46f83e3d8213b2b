import Diagnostics
import YAMLReading

/// The names that a template may use.
package struct Scope: Hashable, Sendable {
  private let variables: [String: TemplateShape?]
  private let builtins: [Builtin]

  /// What of a variable a template needs to know.
  struct TemplateShape: Hashable, Sendable {
    let kind: Variable.Kind
    let choices: [String]
    let format: Format?
    /// What each of objects consists of; nil for a field that cannot be used.
    var fields: [String: TemplateShape?] = [:]

    init(kind: Variable.Kind, choices: [String] = [], format: Format? = nil) {
      self.kind = kind
      self.choices = choices
      self.format = format
    }
  }

  /// A variable whose own declaration is at fault is known, and may be used in any way: one fault is enough.
  init(variables: [String: TemplateShape?], builtins: [Builtin]) {
    self.variables = variables
    self.builtins = builtins
  }

  /// The names that nothing else may bear.
  ///
  /// A variable may be called `inventory`: the facts are below that name.
  static let reserved =
    ["is", "has", "first", "last", "else"] + Builtin.allCases.filter { $0 != .inventory }.map(\.rawValue)
  /// The names that no field may bear: what an item is called by, and the text under a key of a map.
  static let reservedInside = ["key", "value"]

  /// The scope inside an item of objects: its fields, its name and everything outside.
  func inside(_ fields: [String: TemplateShape?]) -> Scope {
    var inner = variables.merging(fields) { _, field in field }
    inner.updateValue(TemplateShape(kind: .string), forKey: "key")
    return Scope(variables: inner, builtins: builtins)
  }

  /// The scope of a destination, which cannot be part of itself; a workspace's layout is read with it too.
  ///
  /// The place of a unit must not depend on the inventory.
  package var forDestinations: Scope {
    Scope(variables: variables, builtins: builtins.filter { $0 == .yaml })
  }

  func knows(_ name: String) -> Bool { variables[name] != nil }

  func shape(of name: String) -> TemplateShape? { variables[name] ?? nil }

  func builtin(_ name: String) -> Builtin? { builtins.first { $0.rawValue == name } }

  /// Whether a name speaks of the inventory: `inventory.guests`.
  func isInventory(_ name: String) -> Bool {
    name.utf8.prefix { $0 != UInt8(ascii: ".") }.elementsEqual(Builtin.inventory.rawValue.utf8)
      && builtin(Builtin.inventory.rawValue) != nil && !knows(name)
  }

  /// The part of the inventory that a name speaks of, where it is one.
  func collection(_ name: String, at offset: Int) throws(TagError) -> InventoryCollection {
    if let collection = InventoryCollection.allCases.first(where: { $0.words == name }) { return collection }
    let names = InventoryCollection.allCases.map(\.words)
    throw TagError(
      message: "'\(quoted(name))' cannot be iterated", offset: offset,
      hint: nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }

  /// The same for a scalar of `skeleton.yaml`.
  func collection(_ name: String, at node: Node, noting faults: inout Faults) -> InventoryCollection? {
    do throws(TagError) {
      return try collection(name, at: 0)
    } catch {
      faults.note(error.message, at: node.place, hint: error.hint)
      return nil
    }
  }

  func hint(for name: String) -> String? {
    let names = variables.keys + builtins.map(\.rawValue)
    if name == Builtin.yaml.rawValue { return "set 'yaml: .yml' in skeleton.yaml to use it" }
    return nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? nil : "one of \(names.sorted().joined(separator: ", "))")
  }
}

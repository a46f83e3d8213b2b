import Diagnostics

/// The names that a template may use.
package struct Scope: Hashable, Sendable {
  private let variables: [String: Shape?]
  private let builtins: [Builtin]

  /// What of a variable a template needs to know.
  struct Shape: Hashable, Sendable {
    let kind: Variable.Kind
    let choices: [String]
  }

  /// A variable whose own declaration is at fault is known, and may be used in any way: one fault is enough.
  init(variables: [String: Shape?], builtins: [Builtin]) {
    self.variables = variables
    self.builtins = builtins
  }

  /// The names that nothing else may bear.
  static let reserved = ["is", "has", "first", "last"] + Builtin.allCases.map(\.rawValue)

  /// The scope of a destination, which cannot be part of itself; a workspace's layout is read with it too.
  package var forDestinations: Scope {
    Scope(variables: variables, builtins: builtins.filter { $0 != .destination })
  }

  func knows(_ name: String) -> Bool { variables[name] != nil }

  func shape(of name: String) -> Shape? { variables[name] ?? nil }

  func builtin(_ name: String) -> Builtin? { builtins.first { $0.rawValue == name } }

  func hint(for name: String) -> String? {
    let names = variables.keys + builtins.map(\.rawValue)
    if name == Builtin.yaml.rawValue { return "say 'yaml: .yml' in skeleton.yaml to use it" }
    return nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? nil : "one of \(names.sorted().joined(separator: ", "))")
  }
}

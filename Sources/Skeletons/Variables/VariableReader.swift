import Diagnostics
import YAMLReading

/// Reads the `variables:` of a skeleton: first what each is, then the defaults, which may name any of them.
struct VariableReader {
  /// In the order of the file, without those that cannot be used.
  let variables: [Variable]
  let scope: Scope

  init(_ pairs: [Node.Pair], builtins: [Builtin], noting faults: inout Faults) {
    var declared = DeclaredVariables(pairs, depth: 0, noting: &faults)
    scope = Scope(variables: declared.shapes, builtins: builtins)
    variables = declared.resolved(in: scope, noting: &faults)
  }
}

/// Variables, or the fields of objects, of which the defaults are still to be read.
private struct DeclaredVariables {
  /// Nil for what cannot be used.
  private(set) var shapes: [String: Scope.TemplateShape?] = [:]
  private var read: [Variable] = []
  private var defaults: [(index: Int, node: Node)] = []
  private var conditions: [(index: Int, node: Node)] = []
  private var fields: [(index: Int, fields: DeclaredVariables)] = []

  private static let mostVariables = 300
  /// The limit of nested objects.
  private static let deepest = 2

  init(_ pairs: [Node.Pair], depth: Int, noting faults: inout Faults) {
    if pairs.count > Self.mostVariables {
      faults.note(
        "there are \(pairs.count) variables (at most \(Self.mostVariables))", at: pairs[0].key.place)
    }
    for pair in pairs.prefix(Self.mostVariables) { add(pair, depth: depth, noting: &faults) }
  }

  private mutating func add(_ pair: Node.Pair, depth: Int, noting faults: inout Faults) {
    var declaration = VariableDeclaration(pair, isField: depth > 0, noting: &faults)
    shapes.updateValue(nil, forKey: pair.name)
    guard let variable = declaration.variable(noting: &faults) else { return }
    if let node = declaration.fallback { defaults.append((read.count, node)) }
    if let node = declaration.condition { conditions.append((read.count, node)) }
    var shape = Scope.TemplateShape(variable)
    if variable.kind == .objects {
      if depth == Self.deepest {
        faults.note("objects are nested more than \(Self.deepest) deep", at: pair.key.place)
        return
      }
      let inner = DeclaredVariables(declaration.fields, depth: depth + 1, noting: &faults)
      shape.fields = inner.shapes
      fields.append((read.count, inner))
    }
    shapes.updateValue(shape, forKey: pair.name)
    read.append(variable)
  }

  /// Fills in what names other variables: those of `scope`, and these.
  mutating func resolved(in scope: Scope, noting faults: inout Faults) -> [Variable] {
    for (index, inner) in fields {
      var inner = inner
      read[index].fields = inner.resolved(in: scope.inside(inner.shapes), noting: &faults)
    }
    for (index, node) in defaults {
      read[index].defaultWords = node.defaultWords
      read[index].fallback = DefaultReader(variable: read[index], scope: scope).fallback(
        from: node, noting: &faults)
    }
    for (index, node) in conditions {
      read[index].condition = ConditionReader(scope: scope).condition(node, noting: &faults)
    }
    for variable in read { variable.checkFollowed(among: read, noting: &faults) }
    Self.checkCycles(read, noting: &faults)
    return read
  }

  /// Notes each circle of defaults once, at the variable that is first.
  private static func checkCycles(_ variables: [Variable], noting faults: inout Faults) {
    let dependencies = Dictionary(variables.map { ($0.name, $0.dependencies.sorted()) }) { first, _ in first }
    var state: [String: Bool] = [:]
    for variable in variables {
      var trail: [String] = []
      if let circle = circle(from: variable.name, dependencies, state: &state, trail: &trail) {
        let isAsked = variables.contains { circle.contains($0.name) && $0.condition != nil }
        faults.note(
          "the \(isAsked ? "conditions" : "defaults") form a cycle: \(circle.joined(separator: " → "))",
          at: variable.place)
      }
    }
  }

  /// Goes down the dependencies; `state` is true for what is done and false for what is on the way.
  private static func circle(
    from name: String, _ dependencies: [String: [String]], state: inout [String: Bool], trail: inout [String]
  ) -> [String]? {
    switch state[name] {
    case true?: return nil
    case false?: return Array(trail.drop { $0 != name }) + [name]
    case nil: break
    }
    state[name] = false
    trail.append(name)
    defer {
      state[name] = true
      trail.removeLast()
    }
    for next in dependencies[name] ?? [] {
      if let circle = circle(from: next, dependencies, state: &state, trail: &trail) { return circle }
    }
    return nil
  }
}

extension Scope.TemplateShape {
  init(_ variable: Variable) {
    self.init(
      kind: variable.kind, choices: variable.rules.choices + variable.rules.guestKinds.map(\.rawValue),
      format: variable.rules.format)
  }
}

extension Variable {
  /// A choice follows a text, and has a default for every other text.
  fileprivate func checkFollowed(among variables: [Variable], noting faults: inout Faults) {
    guard let followed = rules.follows else { return }
    if variables.first(where: { $0.name == followed })?.kind != .string {
      faults.note("'\(name)' follows '\(quoted(followed))', which is not a string variable", at: place)
    }
    if fallback == nil {
      faults.note(
        "'\(name)' follows '\(quoted(followed))' and has no default", at: place, hint: "default: CHOICE")
    }
  }
}

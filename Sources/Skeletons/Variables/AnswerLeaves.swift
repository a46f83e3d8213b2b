package import Diagnostics
package import YAMLReading

/// Answers that were given together, leaf by leaf.
package struct AnswerLeaves: Sendable {
  /// By their paths, of which a plain variable's is its name.
  package private(set) var answers: [String: Answer] = [:]
  /// Items in the order in which they were given.
  private(set) var items: [AnswerPlace.Item] = []
  /// Maps, objects and items that were given as a whole: what was there before goes.
  private(set) var replaced: Set<String> = []

  package init() {}

  /// Takes one answer that is known to be of its place.
  package mutating func set(_ path: String, _ answer: Answer) { answers[path] = answer }

  mutating func add(_ place: AnswerPlace, _ path: String, _ answer: Answer) {
    answers[path] = answer
    items += place.items
  }

  /// Takes others over, which win.
  package mutating func add(_ other: AnswerLeaves) {
    for path in other.replaced { answers = answers.filter { !Self.covers(path, $0.key) } }
    answers.merge(other.answers) { _, new in new }
    items += other.items
    replaced.formUnion(other.replaced)
  }

  /// Whether a path is `whole`, its position, or is below it.
  static func covers(_ whole: String, _ path: String) -> Bool {
    path == whole || path == whole + "#" || path.hasPrefix(whole + ".")
  }
}

extension AnswerLeaves {
  /// What a node states of a variable whose path is `path`.
  mutating func read(_ variable: Variable, _ node: Node, at path: String, noting faults: inout Faults) {
    guard variable.isCollection else {
      if let answer = variable.answer(from: node, noting: &faults) { answers[path] = answer }
      return
    }
    guard let pairs = node.isNull ? [] : node.pairs else {
      faults.note("'\(path)' is \(node.kindWords), not a mapping", at: node.place)
      return
    }
    replaced.insert(path)
    // An empty list records that the default is replaced; everything else is recorded leaf by leaf.
    if variable.fallback != nil { answers[path] = .list([]) }
    for pair in pairs {
      let item = AnswerPlace.Item(parent: path, name: pair.name, isEntry: variable.kind == .map)
      items.append(item)
      if variable.kind == .map {
        answers[item.path] = pair.value.text("'\(item.path)'", noting: &faults).map { .text($0) }
      } else {
        read(fieldsOf: variable, pair.value, at: item.path, noting: &faults)
      }
    }
  }

  private mutating func read(
    fieldsOf variable: Variable, _ node: Node, at path: String, noting faults: inout Faults
  ) {
    guard let pairs = node.isNull ? [] : node.pairs else {
      faults.note("'\(path)' is \(node.kindWords), not a mapping of fields", at: node.place)
      return
    }
    for pair in pairs where !pair.value.isNull {
      if let field = variable.fields.first(where: { $0.name == pair.name }) {
        read(field, pair.value, at: "\(path).\(pair.name)", noting: &faults)
      } else {
        faults.note(variable.unknownField(of: pair.name), at: pair.key.place)
      }
    }
  }
}

extension Skeleton {
  /// The leaves that a text gives at a path, as `--set PATH=TEXT` has it.
  package func leaves(_ text: String, at path: String) throws(Findings) -> AnswerLeaves {
    guard let place = place(of: path) else { throw Findings(unknownVariable(path)) }
    var leaves = AnswerLeaves()
    var faults = Faults()
    switch place.kind {
    case .variable where !place.variable.isCollection:
      leaves.add(place, path, try place.variable.answer(from: text))
    case .entry: leaves.add(place, path, .text(text))
    case .position: throw Findings(unknownVariable(path))
    case .item(let name) where text.first.map { "{".contains($0) } != true:
      throw place.variable.unknownField(of: name)
    case .variable, .item:
      let node = try parseYAML(Array(text.utf8), at: path)
      leaves.add(place, read: node, at: path, noting: &faults)
    }
    try faults.check()
    return leaves
  }

  /// The leaves that a node of an answers file or of the workspace's defaults gives to a variable.
  package func leaves(of variable: Variable, _ node: Node, noting faults: inout Faults) -> AnswerLeaves {
    var leaves = AnswerLeaves()
    leaves.read(variable, node, at: variable.name, noting: &faults)
    return leaves
  }
}

extension AnswerLeaves {
  fileprivate mutating func add(
    _ place: AnswerPlace, read node: Node, at path: String, noting faults: inout Faults
  ) {
    items += place.items
    guard case .item = place.kind else { return read(place.variable, node, at: path, noting: &faults) }
    replaced.insert(path)
    read(fieldsOf: place.variable, node, at: path, noting: &faults)
  }
}

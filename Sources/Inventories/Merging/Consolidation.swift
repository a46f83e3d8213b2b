import Diagnostics

/// Combines the statements of one source about one thing in several places.
///
/// If they contradict each other, neither is taken.
struct Consolidation {
  private var keys: [Key] = []
  private var known: [Key: Statement] = [:]
  private var names: [String: Key?] = [:]
  private var contested: [Key: Set<FactField>] = [:]
  private var dropped: Set<Key> = []
  private(set) var leftOut: [LeftOut] = []

  private enum Key: Hashable {
    case guest(Int)
    case unidentified(String)
    case node(String)
    case network(String)
  }

  var statements: [Statement] { keys.filter { !dropped.contains($0) }.compactMap { known[$0] } }

  /// Guests without an id come after all that have one, so that they are found by their names.
  mutating func add(_ statement: Statement) {
    guard let key = key(of: statement) else { return }
    guard var former = known[key] else {
      known[key] = statement
      keys.append(key)
      if case .guest = key, let name = statement.name { names[name] = names[name] == nil ? key : .some(nil) }
      return
    }
    if case .guest = key, statement.id != nil, let name = statement.name, let other = former.name,
      name != other
    {
      return contradict(key, .name, statement, former)
    }
    for (field, fact) in statement.facts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      unite(field, fact, of: statement, into: &former, key)
    }
    known[key] = former
  }

  private func key(of statement: Statement) -> Key? {
    switch statement.subject {
    case .node: statement.name.map { .node($0) }
    case .network: statement.name.map { .network($0) }
    case .guest:
      statement.id.map { .guest($0) }
        ?? statement.name.map { name in (names[name] ?? nil) ?? .unidentified(name) }
    }
  }

  private mutating func unite(
    _ field: FactField, _ fact: Statement.Fact, of statement: Statement, into former: inout Statement,
    _ key: Key
  ) {
    if contested[key]?.contains(field) == true {
      let reason = "\(words(for: key)): \(field.rawValue) is stated in several ways, so none is taken"
      leftOut.append(LeftOut(.fact, reason, at: fact.place, isRefused: true))
      return
    }
    guard let other = former.facts[field] else {
      former.facts[field] = fact
      return
    }
    if other.value == fact.value { return }
    if let items = fact.value.list, let others = other.value.list {
      former.state(field, .list((others + items).withoutRepetitions), at: other.place)
    } else if field == .purpose {
      leftOut.append(LeftOut(.cell, "purpose: '\(quoted(fact.value.words))' is a second one", at: fact.place))
    } else {
      contradict(key, field, statement, former)
      former.facts[field] = nil
    }
  }

  private mutating func contradict(
    _ key: Key, _ field: FactField, _ statement: Statement, _ former: Statement
  ) {
    guard let fact = statement.facts[field], let other = former.facts[field] else { return }
    contested[key, default: []].insert(field)
    let isIdentity = field == .name || field == .kind
    if isIdentity { dropped.insert(key) }
    let outcome = isIdentity ? "nothing of it is taken" : "neither is taken"
    let place = other.place.line.map { "line \($0)" } ?? "another place"
    let here = "\(words(for: key)): \(field.rawValue) is '\(quoted(fact.value.words))' here"
    let reason = "\(here) and '\(quoted(other.value.words))' in \(place), so \(outcome)"
    leftOut.append(LeftOut(.fact, reason, at: fact.place, isRefused: true))
    let again = "\(words(for: key)): \(field.rawValue) is stated otherwise below, so \(outcome)"
    leftOut.append(LeftOut(.fact, again, at: other.place))
  }

  private func words(for key: Key) -> String {
    switch key {
    case .guest(let id): "guest \(id)"
    case .unidentified(let name): "guest '\(quoted(name))'"
    case .node(let name): "node '\(quoted(name))'"
    case .network(let name): "network '\(quoted(name))'"
    }
  }
}

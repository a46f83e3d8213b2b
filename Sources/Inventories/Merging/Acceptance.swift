/// Which differences a person wants taken over: `ct/102`, `102`, `nginx`, each perhaps with `.address` after it.
package struct Acceptance: Hashable, Sendable {
  package private(set) var words: Set<String>

  package init(_ words: some Sequence<String> = []) { self.words = Set(words) }

  /// Takes one more difference over.
  package mutating func accept(_ change: FactChange) { words.insert(change.acceptance) }

  /// Whether a difference is named.
  package func accepts(_ change: FactChange) -> Bool { !words.isDisjoint(with: Self.names(of: change)) }

  /// The words that name nothing among the differences, sorted.
  package func unused(among changes: [FactChange]) -> [String] {
    let names = Set(changes.flatMap(Self.names))
    return words.filter { !names.contains($0) }.sorted()
  }

  /// Every way to name it; of a fact the whole guest too.
  package static func names(of change: FactChange) -> [String] {
    let id = change.reference.split(separator: "/").last.map(String.init)
    let owners = [change.reference, change.name] + (id.map { [$0] } ?? [])
    let field = change.acceptance.dropFirst(change.reference.count)
    return owners + (field.isEmpty ? [] : owners.map { $0 + field })
  }
}

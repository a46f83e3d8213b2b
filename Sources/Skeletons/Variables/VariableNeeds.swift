/// Which variables each of several needs, found out once, since every unit asks.
struct VariableNeeds: Hashable, Sendable {
  /// The position of each by its name; of two of a name the first counts.
  let places: [String: Int]
  /// Those that a default refers to, by the variable's name, sorted.
  let ofDefault: [String: [String]]
  /// The same of a condition.
  let ofCondition: [String: [String]]

  init(of variables: [Variable] = []) {
    places = Dictionary(zip(variables.map(\.name), variables.indices)) { first, _ in first }
    ofDefault = Dictionary(variables.map { ($0.name, $0.dependencies.sorted()) }) { first, _ in first }
    ofCondition = Dictionary(
      variables.compactMap { variable in variable.condition.map { (variable.name, $0.variables.sorted()) } }
    ) { first, _ in first }
  }
}

package import Diagnostics

extension Skeleton {
  /// The diagnostic for a name that is not a variable.
  package func unknownVariable(_ name: String, at place: Place? = nil) -> Diagnostic {
    if let field = unknownField(at: name) { return place.map(field.placed) ?? field }
    let names = variables.map(\.name)
    let hint =
      nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty ? "skeleton '\(self.name)' asks nothing" : "one of \(names.joined(separator: ", "))")
    return Diagnostic(.unknownVariable, "unknown variable '\(quoted(name))'", at: place, hint: hint)
  }
}

extension Skeleton {
  /// The diagnostic for a path that does not exist below a variable.
  private func unknownField(at path: String) -> Diagnostic? {
    let root = String(path.prefix { $0 != "." })
    guard root != path, let variable = variable(root) else { return nil }
    return Diagnostic(
      .invalidSet, "invalid answer '\(quoted(path))': '\(root)' is a \(variable.kind.rawValue)",
      hint: variable.isCollection ? "a name follows the first '.'" : "--set \(root)=…")
  }
}

/// What a version must be, as `requires` of a handoff writes it: `>=8.4`, `>= 8.0, < 9`.
package struct VersionRequirement: Hashable, Sendable {
  private let conditions: [Condition]

  fileprivate struct Condition: Hashable, Sendable {
    let comparison: String
    let numbers: [Int]
  }

  /// Nil if the text is not a requirement that can be compared.
  package init?(_ text: String) {
    var conditions: [Condition] = []
    for part in text.split(separator: ",") {
      let word = part.filter { $0 != " " }
      let comparison = word.prefix { "<>=!~".contains($0) }
      guard let numbers = Self.numbers(word.dropFirst(comparison.count)) else { return nil }
      guard ["", "=", "==", ">=", "<=", ">", "<", "~>"].contains(String(comparison)) else { return nil }
      conditions.append(Condition(comparison: String(comparison), numbers: numbers))
    }
    if conditions.isEmpty { return nil }
    self.conditions = conditions
  }

  /// Whether a version is one of them; nil if it is not a version.
  ///
  /// Numbers that are not written count as 0.
  package func isMet(by version: String) -> Bool? {
    Self.numbers(Substring(version)).map { numbers in conditions.allSatisfy { $0.holds(numbers) } }
  }

  private static func numbers(_ text: some StringProtocol) -> [Int]? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "-" }
    let numbers = parts.compactMap { $0.utf8.allSatisfy(isDigit) ? Int($0) : nil }
    return numbers.count == parts.count && !numbers.isEmpty ? numbers : nil
  }
}

extension VersionRequirement.Condition {
  fileprivate func holds(_ version: [Int]) -> Bool {
    let order = Self.order(version, numbers)
    switch comparison {
    case ">=": return order >= 0
    case "<=": return order <= 0
    case ">": return order > 0
    case "<": return order < 0
    case "~>":
      return order >= 0
        && version.prefix(max(1, numbers.count - 1)).elementsEqual(numbers.prefix(max(1, numbers.count - 1)))
    default: return order == 0
    }
  }

  private static func order(_ left: [Int], _ right: [Int]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let (one, other) = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
      if one != other { return one < other ? -1 : 1 }
    }
    return 0
  }
}

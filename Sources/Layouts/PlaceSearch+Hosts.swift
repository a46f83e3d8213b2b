extension PlaceSearch {
  /// Stacks by host: paths that are alike but for one component, of which there are several values.
  func hosts(of things: [Thing]) -> LayoutPlace? {
    let things = things.filter { !$0.home.isEmpty }
    let homes = Dictionary(grouping: things, by: \.home).mapValues(\.count)
    let largest = homes.values.max() ?? 0
    let candidates = patterns(of: homes).filter { pattern, values in
      let total = values.values.reduce(0, +)
      let share = Double(values.values.max() ?? 0) / Double(max(total, 1))
      guard values.count > 1, total > largest else { return false }
      if !pattern.after.isEmpty { return share <= 0.9 }
      return pattern.before.isEmpty ? share <= 0.6 && values.values.filter { $0 > 1 }.count > 1 : share <= 0.8
    }
    let order = candidates.map { (pattern: $0.key, values: $0.value, total: $0.value.values.reduce(0, +)) }
      .sorted { ($1.total, $0.pattern.words) < ($0.total, $1.pattern.words) }
    guard let best = order.first else { return nil }
    let form = PlaceForm.hosts(
      before: best.pattern.before, after: best.pattern.after, values: best.values.keys.sorted())
    let own = things.filter { best.pattern.takes($0.home) }
    return LayoutPlace(
      form: form, source: .found, evidence: own.prefix(3).flatMap { $0.evidence.prefix(1) },
      count: best.total,
      alternatives: [])
  }

  private struct Pattern: Hashable {
    let before: String
    let after: String
    var words: String { join(join(before, "*"), after) }

    /// Whether a folder is the pattern's for some value.
    func takes(_ folder: String) -> Bool {
      let parts = folder.split(separator: "/")
      let (first, last) = (before.split(separator: "/"), after.split(separator: "/"))
      return parts.count == first.count + 1 + last.count && parts.starts(with: first)
        && parts.suffix(last.count).elementsEqual(last)
    }
  }

  /// Every home with one component left open, with how many things each value has.
  private func patterns(of homes: [String: Int]) -> [Pattern: [String: Int]] {
    var found: [Pattern: [String: Int]] = [:]
    for (home, count) in homes {
      let parts = home.split(separator: "/")
      for index in parts.indices {
        let pattern = Pattern(
          before: parts[..<index].joined(separator: "/"), after: parts[(index + 1)...].joined(separator: "/"))
        found[pattern, default: [:]][String(parts[index]), default: 0] += count
      }
    }
    return found
  }
}

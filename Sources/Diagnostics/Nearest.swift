/// The candidate most like a mistyped name, or nil if none is like it.
///
/// Likeness is an edit distance over Unicode scalars, at most a third of the longer name and at least one.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.unicodeScalars.prefix(64))
  return
    candidates
    .map { (name: $0, distance: distance(wanted, Array($0.unicodeScalars.prefix(64)))) }
    .filter { $0.distance <= max(1, max(wanted.count, $0.name.unicodeScalars.count) / 3) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
    .name
}

/// Optimal string alignment: two letters changed about, the commonest slip of all, count once.
private func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var previous = Array(0...right.count)
  for (row, scalar) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      let substitution = previous[column] + (scalar == other ? 0 : 1)
      var best = min(substitution, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
        best = min(best, before[column - 1] + 1)
      }
      current.append(best)
    }
    (before, previous) = (previous, current)
  }
  return previous[right.count]
}

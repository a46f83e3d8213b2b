/// Which elements of a base are where in another version of it.
struct SequenceAlignment {
  /// By place in the base; nil if it is not there any longer.
  let places: [Int?]
  /// Places in the other version that have no counterpart, by the gap of the base that they are in: before its element
  /// of that number.
  let inserted: [Int: [Int]]

  /// Nil if there is too much to compare; `isSimilar` states whether an element may be another version of one.
  init?(
    base: [Int], other: [Int], isSimilar: (Int, Int) -> Bool
  ) {
    guard var places = Self.equalPlaces(base, other) else { return nil }
    var inserted: [Int: [Int]] = [:]
    var (start, otherStart) = (0, 0)
    for index in 0...base.count {
      let place = index < base.count ? places[index] : other.count
      guard let place else { continue }
      let gone = start..<index
      let new = otherStart..<place
      if gone.count == new.count, !gone.isEmpty, zip(gone, new).allSatisfy({ isSimilar($0, $1) }) {
        for (index, place) in zip(gone, new) { places[index] = place }
      } else if !new.isEmpty {
        inserted[start] = Array(new)
      }
      (start, otherStart) = (index + 1, place + 1)
    }
    self.places = places
    self.inserted = inserted
  }

  /// Elements that are the same in both, as the shortest edit has them (Myers).
  private static func equalPlaces(_ base: [Int], _ other: [Int]) -> [Int?]? {
    let prefix = zip(base, other).prefix { $0 == $1 }.count
    let rest = min(base.count, other.count) - prefix
    let suffix = zip(base.reversed(), other.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let middle = base[prefix..<base.count - suffix]
    let otherMiddle = other[prefix..<other.count - suffix]
    guard middle.count * otherMiddle.count <= 1_000_000 else { return nil }
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in otherMiddle.difference(from: middle) {
      switch change {
      case .remove(let offset, _, _): removed.insert(prefix + offset)
      case .insert(let offset, _, _): added.insert(prefix + offset)
      }
    }
    var next = 0
    return base.indices.map { index in
      if removed.contains(index) { return nil }
      while added.contains(next) { next += 1 }
      defer { next += 1 }
      return next
    }
  }
}

import Structures
import Texts

/// The data of a merge's result compared with the data of the three sides, without a look at how it was merged.
///
/// Every value is that of the side that changed it; what both changed is compared part by part; nothing is lost that
/// neither side took away, and nothing is there that neither side has.
struct DataProof {
  let rules: MergeRules
  private let budget = Budget()

  /// How many elements may be tried in search of the one that both sides changed: beyond, the proof does not hold.
  private final class Budget {
    var rest = 500
  }

  init(rules: MergeRules) { self.rules = rules }

  @available(*, noasync)
  func holds(
    _ sides: ThreeWay<Datum>, result: Datum?, at path: [String] = []
  ) throws(GitError) -> Bool {
    if sides.ours == sides.theirs || sides.theirs == sides.base { return result == sides.ours }
    if sides.ours == sides.base { return result == sides.theirs }
    guard let ours = sides.ours, let theirs = sides.theirs, let result else { return false }
    switch (ours, theirs, result) {
    case (.map(let mine), .map(let other), .map(let merged)):
      return try mapHolds(ThreeWay(sides.base?.pairs ?? [:], mine, other), merged, at: path)
    case (.arguments(let mine), .arguments(let other), .arguments(let merged)):
      return try argumentsHold(ThreeWay(sides.base?.elements ?? [], mine, other), merged, at: path)
    case (.list(let mine), .list(let other), .list(let merged)):
      return try listHolds(ThreeWay(sides.base?.elements ?? [], mine, other), merged, at: path)
    case (.documents(let mine), .documents(let other), .documents(let merged)):
      let base = sides.base?.elements ?? []
      if [base, mine, other, merged].allSatisfy({ $0.count == 1 }) {
        return try holds(ThreeWay(base.first, mine.first, other.first), result: merged.first, at: path)
      }
      return try listHolds(ThreeWay(base, mine, other), merged, at: path)
    case (.labelled(let label, let mine), .labelled(let other, let theirs), .labelled(let merged, let result))
    where label == other && label == merged:
      return try holds(ThreeWay(sides.base?.content, mine, theirs), result: result, at: path)
    case (.scalar(let mine), .scalar(let other), .scalar(let merged)):
      guard case .scalar(let old)? = sides.base else { return false }
      return try textHolds(ThreeWay(old, mine, other), merged)
    default: return false
    }
  }

  private func mapHolds(
    _ sides: ThreeWay<[String: [Datum]]>, _ result: [String: [Datum]], at path: [String]
  ) throws(GitError) -> Bool {
    for key in Set(sides.all.flatMap(\.keys)).union(result.keys) {
      let values = ThreeWay(sides.base?[key], sides.ours?[key], sides.theirs?[key])
      let isSingle = (values.all + [result[key] ?? []]).allSatisfy { $0.count < 2 }
      let isHeld =
        isSingle
        ? try holds(values.flatMap(\.first), result: result[key]?.first, at: path + [key])
        : try repeatedHolds(values.filled, result[key] ?? [], at: path)
      if !isHeld { return false }
    }
    return true
  }

  /// One by one; as a list where one has more than another.
  private func argumentsHold(
    _ sides: ThreeWay<[Datum]>, _ result: [Datum], at path: [String]
  ) throws(GitError) -> Bool {
    let all = sides.all + [result]
    guard all.count == 4, all.allSatisfy({ $0.count == result.count }) else {
      return try listHolds(sides, result, at: path)
    }
    for place in result.indices {
      let parts = sides.map { $0[place] }
      if try !holds(parts, result: result[place], at: path + ["-"]) { return false }
    }
    return true
  }

  private func listHolds(
    _ sides: ThreeWay<[Datum]>, _ result: [Datum], at path: [String]
  ) throws(GitError) -> Bool {
    let declared = rules.declaration(at: path)
    let names = declared?.identity.map { [$0] } ?? ["name", "id"]
    if let isHeld = try namedHolds(sides, result, by: names, at: path) { return isHeld }
    return try elementsHold(sides, result, at: path) && (declared != nil || isInOrder(sides, result))
  }

  /// What is under a key that is more than once.
  private func repeatedHolds(
    _ sides: ThreeWay<[Datum]>, _ result: [Datum], at path: [String]
  ) throws(GitError) -> Bool {
    if let isHeld = try namedHolds(sides, result, by: ["name", "id"], at: path) { return isHeld }
    return try elementsHold(sides, result, at: path)
  }

  /// Nil if nothing names the elements of all three.
  private func namedHolds(
    _ sides: ThreeWay<[Datum]>, _ result: [Datum], by names: [String], at path: [String]
  ) throws(GitError) -> Bool? {
    for name in names {
      let lists = sides.map { named($0, by: name) }
      guard let base = lists.base ?? nil, let ours = lists.ours ?? nil, let theirs = lists.theirs ?? nil
      else {
        continue
      }
      guard let merged = named(result, by: name) else { return false }
      return try mapHolds(ThreeWay(base, ours, theirs), merged, at: path)
    }
    return nil
  }

  /// Elements by their value under a key; nil if one has none, or two have the same.
  private func named(_ list: [Datum], by key: String) -> [String: [Datum]]? {
    var named: [String: [Datum]] = [:]
    for element in list {
      guard case .scalar(let name)? = element.pairs?[key]?.first else { return nil }
      guard named.updateValue([element], forKey: name) == nil else { return nil }
    }
    return named
  }

  /// How often each value is in the result, in any order.
  private func elementsHold(
    _ sides: ThreeWay<[Datum]>, _ result: [Datum], at path: [String]
  ) throws(GitError) -> Bool {
    var counts = sides.map { Dictionary($0.map { ($0, 1) }, uniquingKeysWith: +) }
    var merged = Dictionary(result.map { ($0, 1) }, uniquingKeysWith: +)
    // What neither side has is an element that both changed, each in another part.
    for element in result where counts.ours?[element] == nil && counts.theirs?[element] == nil {
      guard let match = try match(for: element, counts, at: path) else { return false }
      counts = counts.removing(match)
      merged[element] = nil
    }
    for element in Set(counts.all.flatMap(\.keys)).union(merged.keys) {
      let count = ThreeWay(
        counts.base?[element] ?? 0, counts.ours?[element] ?? 0, counts.theirs?[element] ?? 0)
      let found = merged[element] ?? 0
      if found != max(0, count.sum), !(count.isAddedByBoth && found == count.larger) { return false }
    }
    return true
  }

  private func match(
    for element: Datum, _ counts: ThreeWay<[Datum: Int]>, at path: [String]
  ) throws(GitError) -> ThreeWay<Datum>? {
    let olds = (counts.base ?? [:]).filter {
      counts.ours?[$0.key] != $0.value && counts.theirs?[$0.key] != $0.value
    }.keys
    let mine = (counts.ours ?? [:]).keys.filter { counts.base?[$0] == nil }
    let others = (counts.theirs ?? [:]).keys.filter { counts.base?[$0] == nil }
    guard olds.count * mine.count * others.count <= 10_000 else { return nil }
    for old in olds {
      for one in mine {
        for other in others {
          budget.rest -= 1
          guard budget.rest > 0 else { return nil }
          if try holds(ThreeWay(old, one, other), result: element, at: path + ["-"]) {
            return ThreeWay(old, one, other)
          }
        }
      }
    }
    return nil
  }

  /// Whether what is in the result once is there in the order of one of the sides.
  private func isInOrder(_ sides: ThreeWay<[Datum]>, _ result: [Datum]) -> Bool {
    let places = Dictionary(result.enumerated().map { ($1, [$0]) }, uniquingKeysWith: +)
    let orders = sides.map { side in side.compactMap { places[$0].flatMap { $0.count == 1 ? $0[0] : nil } } }
    let sorted = orders.map { zip($0, $0.dropFirst()).allSatisfy(<=) }
    if sorted.ours == true && sorted.theirs == true { return true }
    return sorted.ours == true && sides.ours != sides.base
      || sorted.theirs == true && sides.theirs != sides.base
  }

  private func textHolds(_ sides: ThreeWay<String>, _ result: String) throws(GitError) -> Bool {
    guard let base = sides.base, let ours = sides.ours, let theirs = sides.theirs,
      sides.all.allSatisfy({ $0.utf8.contains(lineFeed) })
    else { return false }
    func lines(_ text: String) -> [UInt8] { Array(text.utf8) + [lineFeed] }
    let merge = try TextMerge(base: lines(base), ours: lines(ours), theirs: lines(theirs))
    return merge.isClean && merge.favouring(.ours) == lines(result)
  }
}

extension Datum {
  fileprivate var pairs: [String: [Datum]]? {
    if case .map(let pairs) = self { pairs } else { nil }
  }

  fileprivate var elements: [Datum]? {
    switch self {
    case .list(let elements), .arguments(let elements), .documents(let elements): elements
    case .scalar, .map, .labelled: nil
    }
  }

  fileprivate var content: Datum? {
    if case .labelled(_, let content) = self { content } else { nil }
  }
}

extension ThreeWay<[Datum]> {
  fileprivate var filled: ThreeWay { ThreeWay(base ?? [], ours ?? [], theirs ?? []) }
}

extension ThreeWay<[Datum: Int]> {
  fileprivate func removing(_ elements: ThreeWay<Datum>) -> ThreeWay {
    func rest(_ version: Version) -> [Datum: Int]? {
      var counts = self[version]
      if let element = elements[version], let count = counts?[element] {
        counts?[element] = count > 1 ? count - 1 : nil
      }
      return counts
    }
    return ThreeWay(rest(.base), rest(.ours), rest(.theirs))
  }
}

extension ThreeWay<Int> {
  /// What each side adds to the base, or removes from it.
  var sum: Int { (ours ?? 0) + (theirs ?? 0) - (base ?? 0) }
  var larger: Int { Swift.max(ours ?? 0, theirs ?? 0) }
  /// Neither side took one away, and both added one: the same one, perhaps.
  var isAddedByBoth: Bool { (ours ?? 0) > (base ?? 0) && (theirs ?? 0) > (base ?? 0) }
}

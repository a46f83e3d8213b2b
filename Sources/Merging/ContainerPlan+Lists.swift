import Structures

extension ContainerPlan {
  /// Plans a list whose elements are distinguished only by value and position.
  ///
  /// Changes of the sides that do not touch are both taken. `isSet`: only the presence of a value counts.
  mutating func planList(_ sides: ThreeWay<[SourceTree.Entry]>) {
    guard let merge = ListMerge(sides) else { return conflictOfAll(sides) }
    for gap in 0...merge.base.count {
      planGap(gap, merge)
      if gap < merge.base.count { planElement(gap, merge) }
    }
  }

  /// Nothing of both sides can be decided.
  mutating func conflictOfAll(_ sides: ThreeWay<[SourceTree.Entry]>) {
    conflict((sides.ours ?? []).map { (.ours, $0) } + (sides.theirs ?? []).map { (.theirs, $0) })
  }

  private mutating func planGap(_ gap: Int, _ merge: ListMerge) {
    let mine = merge.inserted(.ours, at: gap)
    let other = merge.inserted(.theirs, at: gap)
    if mine.isEmpty && other.isEmpty { return }
    if merge.isSameInsertion(at: gap) {
      for (mine, other) in zip(mine, other) { append("\(gap)", ThreeWay(nil, mine, other), .merge) }
      return
    }
    let isTouched =
      !mine.isEmpty && !other.isEmpty || !mine.isEmpty && merge.isChanged(.theirs, around: gap)
      || !other.isEmpty && merge.isChanged(.ours, around: gap)
    if isTouched {
      let around = merge.changed(around: gap)
      conflict(mine.map { (.ours, $0) } + other.map { (.theirs, $0) } + around)
    }
    for entry in mine { append("\(gap)", ThreeWay(nil, entry, nil), .take(.ours)) }
    for entry in other { append("\(gap)", ThreeWay(nil, nil, entry), .take(.theirs)) }
  }

  private mutating func planElement(_ index: Int, _ merge: ListMerge) {
    let old = merge.base[index]
    let mine = merge.element(.ours, index)
    let other = merge.element(.theirs, index)
    let sides = ThreeWay(old, mine, other)
    switch (mine, other) {
    case (let mine?, let other?):
      if merge.touches(index) { conflict([(.base, old), (.ours, mine), (.theirs, other)]) }
      append("\(index)", sides, .merge)
    case (let left?, nil):
      guard !isSame(old, left) else { return }
      conflict([(.base, old), (.ours, left)])
      append("\(index)", sides, .take(.ours))
    case (nil, let left?):
      guard !isSame(old, left) else { return }
      conflict([(.base, old), (.theirs, left)])
      append("\(index)", sides, .take(.theirs))
    case (nil, nil): break
    }
  }
}

/// A list as both sides changed it, element by element of the base.
struct ListMerge {
  let base: [SourceTree.Entry]
  private let sides: ThreeWay<[SourceTree.Entry]>
  private let ids: ThreeWay<[Int]>
  private let alignments: ThreeWay<SequenceAlignment>

  /// Nil if there is too much to compare.
  init?(_ sides: ThreeWay<[SourceTree.Entry]>) {
    var numbers: [Datum: Int] = [:]
    func number(_ entries: [SourceTree.Entry]) -> [Int] {
      entries.map { entry in
        let datum = entry.value.datum
        if let number = numbers[datum] { return number }
        numbers[datum] = numbers.count
        return numbers.count - 1
      }
    }
    let base = sides.base ?? []
    let ids = ThreeWay(number(base), sides.ours.map(number), sides.theirs.map(number))
    func alignment(_ other: [SourceTree.Entry], _ otherIDs: [Int]) -> SequenceAlignment? {
      SequenceAlignment(base: ids.base ?? [], other: otherIDs) { base[$0].isSimilar(to: other[$1]) }
    }
    guard let ours = sides.ours, let theirs = sides.theirs, let myIDs = ids.ours, let otherIDs = ids.theirs,
      let mine = alignment(ours, myIDs), let other = alignment(theirs, otherIDs)
    else { return nil }
    self.base = base
    self.sides = sides
    self.ids = ids
    alignments = ThreeWay(nil, mine, other)
  }

  func inserted(_ side: Version, at gap: Int) -> [SourceTree.Entry] {
    (alignments[side]?.inserted[gap] ?? []).compactMap { sides[side]?[$0] }
  }

  func isSameInsertion(at gap: Int) -> Bool { numbers(.ours, at: gap) == numbers(.theirs, at: gap) }

  private func numbers(_ side: Version, at gap: Int) -> [Int] {
    (alignments[side]?.inserted[gap] ?? []).compactMap { ids[side]?[$0] }
  }

  func element(_ side: Version, _ index: Int) -> SourceTree.Entry? {
    guard let place = alignments[side]?.places[index] else { return nil }
    return sides[side]?[place]
  }

  /// Which element of the base is at a place of a side.
  func baseIndex(of place: Int, _ side: Version) -> Int? { alignments[side]?.places.firstIndex(of: place) }

  /// Equal for what states the same.
  func number(of place: Int, _ side: Version) -> Int { ids[side]?[place] ?? -1 }

  /// How many equal ones are before it on its side.
  func occurrence(of place: Int, _ side: Version) -> Int {
    (ids[side] ?? []).prefix(place).count { $0 == number(of: place, side) }
  }

  /// Whether the side took away or replaced an element beside the gap.
  func isChanged(_ side: Version, around gap: Int) -> Bool {
    [gap - 1, gap].contains { base.indices.contains($0) && isReplaced(side, $0) }
  }

  func changed(around gap: Int) -> [(Version, SourceTree.Entry?)] {
    [gap - 1, gap].filter(base.indices.contains).flatMap { index in
      [(.base, base[index]), (.ours, element(.ours, index)), (.theirs, element(.theirs, index))]
    }
  }

  /// Whether an element is gone, or another scalar is in its place.
  private func isReplaced(_ side: Version, _ index: Int) -> Bool {
    guard let place = alignments[side]?.places[index] else { return true }
    return ids[side]?[place] != ids.base?[index] && base[index].value.container == nil
  }

  /// Whether one side replaced this element and the other one a neighbour.
  func touches(_ index: Int) -> Bool {
    for (side, other) in [(Version.ours, Version.theirs), (.theirs, .ours)] where isReplaced(side, index) {
      if isReplaced(other, index) { return !isSame(index) }
      if isChanged(other, around: index) || isChanged(other, around: index + 1) { return true }
    }
    return false
  }

  private func isSame(_ index: Int) -> Bool {
    element(.ours, index)?.value.datum == element(.theirs, index)?.value.datum
  }
}

extension SourceTree.Entry {
  /// Whether this may be another version of an entry: most of its keys are the same, and some of their values.
  fileprivate func isSimilar(to other: SourceTree.Entry) -> Bool {
    guard let one = value.container, let two = other.value.container, one.kind == two.kind, one.kind == .map
    else { return false }
    let values = Dictionary(
      one.entries.map { ($0.key, $0.value.datum) }, uniquingKeysWith: { first, _ in first })
    let shared = two.entries.filter { values[$0.key] != nil }
    let same = shared.filter { values[$0.key] == $0.value.datum }
    return shared.count * 2 >= max(one.entries.count, two.entries.count) && !same.isEmpty
  }
}

import Structures

extension ContainerPlan {
  /// Plans entries that keys tell apart; `isOrdered` where their order means something.
  mutating func planKeyed(_ named: ThreeWay<NamedEntries>, isOrdered: Bool) {
    if named.base?.names == named.ours?.names, named.base?.names == named.theirs?.names {
      return planAlike(named)
    }
    let sides = named.map(KeyedEntries.init)
    guard let ours = sides.ours, let theirs = sides.theirs else { return }
    let base = sides.base ?? KeyedEntries([], keys: [])
    let anchors = Set(base.keys).intersection(ours.keys).intersection(theirs.keys)
    let gaps = ThreeWay(base, ours, theirs).map { $0.gaps(between: anchors) }
    checkReplacements(base, ours, theirs, gaps)
    if isOrdered { checkInsertions(base, ours, theirs, gaps) }
    for key in order(base, ours, theirs, anchors: anchors, isOrdered: isOrdered) {
      plan(key, ThreeWay(base[key], ours[key], theirs[key]))
    }
    for key in base.keys where !ours.contains(key) || !theirs.contains(key) {
      checkDeletion(key, base, ours, theirs)
    }
  }

  /// The same names on all sides, in the same order.
  private mutating func planAlike(_ sides: ThreeWay<NamedEntries>) {
    for (place, name) in (sides.base?.names ?? []).enumerated() {
      append(name, sides.map { $0.entries[place] }, .merge)
    }
  }

  private mutating func plan(_ key: String, _ entry: ThreeWay<SourceTree.Entry>) {
    switch (entry.base, entry.ours, entry.theirs) {
    case (_, _?, _?): append(key, entry, .merge)
    case (_, _?, nil): append(key, entry, .take(.ours))
    case (_, nil, _?): append(key, entry, .take(.theirs))
    case (_, nil, nil): break
    }
  }

  /// One side deleted what the other one changed.
  private mutating func checkDeletion(
    _ key: String, _ base: KeyedEntries, _ ours: KeyedEntries, _ theirs: KeyedEntries
  ) {
    guard let old = base[key], let left = ours[key] ?? theirs[key], !isSame(old, left) else { return }
    conflict([(.base, old), (.ours, ours[key]), (.theirs, theirs[key])])
  }

  /// Both sides took an entry away, and put others in its place: each renamed or replaced it.
  private mutating func checkReplacements(
    _ base: KeyedEntries, _ ours: KeyedEntries, _ theirs: KeyedEntries, _ gaps: ThreeWay<[String: String]>
  ) {
    let arrivals = ThreeWay(nil, ours, theirs).map { side in side.keys.filter { !base.contains($0) } }
    let mine = Dictionary(grouping: arrivals.ours ?? []) { gaps.ours?[$0] }
    let others = Dictionary(grouping: arrivals.theirs ?? []) { gaps.theirs?[$0] }
    for key in base.keys where !ours.contains(key) && !theirs.contains(key) {
      guard let old = base[key], let gap = gaps.base?[key] else { continue }
      let new = mine[gap] ?? []
      let otherNew = others[gap] ?? []
      if Set(new) == Set(otherNew) || isSameReplacement(new, otherNew, ours, theirs) { continue }
      let isRenamed = (new.map { ours[$0] } + otherNew.map { theirs[$0] }).contains {
        $0?.value.datum == old.value.datum
      }
      guard isRenamed || !new.isEmpty && !otherNew.isEmpty else { continue }
      conflict([(.base, old)] + new.map { (.ours, ours[$0]) } + otherNew.map { (.theirs, theirs[$0]) })
    }
  }

  /// Whether both put the same in its place, and one of them something more.
  private func isSameReplacement(
    _ new: [String], _ otherNew: [String], _ ours: KeyedEntries, _ theirs: KeyedEntries
  ) -> Bool {
    let common = Set(new).intersection(otherNew)
    guard !common.isEmpty, common.count == min(new.count, otherNew.count) else { return false }
    return common.allSatisfy { ours[$0]?.value.datum == theirs[$0]?.value.datum }
  }

  /// Both sides put something into one place where order means something.
  private mutating func checkInsertions(
    _ base: KeyedEntries, _ ours: KeyedEntries, _ theirs: KeyedEntries, _ gaps: ThreeWay<[String: String]>
  ) {
    let mine = ours.keys.filter { !base.contains($0) && !theirs.contains($0) }
    let other = theirs.keys.filter { !base.contains($0) && !ours.contains($0) }
    for key in mine {
      for otherKey in other where gaps.ours?[key] == gaps.theirs?[otherKey] {
        conflict([(.ours, ours[key]), (.theirs, theirs[otherKey])])
      }
    }
  }

  /// The keys of the result in their order: that of the side that changed it, with what the other one added.
  private mutating func order(
    _ base: KeyedEntries, _ ours: KeyedEntries, _ theirs: KeyedEntries, anchors: Set<String>, isOrdered: Bool
  ) -> [String] {
    let common = ThreeWay(base, ours, theirs).map { $0.keys.filter(anchors.contains) }
    let isTheirs = common.ours == common.base && common.theirs != common.base
    if isOrdered, common.ours != common.base, common.theirs != common.base, common.ours != common.theirs {
      conflict(anchors.sorted().flatMap { [(.ours, ours[$0]), (.theirs, theirs[$0])] })
    }
    let main = isTheirs ? theirs : ours
    let other = isTheirs ? ours : theirs
    func stays(_ key: String) -> Bool { !base.contains(key) || ours.contains(key) && theirs.contains(key) }
    var order = main.keys.filter { stays($0) || isChangedAgainstDeletion($0, base, ours, theirs) }
    let present = Set(order)
    let arrivals = other.keys.filter { !present.contains($0) }
      .filter { stays($0) || isChangedAgainstDeletion($0, base, ours, theirs) }
    insert(
      Set(arrivals), of: other, into: &order,
      after: isTheirs ? [] : Set(main.keys.filter { !other.contains($0) }))
    return order
  }

  /// A changed entry that the other side deleted stays, while the conflict is open.
  private func isChangedAgainstDeletion(
    _ key: String, _ base: KeyedEntries, _ ours: KeyedEntries, _ theirs: KeyedEntries
  ) -> Bool {
    guard let old = base[key], let left = ours[key] ?? theirs[key] else { return false }
    return (ours[key] == nil || theirs[key] == nil) && !isSame(old, left)
  }

  /// Puts keys after those that they follow on their own side, and after what the main side `added` there.
  private func insert(
    _ arrivals: Set<String>, of side: KeyedEntries, into order: inout [String], after added: Set<String>
  ) {
    guard !arrivals.isEmpty else { return }
    var followers: [String: [String]] = [:]
    var known = Set(order)
    var anchor = ""
    for key in side.keys {
      if arrivals.contains(key) {
        followers[anchor, default: []].append(key)
      } else if known.contains(key) {
        anchor = key
      }
    }
    known = []
    var result: [String] = []
    var pending = followers[""] ?? []
    for key in order {
      if !added.contains(key) {
        result += pending
        pending = followers[key] ?? []
        result.append(key)
        continue
      }
      result.append(key)
    }
    order = result + pending
  }
}

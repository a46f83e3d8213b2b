import Structures

/// Four versions of a value without the entries that all of them have, byte for byte: what a proof has to look at.
///
/// Only what does not depend on its surroundings is left out: entries of maps with unique keys, elements of lists that
/// have names, and the beginning and the end of other lists. A comparison of what is left comes out as that of the whole.
struct CommonParts {
  private(set) var sides: ThreeWay<SourceTree.Value>
  private(set) var result: SourceTree.Value

  init(_ trees: ThreeWay<SourceTree>, result tree: SourceTree, rules: MergeRules) {
    sides = trees.map(\.root)
    result = tree.root
    let all = trees.all + [tree]
    guard all.count == 4, !all.contains(where: \.mayMeanOtherwise) else { return }
    let search = CommonEntries(texts: all.map(\.text), names: rules.declared.isEmpty ? ["name", "id"] : [])
    let values = search.leftOver(all.map(\.root))
    sides = ThreeWay(values[0], values[1], values[2])
    result = values[3]
  }
}

/// Takes what all versions have out of each of them.
private struct CommonEntries {
  let texts: [[UInt8]]
  /// What elements of lists are distinguished by.
  let names: [String]

  func leftOver(_ values: [SourceTree.Value]) -> [SourceTree.Value] {
    var containers = values.compactMap(\.container)
    guard containers.count == values.count,
      containers.allSatisfy({ $0.kind == containers[0].kind && $0.label == containers[0].label })
    else { return values }
    let isOne = containers.allSatisfy { $0.entries.count == 1 }
    switch containers[0].kind {
    case .documents where isOne, .arguments: goInto(&containers)
    case .documents, .list: takeOutElements(of: &containers)
    case .map: takeOutKeys(of: &containers)
    }
    return containers.map { .container($0) }
  }

  /// Entries that are compared by their place.
  private func goInto(_ containers: inout [SourceTree.Container]) {
    guard Set(containers.map(\.entries.count)).count == 1 else { return }
    for place in containers[0].entries.indices {
      leaveOut(Array(repeating: place, count: containers.count), of: &containers)
    }
  }

  /// What is common to the entries at these places.
  private func leaveOut(
    _ places: [Int], of containers: inout [SourceTree.Container]
  ) {
    let inner = leftOver(zip(containers, places).map { $0.entries[$1].value })
    for (index, place) in places.enumerated() { containers[index].entries[place].value = inner[index] }
  }

  /// Elements by their names; where one has none, those at both ends.
  private func takeOutElements(of containers: inout [SourceTree.Container]) {
    for name in names {
      let keys = containers.map { $0.entries.compactMap { $0.identity(by: name) } }
      guard zip(keys, containers).allSatisfy({ $0.count == $1.entries.count && Set($0).count == $0.count })
      else { continue }
      return takeOut(keys.map { EntryFinder(keys: $0, areUnique: true) }, of: &containers) { _, _ in }
    }
    trimEnds(of: &containers)
  }

  private func trimEnds(of containers: inout [SourceTree.Container]) {
    let counts = containers.map(\.entries.count)
    let shortest = counts.min() ?? 0
    let start =
      (0..<shortest).first { place in !areSame(counts.map { _ in place }, of: containers) }
      ?? shortest
    let end =
      (0..<shortest - start).first { place in
        !areSame(counts.map { $0 - 1 - place }, of: containers)
      } ?? shortest - start
    for index in containers.indices {
      containers[index].entries.removeLast(end)
      containers[index].entries.removeFirst(start)
    }
  }

  private func takeOutKeys(of containers: inout [SourceTree.Container]) {
    let finders = containers.map { container in
      EntryFinder(
        keys: container.entries.map { $0.key ?? "" },
        areUnique: container.entries.allSatisfy { $0.repetition == .never })
    }
    takeOut(finders, of: &containers) { places, containers in leaveOut(places, of: &containers) }
  }

  /// Takes out entries that are the same under their key; those that are not go to `compare`.
  private func takeOut(
    _ finders: [EntryFinder], of containers: inout [SourceTree.Container],
    compare: ([Int], inout [SourceTree.Container]) -> Void
  ) {
    var finders = finders
    var isLeft = containers.map { Array(repeating: true, count: $0.entries.count) }
    for key in finders[0].keys {
      let places = finders.indices.compactMap { finders[$0].place(of: key) }
      guard places.count == containers.count else { continue }
      if areSame(places, of: containers) {
        for (container, place) in places.enumerated() { isLeft[container][place] = false }
      } else {
        compare(places, &containers)
      }
    }
    for index in containers.indices {
      containers[index].entries = zip(containers[index].entries, isLeft[index]).filter { $1 }.map(\.0)
    }
  }

  /// Whether the entries at these places are the same byte for byte, comments and indentation too.
  private func areSame(
    _ places: [Int], of containers: [SourceTree.Container]
  ) -> Bool {
    let first = texts[0][containers[0].entries[places[0]].range]
    return places.indices.dropFirst().allSatisfy { index in
      texts[index][containers[index].entries[places[index]].range] == first
    }
  }
}

extension SourceTree {
  /// Whether the same bytes may mean something else in another place: an alias refers to the anchor before it.
  fileprivate var mayMeanOtherwise: Bool { format == .yaml && text.contains(UInt8(ascii: "&")) }
}

/// Finds keys that are once.
private struct EntryFinder {
  let keys: [String]
  private let areUnique: Bool
  private var next = 0
  private var places: [String: Int]?

  init(keys: [String], areUnique: Bool) {
    self.keys = keys
    self.areUnique = areUnique
  }

  /// Mostly the place after the one that was found before.
  mutating func place(of key: String) -> Int? {
    if areUnique, next < keys.count, keys[next] == key {
      next += 1
      return next - 1
    }
    let places = self.places ?? single()
    self.places = places
    guard let place = places[key] else { return nil }
    next = place + 1
    return place
  }

  private func single() -> [String: Int] {
    var places: [String: Int] = [:]
    var repeated: Set<String> = []
    for (place, key) in keys.enumerated() where places.updateValue(place, forKey: key) != nil {
      repeated.insert(key)
    }
    return places.filter { !repeated.contains($0.key) }
  }
}

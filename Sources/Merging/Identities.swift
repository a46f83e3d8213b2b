import Structures

/// What tells the entries of a container apart on all three sides; nil if it is their place alone.
struct Identities {
  let entries: ThreeWay<NamedEntries>
  let isOrdered: Bool
  /// Entries of one repeated key that both sides put into one place.
  private(set) var conflicts: [[(Version, SourceTree.Entry?)]] = []

  init?(
    _ sides: ThreeWay<SourceTree.Container>, _ declaration: MergeRules.Declaration?, isTop: Bool
  ) {
    let entries = sides.map(\.entries)
    switch sides.ours?.kind {
    case .map:
      let naming = RepeatedKeys(entries, isOrderFree: isTop)
      self.init(entries, naming.names, isOrdered: false)
      conflicts = naming.conflicts
    case .arguments:
      guard let names = Self.places(entries) else { return nil }
      self.init(entries, names, isOrdered: true)
    case .documents:
      guard let names = Self.resources(entries) ?? Self.places(entries) else { return nil }
      self.init(entries, names, isOrdered: false)
    case .list:
      guard let names = Self.elements(sides, declaration) else { return nil }
      self.init(
        entries, names, isOrdered: !(declaration?.isUnordered ?? false) && !(declaration?.isSet ?? false))
    case nil: return nil
    }
  }

  private init(_ entries: ThreeWay<[SourceTree.Entry]>, _ names: ThreeWay<[String]>, isOrdered: Bool) {
    self.isOrdered = isOrdered
    self.entries = ThreeWay(
      entries.base.map { NamedEntries(entries: $0, names: names.base ?? []) },
      entries.ours.map { NamedEntries(entries: $0, names: names.ours ?? []) },
      entries.theirs.map { NamedEntries(entries: $0, names: names.theirs ?? []) })
  }

  /// By place, where all sides have equally many.
  private static func places(_ entries: ThreeWay<[SourceTree.Entry]>) -> ThreeWay<[String]>? {
    guard Set(entries.all.map(\.count)).count == 1 else { return nil }
    return entries.map { $0.indices.map(String.init) }
  }

  /// Kubernetes' own identity: kind, namespace and name.
  private static func resources(_ entries: ThreeWay<[SourceTree.Entry]>) -> ThreeWay<[String]>? {
    guard entries.all.contains(where: { $0.count > 1 }) else { return nil }
    return unique(entries) { $0.value.container?.resourceName }
  }

  /// A name without what tells a text from a number.
  private static func plain(_ name: String) -> String {
    let rest = name.drop { "'=\"".contains($0) }
    return String(rest.hasSuffix("\"") ? rest.dropLast() : rest)
  }

  private static func elements(
    _ sides: ThreeWay<SourceTree.Container>, _ declaration: MergeRules.Declaration?
  ) -> ThreeWay<[String]>? {
    let entries = sides.map(\.entries)
    if let declaration, declaration.isSet || declaration.isUnordered && declaration.identity == nil {
      return unique(entries) { $0.value.atom?.meaning ?? String(describing: $0.value.datum) }
    }
    for key in declaration?.identity.map({ [$0] }) ?? ["name", "id"] {
      if let names = unique(entries, { $0.identity(by: key) }) { return names }
    }
    return nil
  }

  /// Whether every element of a side has a name, and two have the same: which of them is which cannot be told.
  static func areRepeated(in entries: ThreeWay<[SourceTree.Entry]>, by identity: String?) -> Bool {
    (identity.map { [$0] } ?? ["name", "id"]).contains { key in
      entries.all.contains { side in
        let names = side.compactMap { $0.identity(by: key) }
        return names.count == side.count && Set(names).count < names.count
      }
    }
  }

  /// Names where every entry has one, and no two of a side the same.
  fileprivate static func unique(
    _ entries: ThreeWay<[SourceTree.Entry]>, _ name: (SourceTree.Entry) -> String?
  ) -> ThreeWay<[String]>? {
    let names = entries.map { $0.compactMap(name).map(plain) }
    for version in Version.allCases {
      guard let all = entries[version], let named = names[version] else { continue }
      if named.count < all.count || Set(named).count < named.count { return nil }
    }
    return names
  }
}

extension SourceTree.Container {
  fileprivate var resourceName: String? {
    guard kind == .map, let kind = meaning(under: "kind"),
      let metadata = entries.first(where: { $0.key == "metadata" })?.value.container,
      let name = metadata.meaning(under: "name")
    else { return nil }
    return [kind, metadata.meaning(under: "namespace") ?? "", name].map { $0.dropFirst() }.joined(
      separator: "/")
  }
}

/// Names for the entries of a map, where a key may be more than once.
struct RepeatedKeys {
  private(set) var names: ThreeWay<[String]>
  private(set) var conflicts: [[(Version, SourceTree.Entry?)]] = []

  /// `isOrderFree`: both sides may put one of the same key into the same place.
  init(_ entries: ThreeWay<[SourceTree.Entry]>, isOrderFree: Bool) {
    names = entries.map { $0.map { $0.key ?? "" } }
    // If duplicate keys are not allowed, the reader has already rejected them.
    if entries.all.allSatisfy({ $0.allSatisfy { $0.repetition == .never } }) { return }
    let elements = entries.all.joined().filter { $0.repetition == .element }.compactMap(\.key)
    for key in Self.repeated(in: names).union(elements) { rename(key, entries, isOrderFree: isOrderFree) }
  }

  private static func repeated(in names: ThreeWay<[String]>) -> Set<String> {
    names.all.reduce(into: []) { repeated, keys in
      var seen: Set<String> = []
      for key in keys where !seen.insert(key).inserted { repeated.insert(key) }
    }
  }

  private mutating func rename(_ key: String, _ entries: ThreeWay<[SourceTree.Entry]>, isOrderFree: Bool) {
    let group = entries.map { $0.filter { $0.key == key } }
    if let named = Self.named(group) {
      checkInsertions(group, named)
      return replace(key, by: named.map { $0.map { "\(key)[\($0)]" } })
    }
    let areElements = group.all.joined().allSatisfy { $0.repetition == .element }
    guard !(areElements && Identities.areRepeated(in: group, by: nil)), let merge = ListMerge(group) else {
      return conflicts.append(
        (group.ours ?? []).map { (.ours, $0) } + (group.theirs ?? []).map { (.theirs, $0) })
    }
    let isOrderFree = isOrderFree && !group.all.joined().contains { $0.repetition == .element }
    var new = ThreeWay(merge.base.indices.map { "\(key)[\($0)]" }, [], [])
    for version in [Version.ours, .theirs] {
      let named = (group[version] ?? []).indices.map { name(of: $0, version, key, merge) }
      new = version == .ours ? ThreeWay(new.base, named, []) : ThreeWay(new.base, new.ours, named)
    }
    for gap in 0...merge.base.count where !merge.isSameInsertion(at: gap) && !isOrderFree {
      let mine = merge.inserted(.ours, at: gap)
      let other = merge.inserted(.theirs, at: gap)
      if !mine.isEmpty, !other.isEmpty {
        conflicts.append(mine.map { (.ours, $0) } + other.map { (.theirs, $0) })
      }
    }
    replace(key, by: new)
  }

  private mutating func replace(_ key: String, by new: ThreeWay<[String]>) {
    names = ThreeWay(
      names.base.map { Self.replaced($0, key, by: new.base ?? []) },
      names.ours.map { Self.replaced($0, key, by: new.ours ?? []) },
      names.theirs.map { Self.replaced($0, key, by: new.theirs ?? []) })
  }

  /// The elements of an array of tables by what their `name` or `id` states, if that is unique.
  private static func named(_ group: ThreeWay<[SourceTree.Entry]>) -> ThreeWay<[String]>? {
    guard group.all.joined().allSatisfy({ $0.repetition == .element }) else { return nil }
    for name in ["name", "id"] {
      if let names = Identities.unique(group, { $0.identity(by: name) }) { return names }
    }
    return nil
  }

  /// Both sides put an element of their own into one place, where order means something.
  private mutating func checkInsertions(_ group: ThreeWay<[SourceTree.Entry]>, _ names: ThreeWay<[String]>) {
    let base = Set(names.base ?? [])
    let sides = [Version.ours, .theirs].map { KeyedEntries(group[$0] ?? [], keys: names[$0] ?? []) }
    let anchors = base.intersection(sides[0].keys).intersection(sides[1].keys)
    let gaps = sides.map { $0.gaps(between: anchors) }
    func new(_ side: KeyedEntries, beside other: KeyedEntries) -> [String] {
      side.keys.filter { !base.contains($0) && !other.contains($0) }
    }
    for mine in new(sides[0], beside: sides[1]) {
      for other in new(sides[1], beside: sides[0]) where gaps[0][mine] == gaps[1][other] {
        conflicts.append([(.ours, sides[0][mine]), (.theirs, sides[1][other])])
      }
    }
  }

  private func name(of place: Int, _ version: Version, _ key: String, _ merge: ListMerge) -> String {
    if let index = merge.baseIndex(of: place, version) { return "\(key)[\(index)]" }
    // What both sides put into one place is one thing only if it is the same.
    return "\(key)[+\(merge.number(of: place, version)).\(merge.occurrence(of: place, version))]"
  }

  private static func replaced(_ names: [String], _ key: String, by new: [String]) -> [String] {
    var rest = new[...]
    return names.map { $0 == key ? rest.popFirst() ?? $0 : $0 }
  }
}

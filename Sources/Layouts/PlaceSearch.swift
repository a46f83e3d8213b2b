/// Finds the place of a kind: most and most active evidence, else that of related kinds, else a standard.
package struct PlaceSearch: Sendable {
  let contents: RepositoryContents
  /// Folders in which git ignores what is new.
  let ignored: Set<String>

  package init(_ contents: RepositoryContents, ignored: Set<String> = []) {
    self.contents = contents
    self.ignored = ignored
  }

  func isIgnored(_ folder: String) -> Bool { ignored.contains(folder) }

  /// The place of a kind; `proposals` are the folders that its skeleton names, the first choice where nothing states more.
  package func place(of kind: UnitKind, proposals: [String] = []) -> LayoutPlace {
    found(kind) ?? related(kind) ?? standard(kind, proposals: proposals)
  }

  /// The things of a kind by the folder that they are in.
  func found(_ kind: UnitKind) -> LayoutPlace? {
    var things = contents.things(of: kind).filter { !isIgnored($0.home) }
    let counts = Dictionary(grouping: things, by: \.home).mapValues(\.count)
    things = things.filter { !contents.ground.isCluster($0.home, besides: counts[$0.home] ?? 0) }
    if kind == .shellScript || kind == .pythonProgram { return scripts(kind, things) }
    if kind == .inventory { return inventories(things) }
    if kind == .module {
      let shared = things.filter { thing in
        !ancestors(of: thing.path).contains { contents.terraform[$0]?.isRoot == true }
      }
      if !shared.isEmpty { things = shared }
    }
    if kind == .rootModule {
      let outer = things.filter { thing in
        !ancestors(of: thing.path).contains { contents.terraform[$0]?.isRoot == true } && !thing.home.isEmpty
      }
      if !outer.isEmpty { things = outer }
    }
    if kind == .stack, let hosts = hosts(of: things) { return hosts }
    if kind == .rootModule, let tree = onlyTree(things) { return tree }
    guard let best = Homes(things).best, Double(best.count) >= fewest(kind, at: best.folder) else {
      return nil
    }
    if best.isOneOfMany { return nil }
    let isTaken = contents.isForeign(best.folder, to: kind) || isIgnored(best.folder)
    guard !isTaken else { return nil }
    return LayoutPlace(
      form: .folder(best.folder), source: .found, evidence: best.evidence, count: best.count,
      alternatives: best.others)
  }

  /// The one root module of a repository, where other Terraform is below it.
  private func onlyTree(_ things: [Thing]) -> LayoutPlace? {
    guard things.count == 1, let root = things.first, root.home.isEmpty, !isIgnored(root.path),
      contents.terraform.keys.contains(where: { $0 != root.path && lies($0, in: root.path) })
    else { return nil }
    return LayoutPlace(
      form: .folder(root.path), source: .found, evidence: root.evidence, count: 1, alternatives: [])
  }

  /// A single script or Dockerfile is not evidence for a place.
  private func fewest(_ kind: UnitKind, at folder: String) -> Double {
    switch kind {
    case .playbook: 1
    case .shellScript, .pythonProgram: folder.isEmpty ? .infinity : 2
    case .image: folder.isEmpty ? 3 : 2
    case .migrations, .configuration: folder.isEmpty ? .infinity : 2
    default: folder.isEmpty ? 2 : 1
    }
  }
}

/// The folders of things, with what speaks for each.
struct Homes {
  private let weights: [String: Double]
  private let things: [String: [Thing]]

  init(_ things: [Thing]) {
    self.things = Dictionary(grouping: things, by: \.home)
    weights = self.things.mapValues { $0.reduce(0) { $0 + $1.weight } }
  }

  struct Best {
    let folder: String
    let count: Int
    let evidence: [String]
    let others: [LayoutPlace.Alternative]
    /// Too little more evidence than for many other places.
    let isOneOfMany: Bool
  }

  /// The home with most in it, or the folder above where its neighbours together have about as much.
  var best: Best? {
    let order = weights.sorted { left, right in
      if left.value != right.value { return left.value > right.value }
      if left.key.isEmpty != right.key.isEmpty { return right.key.isEmpty }
      let depths = (ancestors(of: left.key).count, ancestors(of: right.key).count)
      return depths.0 != depths.1 ? depths.0 < depths.1 : left.key < right.key
    }
    guard let first = order.first else { return nil }
    let above = folder(of: first.key)
    let group = order.filter { folder(of: $0.key) == above || $0.key == above }
    let isSpread = group.count > 1 && first.value < 0.6 * group.reduce(0) { $0 + $1.value }
    let chosen = isSpread && !above.isEmpty && !first.key.isEmpty ? above : first.key
    let inside = chosen == first.key ? [first] : group
    let others = order.filter { other in !inside.contains { $0.key == other.key } }
    return Best(
      folder: chosen, count: inside.reduce(0) { $0 + (things[$1.key]?.count ?? 0) },
      evidence: inside.flatMap { things[$0.key] ?? [] }.prefix(3).flatMap { $0.evidence.prefix(1) },
      others: others.prefix(4).map {
        .init(
          form: .folder($0.key), count: things[$0.key]?.count ?? 0,
          isEqual: chosen == first.key && $0.value == first.value)
      },
      isOneOfMany: order.count > 4 && inside.reduce(0) { $0 + $1.value } * 5 < weights.values.reduce(0, +))
  }
}

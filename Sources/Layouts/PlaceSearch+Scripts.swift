extension PlaceSearch {
  /// Scripts of all languages are together, often in folders by subject; the shallower folder is more likely.
  ///
  /// Where every component of a repository has a folder for its own, such as `X/scripts` and `Y/scripts`, none of them is
  /// the place for all.
  func scripts(_ kind: UnitKind, _ own: [Thing]) -> LayoutPlace? {
    let other = contents.things(of: kind == .shellScript ? .pythonProgram : .shellScript)
    let all = own + other.filter { thing in !own.contains { $0.path == thing.path } }
    let homes = Dictionary(grouping: all.filter { !$0.home.isEmpty && !isIgnored($0.home) }, by: \.home)
      .mapValues(\.count)
    let order = candidates(homes).filter { !isOfComponents($0.folder) }
      .sorted { ($1.score, $0.folder) < ($0.score, $1.folder) }
    guard let best = order.first, best.count > 1 else { return nil }
    let inside = own.filter { lies($0.path, in: best.folder) }
    guard !inside.isEmpty, !contents.isForeign(best.folder, to: kind), !isIgnored(best.folder) else {
      return nil
    }
    return LayoutPlace(
      form: .folder(best.folder), source: .found, evidence: inside.prefix(3).map(\.path), count: inside.count,
      alternatives: order.dropFirst().filter { !lies($0.folder, in: best.folder) }.prefix(4).map {
        .init(form: .folder($0.folder), count: $0.count, isEqual: $0.score == best.score)
      })
  }

  private struct Candidate {
    let folder: String
    let count: Int
    let score: Double
  }

  /// Every folder of scripts with what is directly below it, and folders above several of them.
  private func candidates(_ homes: [String: Int]) -> [Candidate] {
    let above = Set(homes.keys.map { folder(of: $0) }).subtracting([""])
    return Set(homes.keys).union(above).compactMap { place in
      let below = homes.filter { folder(of: $0.key) == place }
      let count = (homes[place] ?? 0) + below.values.reduce(0, +)
      if homes[place] == nil, Double(below.values.max() ?? 0) >= 0.6 * Double(count) { return nil }
      if let own = homes[place], !isMostly(place, own), own * 2 > count { return nil }
      if contents.ground.isCluster(place, besides: count) { return nil }
      let depth = Double(ancestors(of: place).count + 1)
      return Candidate(folder: place, count: count, score: Double(count) / depth.squareRoot())
    }
  }

  /// Whether a folder has hardly anything else in it; a README and the like do not count.
  private func isMostly(_ place: String, _ count: Int) -> Bool {
    let names = (contents.files.namesByFolder[place] ?? []).filter {
      !["md", "txt", "gitkeep", "toml"].contains(ending(of: $0)) && !$0.hasPrefix(".")
        && !$0.hasPrefix("test")
    }
    let scripts = names.count { ["sh", "bash", "py", "pl", "rb"].contains(ending(of: $0)) }
    return max(count, scripts) * 10 >= names.count * (count < 5 ? 7 : 4)
  }

  /// Whether several components have a folder of this name for what is theirs.
  private func isOfComponents(_ place: String) -> Bool {
    let above = folder(of: place)
    if above.isEmpty { return false }
    let beside = contents.files.children(of: folder(of: above)).filter { $0 != above }
    return beside.count { contents.files.folders.contains(join($0, name(of: place))) } > 1
  }
}

extension PlaceSearch {
  /// An inventory is beside the others, or beside what Ansible has else.
  func inventories(_ things: [Thing]) -> LayoutPlace? {
    guard !things.isEmpty else { return nil }
    let homes = Dictionary(grouping: things, by: \.home)
    let order = homes.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let own = order.filter { !contents.isAnsibleRoot($0.key) && isAlternatives($0.value) && !$0.key.isEmpty }
    let base = ansibleRoot ?? order.first.map { commonRoot(of: $0.key) }
    let inside = own.first { home in base.map { lies(home.key, in: $0) } ?? true }
    guard let folder = inside?.key ?? base.map({ join($0, "inventories") }) else { return nil }
    guard !contents.isForeign(folder, to: .inventory), !isIgnored(folder) else { return nil }
    return LayoutPlace(
      form: .folder(folder), source: .found, evidence: things.prefix(3).flatMap(\.evidence),
      count: things.count,
      alternatives: own.filter { $0.key != folder }.prefix(4).map {
        .init(form: .folder($0.key), count: $0.value.count, isEqual: false)
      })
  }

  /// Whether the inventories of a folder are independent, each with its hosts, and not one inventory together.
  private func isAlternatives(_ things: [Thing]) -> Bool {
    things.contains { contents.files.folders.contains($0.path) }
      || things.count > 1
        && things.allSatisfy { !contents.files.folders.contains(join($0.home, "group_vars")) }
        && !configuredInventories.contains(things[0].home)
  }

  private var configuredInventories: Set<String> {
    Set(
      settings.compactMap { path, values in
        values["inventory"].flatMap {
          normal(join(folder(of: path), $0.split(separator: ",").first.map(String.init) ?? ""))
        }
      })
  }

  private var settings: [(path: String, values: [String: String])] {
    contents.paths(of: .ansibleSettings).map { ($0, contents.fact($0).settings) }
  }

  /// A folder `inventory` is part of the folder above it.
  private func commonRoot(of home: String) -> String { folder(of: home) }

  /// The folder from which Ansible is run: that of its settings, else the one above roles and plays.
  var ansibleRoot: String? {
    let roles = contents.things(of: .role)
    let plays = contents.things(of: .playbook)
    let configured = settings.map { folder(of: $0.path) }.filter { root in
      !contents.ground.holds(root)
        && (holdsPlays(root)
          || (roles + plays).allSatisfy { !lies($0.path, in: root) || folder(of: $0.home) == root })
    }
    if !configured.isEmpty {
      return configured.max { left, right in
        let counts = [left, right].map { root in (roles + plays).filter { lies($0.path, in: root) }.count }
        return (counts[0], right) < (counts[1], left)
      }
    }
    if let best = Homes(roles).best {
      if best.isOneOfMany { return nil }
      let home = best.folder
      let above = folder(of: home)
      return contents.isAnsibleRoot(above)
        ? above : contents.isAnsibleRoot(folder(of: above)) ? folder(of: above) : above
    }
    guard let best = Homes(plays).best, !best.isOneOfMany else { return nil }
    let home = best.folder
    let beside = contents.files.folders.filter { folder(of: $0) == home }.map(name(of:))
    return home.isEmpty || beside.contains { ["roles", "group_vars", "host_vars"].contains($0) }
      || hasInventory(home)
      ? home : folder(of: home)
  }

  /// Whether plays are in a folder or directly below it.
  private func holdsPlays(_ root: String) -> Bool {
    contents.things(of: .playbook).contains {
      $0.home == root || folder(of: $0.home) == root && !$0.home.isEmpty
    }
  }

  private func hasInventory(_ folder: String) -> Bool {
    (contents.files.namesByFolder[folder] ?? []).contains {
      contents.fact(join(folder, $0)).natures.contains(.inventory)
    }
  }

  /// The place of a kind derived from related kinds.
  func related(_ kind: UnitKind) -> LayoutPlace? {
    switch kind {
    case .role, .playbook, .inventory: relatedToAnsible(kind)
    case .pythonProgram: found(.shellScript).map { beside($0, "shell scripts") }
    case .shellScript: found(.pythonProgram).map { beside($0, "Python programs") }
    case .module: found(.rootModule).flatMap { below($0, "modules", "root modules", kind) }
    case .rootModule:
      found(.module).flatMap { place in
        guard case .folder(let home) = place.form, !folder(of: home).isEmpty,
          !contents.isForeign(folder(of: home), to: kind)
        else { return nil }
        return relative(join(folder(of: home), ""), place, "modules", kind)
      }
    default: nil
    }
  }

  private func relatedToAnsible(_ kind: UnitKind) -> LayoutPlace? {
    if kind == .role, let path = rolesPath {
      return LayoutPlace(
        form: .folder(path.folder), source: .relative("roles_path"), evidence: [path.file], count: 1,
        alternatives: [])
    }
    guard let root = ansibleRoot else { return nil }
    let part = kind == .role ? "roles" : kind == .playbook ? "playbooks" : "inventories"
    let evidence = (contents.things(of: .role) + contents.things(of: .playbook)).filter {
      lies($0.path, in: root)
    }
    let settingsFiles = settings.map(\.path).filter { folder(of: $0) == root }
    guard !isIgnored(join(root, part)) else { return nil }
    return LayoutPlace(
      form: .folder(join(root, part)), source: .relative("Ansible"),
      evidence: Array((settingsFiles + evidence.flatMap(\.evidence)).prefix(3)), count: evidence.count,
      alternatives: [])
  }

  /// The first folder of `roles_path` that is in the repository and that git does not ignore.
  private var rolesPath: (folder: String, file: String)? {
    for (path, values) in settings {
      for part in values["roles_path"]?.split(separator: ":") ?? [] {
        guard !part.hasPrefix("/"), !part.hasPrefix("~"),
          let place = normal(join(folder(of: path), String(part))),
          !place.isEmpty, !isIgnored(place), !contents.ground.holds(place)
        else { continue }
        return (place, path)
      }
    }
    return nil
  }

  private func beside(_ place: LayoutPlace, _ whose: String) -> LayoutPlace {
    LayoutPlace(
      form: place.form, source: .relative(whose), evidence: place.evidence, count: place.count,
      alternatives: place.alternatives)
  }

  private func below(_ place: LayoutPlace, _ part: String, _ whose: String, _ kind: UnitKind) -> LayoutPlace?
  {
    guard case .folder(let home) = place.form, !home.isEmpty else { return nil }
    return relative(join(home, part), place, whose, kind)
  }

  private func relative(
    _ folder: String, _ place: LayoutPlace, _ whose: String, _ kind: UnitKind
  ) -> LayoutPlace? {
    guard !contents.ground.holds(folder), !isIgnored(folder), !folder.isEmpty else { return nil }
    return LayoutPlace(
      form: .folder(folder), source: .relative(whose), evidence: place.evidence, count: place.count,
      alternatives: [])
  }

  /// The first standard folder that holds nothing else and that git does not ignore.
  func standard(_ kind: UnitKind, proposals: [String]) -> LayoutPlace {
    let all = proposals + kind.defaultFolders.filter { !proposals.contains($0) }
    let free = all.first { folder in
      !isIgnored(folder) && !isOccupied(folder, for: kind) && !contents.isForeign(folder, to: kind)
    }
    return LayoutPlace(
      form: .folder(free ?? all.first ?? ""), source: .standard, evidence: [], count: 0, alternatives: [])
  }

  /// Whether a folder holds things, and none of the kind or of its relatives.
  private func isOccupied(_ folder: String, for kind: UnitKind) -> Bool {
    guard contents.files.folders.contains(folder) else { return false }
    let kinds: [UnitKind] =
      switch kind {
      case .shellScript, .pythonProgram: [.shellScript, .pythonProgram]
      case .module, .rootModule: [.module, .rootModule]
      case .role, .playbook, .inventory, .collection: [.role, .playbook, .inventory, .collection]
      default: [kind]
      }
    return !kinds.contains { contents.things(of: $0).contains { lies($0.path, in: folder) } }
  }
}

extension RepositoryContents {
  /// Everything of a kind outside of excluded folders, in the order of the paths.
  func things(of kind: UnitKind) -> [Thing] {
    let found =
      switch kind {
      case .collection: collections
      case .role: roles
      case .playbook: paths(of: .play).map { Thing(kind: kind, path: $0, evidence: [$0]) }
      case .inventory: inventories
      case .stack: stacks
      case .image: images
      case .module, .rootModule: terraformThings(kind)
      case .shellScript: scripts(kind, nature: .shell, endings: ["sh", "bash"])
      case .pythonProgram: pythonPrograms
      case .configuration: configurations
      case .migrations: migrations
      }
    return found.filter { !isForeign($0.home, to: kind) }.sorted { $0.path < $1.path }
  }

  /// The paths of everything of a kind: folders, or files where the kind is one file.
  package func thingPaths(of kind: UnitKind) -> [String] { things(of: kind).map(\.path) }

  /// The folders with a file of one of the names that may be of the kind, outside what belongs to something else; sorted.
  ///
  /// A configuration is known by nothing but its name. The root, where files of the whole lie, is none of the folders.
  package func folders(ofFilesNamed names: Set<String>, of kind: UnitKind) -> [String] {
    let known = kind == .configuration ? nil : Set(thingPaths(of: kind))
    let found = files.files.filter { path in
      let place = folder(of: path)
      return names.contains(name(of: path)) && known?.contains(path) != false && !place.isEmpty
        && !isForeign(place, to: kind)
    }
    return Set(found.map(folder(of:))).sorted()
  }

  private var collections: [Thing] {
    files.files.filter { name(of: $0) == "galaxy.yml" && !folder(of: folder(of: $0)).isEmpty }.map {
      Thing(kind: .collection, path: folder(of: folder(of: $0)), evidence: [$0])
    }
  }

  /// A role has tasks or metadata; one that ansible-galaxy installed does not count.
  private var roles: [Thing] {
    var found: [String: Thing] = [:]
    for path in files.files where name(of: path) == "main.yml" || name(of: path) == "main.yaml" {
      let part = folder(of: path)
      let role = folder(of: part)
      guard ["tasks", "meta"].contains(name(of: part)), !role.isEmpty, found[role] == nil else { continue }
      if files.holds([".galaxy_install_info"], in: join(role, "meta")) { continue }
      found[role] = Thing(kind: .role, path: role, evidence: [path])
    }
    let called = Set(
      facts.values.filter { $0.natures.contains(.play) || $0.natures.contains(.tasks) }
        .flatMap(\.references).map { name(of: $0) })
    let all = found.values.map { thing in
      var thing = thing
      thing.isCalled = called.contains(name(of: thing.path))
      return thing
    }
    let others = all.filter { !isForWindows($0.path) }
    return others.isEmpty ? all : others
  }

  private func isForWindows(_ role: String) -> Bool {
    let tasks = join(role, "tasks")
    return (files.namesByFolder[tasks] ?? []).contains { fact(join(tasks, $0)).isForWindows }
  }

  /// An inventory is a file, or the folder with that file where variables are beside it.
  private var inventories: [Thing] {
    paths(of: .inventory).map { path in
      let place = folder(of: path)
      let isFolder = ["group_vars", "host_vars"].contains { files.folders.contains(join(place, $0)) }
      let above = folder(of: place)
      let isNamed = name(of: path).hasPrefix("hosts") || name(of: path).hasPrefix("inventory")
      let isAmongOthers = isNamed && !above.isEmpty && !isAnsibleRoot(above)
      let isOwn = (isFolder || isAmongOthers) && !isAnsibleRoot(place)
      return Thing(kind: .inventory, path: isOwn ? place : path, evidence: [path])
    }
  }

  /// Whether a folder holds plays, roles or the settings of Ansible directly.
  func isAnsibleRoot(_ folder: String) -> Bool {
    (files.namesByFolder[folder] ?? []).contains { fact(join(folder, $0)).natures.contains(.play) }
      || files.holds(["ansible.cfg"], in: folder) || roleHomes.contains { Layouts.folder(of: $0) == folder }
  }

  private var roleHomes: Set<String> {
    Set(
      files.files.filter { $0.hasSuffix("/tasks/main.yml") || $0.hasSuffix("/tasks/main.yaml") }
        .map { folder(of: folder(of: folder(of: $0))) })
  }

  private var stacks: [Thing] {
    stackFolders.map { place in
      let names = (files.namesByFolder[place] ?? []).filter(composeNames.contains)
      return Thing(kind: .stack, path: place, evidence: names.map { join(place, $0) })
    }
  }

  private var images: [Thing] {
    files.namesByFolder.compactMap { place, names in
      guard !place.isEmpty, !stackFolders.contains(place),
        let own = names.first(where: Self.isImageFile)
      else { return nil }
      return Thing(kind: .image, path: place, evidence: [join(place, own)])
    }
  }

  /// A root module has a backend, a provider or a lock file, and nothing calls it; a module is called or has variables.
  private func terraformThings(_ kind: UnitKind) -> [Thing] {
    terraform.compactMap { place, entry in
      guard !place.isEmpty else { return nil }
      let isRoot = !entry.isCalled && (entry.isRoot || !entry.hasVariables)
      guard isRoot == (kind == .rootModule) else { return nil }
      if !isRoot, !entry.isCalled, !entry.hasVariables { return nil }
      let isInside = ancestors(of: place).contains { above in
        guard let outer = terraform[above] else { return false }
        return outer.isCalled || (!outer.isRoot && outer.hasVariables && kind == .module)
      }
      if isInside { return nil }
      return Thing(kind: kind, path: place, evidence: [entry.files[0]], isCalled: entry.isCalled)
    }
  }

  private func scripts(_ kind: UnitKind, nature: FileFacts.Nature, endings: Set<String>) -> [Thing] {
    files.files.filter { path in
      let isOne = endings.contains(ending(of: name(of: path))) || fact(path).natures.contains(nature)
      return isOne && !folder(of: path).isEmpty && !name(of: path).hasPrefix("test")
    }.map { Thing(kind: kind, path: $0, evidence: [$0]) }
  }

  /// Modules of a package, plugins and tests are not programs.
  private var pythonPrograms: [Thing] {
    scripts(.pythonProgram, nature: .python, endings: []).filter {
      !files.holds(["__init__.py"], in: $0.home)
    }
  }

  /// Folders that several containers see and that are outside their stacks.
  private var configurations: [Thing] {
    var found: [String: Thing] = [:]
    for (path, fact) in facts where fact.natures.contains(.compose) {
      for reference in fact.references {
        guard let target = normal(join(folder(of: path), reference)), !target.isEmpty else { continue }
        let place = files.folders.contains(target) ? target : folder(of: target)
        guard files.folders.contains(place), !folder(of: place).isEmpty else { continue }
        let own = ancestors(of: place).count > 1 ? outermost(place) : place
        found[own] = Thing(kind: .configuration, path: own, evidence: [path], isCalled: true)
      }
    }
    return Array(found.values)
  }

  /// The folder directly below the top one that a path is in.
  private func outermost(_ path: String) -> String {
    path.split(separator: "/").prefix(2).joined(separator: "/")
  }

  /// Folders of numbered SQL files; one called `migrations` is part of the set, which is the folder above.
  private var migrations: [Thing] {
    var found: [String: Thing] = [:]
    for (place, names) in files.namesByFolder where !place.isEmpty {
      let numbered = names.filter {
        $0.hasSuffix(".sql") && ($0.dropFirst($0.hasPrefix("V") ? 1 : 0).first?.isNumber ?? false)
      }
      guard numbered.count > 1 else { continue }
      let isPart = name(of: place).lowercased().hasSuffix("migrations") && !folder(of: place).isEmpty
      let own = isPart ? folder(of: place) : place
      found[own] = Thing(kind: .migrations, path: own, evidence: [join(place, numbered[0])])
    }
    return Array(found.values)
  }
}

/// What the owner of a repository does by habit where a skeleton leaves a choice.
package struct Habits: Sendable {
  let contents: RepositoryContents

  package init(_ contents: RepositoryContents) { self.contents = contents }

  /// `.yml` or `.yaml`, as most files of the kind have it; nil if none has any, or as many the one as the other.
  package func yamlExtension(for kind: UnitKind) -> String? {
    if kind == .stack { return composeFile.map { $0.hasSuffix(".yml") ? ".yml" : ".yaml" } }
    guard kind.isAnsible else { return nil }
    return majority(yamlFiles(of: kind))
      ?? majority([.role, .playbook, .inventory].flatMap { yamlFiles(of: $0) })
  }

  /// The name that most Compose files have.
  package var composeFile: String? {
    let own = contents.things(of: .stack).flatMap(\.evidence)
    let all = own.isEmpty ? contents.paths(of: .compose) : own
    let counts = Dictionary(grouping: all.map { name(of: $0) }, by: \.self).mapValues(\.count)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Whether YAML files begin with `---`; nil if yamllint's settings leave it open.
  ///
  /// yamllint looks in the folder where it is run, so that the outermost settings count.
  package var documentStart: Bool? { lintSettings["document-start"].map { $0 != "false" } }

  /// How yamllint's settings want YAML files written, in the words of a skeleton's `yaml_style`; how deep they are
  /// indented may also come from an `.editorconfig`.
  package var yamlStyle: [String] {
    let style = (lintSettings["yaml-style"] ?? "").split(separator: ",").map(String.init)
    let lint = lintSettings["yaml-indent"].flatMap(Int.init)
    let indent = lint ?? settings(.editorSettings)["yaml-indent"].flatMap(Int.init)
    return indent == 4 ? style + ["four_spaces"] : style
  }

  private var lintSettings: [String: String] { settings(.lintSettings) }

  private func settings(_ nature: FileFacts.Nature) -> [String: String] {
    let files = contents.files.files.filter { contents.fact($0).natures.contains(nature) }
    let outermost = files.min { ancestors(of: $0).count < ancestors(of: $1).count }
    return outermost.map { contents.fact($0).settings } ?? [:]
  }

  private func yamlFiles(of kind: UnitKind) -> [String] {
    let things = contents.things(of: kind)
    switch kind {
    case .playbook: return things.map(\.path)
    case .inventory:
      let homes = Set(things.map { contents.files.folders.contains($0.path) ? $0.path : $0.home })
      return things.flatMap(\.evidence)
        + contents.files.files.filter { path in
          homes.contains { lies(path, in: join($0, "group_vars")) || lies(path, in: join($0, "host_vars")) }
        }
    default:
      let parts = ["tasks", "handlers", "defaults", "vars", "meta"]
      let folders = Set(things.flatMap { thing in parts.map { join(thing.path, $0) } })
      return contents.files.files.filter { folders.contains(folder(of: $0)) }
    }
  }

  private func majority(_ paths: [String]) -> String? {
    let short = paths.count { $0.hasSuffix(".yml") }
    let long = paths.count { $0.hasSuffix(".yaml") }
    return short == long ? nil : short > long ? ".yml" : ".yaml"
  }
}

/// What habits come to for the units of one kind.
package struct KindHabits: Hashable, Sendable, Codable {
  package let yamlExtension: String?
  /// Of stacks alone.
  package let composeFile: String?
  package let documentStart: Bool?
  package let yamlStyle: [String]
}

extension Habits {
  /// All conventions that apply to a kind.
  package func habits(of kind: UnitKind) -> KindHabits {
    KindHabits(
      yamlExtension: yamlExtension(for: kind), composeFile: kind == .stack ? composeFile : nil,
      documentStart: documentStart, yamlStyle: yamlStyle)
  }
}

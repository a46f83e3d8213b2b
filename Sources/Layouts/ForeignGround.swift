/// Where nothing new may go: inside other things, documents, tests, archived, vendored or generated files.
struct ForeignGround: Sendable {
  /// Folders inside which no unit may be placed.
  private let things: Set<String>
  /// Members of `names` without meaning here: most of the repository is in such a folder.
  private let ordinary: Set<String>
  /// Those among them that a cluster reads.
  private let cluster: Set<String>

  /// Folders of things, by their contents; a thing that is the whole repository excludes nothing.
  init(of files: TrackedFiles, _ facts: [String: FileFacts]) {
    let tops = Dictionary(grouping: files.files) { $0.split(separator: "/").first.map(String.init) ?? "" }
    ordinary = Set(
      tops.filter { Self.showcases.contains($0.key) && $0.value.count * 5 > files.files.count * 3 }.keys)
    var things: Set<String> = []
    for (folder, names) in files.namesByFolder where !folder.isEmpty {
      if names.contains(where: Self.marks.contains) { things.insert(folder) }
      if names.contains(where: { $0.hasSuffix(".pkr.hcl") }) { things.insert(folder) }
      let last = name(of: folder)
      if last == "tasks" || last == "meta", names.contains(where: { $0 == "main.yml" || $0 == "main.yaml" }) {
        let role = Layouts.folder(of: folder)
        if !role.isEmpty { things.insert(role) }
      }
    }
    let manifests = Dictionary(grouping: facts.filter { $0.value.natures.contains(.manifest) }.keys) {
      Layouts.folder(of: $0)
    }
    var cluster = things.filter {
      files.holds(["Chart.yaml", "kustomization.yaml", "kustomization.yml"], in: $0)
    }
    for (folder, own) in manifests where !folder.isEmpty {
      let texts = (files.namesByFolder[folder] ?? []).count { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      if own.count * 2 > texts { cluster.insert(folder) }
    }
    self.cluster = cluster
    self.things = things.union(cluster).union(files.submodules)
  }

  /// A folder with one of these is a thing of its own: a chart, manifests, a package's sources, a skeleton.
  private static let marks: Set<String> = [
    "Chart.yaml", "kustomization.yaml", "kustomization.yml", "helmfile.yaml", "skeleton.yaml", "package.json",
    "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "setup.py", "composer.json", "Gemfile", "mkdocs.yml",
  ]

  /// Folder names that exclude a folder everywhere: parts of something in Ansible, and places for no unit.
  private static let names: Set<String> = [
    "group_vars", "host_vars", "files", "templates", "tasks", "handlers", "vars", "defaults", "meta",
    "library",
    "module_utils", "filter_plugins", "lookup_plugins", "callback_plugins", "molecule", "plugins",
    "docs", "doc", "documentation", "wiki", "test", "tests", "testing", "testdata", "fixtures", "e2e", "spec",
    "example", "examples", "sample", "samples", "demo", "demos",
    "archive", "archives", "archived", "_archive", ".archive", "attic", "old", "_old", "deprecated", "legacy",
    "obsolete", "retired", "disabled", "unused", "backup", "backups", "graveyard", "tmp", "temp",
    "vendor", "vendored", "third_party", "third-party", "node_modules", "bower_components", "dist", "build",
    "generated", "_generated", ".terraform", ".terragrunt-cache", "charts", "site-packages", "sensitive",
    ".git", ".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".devcontainer", ".vscode", ".idea",
    ".husky", ".ansible", ".venv", "venv", ".cache", ".tenon", ".claude", ".cursor", ".agents", ".woodpecker",
  ]

  /// Names that set aside what shows how a thing is used, unless showing is what the repository is for.
  private static let showcases: Set<String> = ["example", "examples", "sample", "samples", "demo", "demos"]

  /// Whether a folder is excluded, or is inside an excluded one.
  func holds(_ folder: String) -> Bool {
    if folder.isEmpty { return false }
    return ([folder] + ancestors(of: folder)).contains(where: isThing) || isSetAside(folder)
  }

  /// Whether a thing is inside another one; its own folder does not count.
  func holdsParent(of path: String) -> Bool { holds(folder(of: path)) }

  /// Whether a folder is mostly a cluster's: it holds more charts and manifests than the `count` things of some kind.
  func isCluster(_ folder: String, besides count: Int) -> Bool {
    !folder.isEmpty && cluster.count { lies($0, in: folder) } >= max(count, 1)
  }

  func isThing(_ folder: String) -> Bool { things.contains(folder) }

  /// Whether a component of a path marks it as set aside.
  func isSetAside(_ path: String) -> Bool {
    path.split(separator: "/").contains { part in
      let name = part.lowercased()
      return Self.names.contains(name) && !ordinary.contains(name)
    }
  }
}

import FileTrees

/// A tool that can look at files of a handoff: a closed list, so that nothing which a repository or a skeleton names is run.
struct KnownCheck: Sendable {
  let name: String
  /// The first that is installed is taken.
  let programs: [String]
  let arguments: [String]
  /// Whether it looks at a file.
  let takes: @Sendable (CheckedFile) -> Bool
  var scope = Scope.files
  /// What of the repository it executes; nil for a parser or linter.
  var executes: String?
  /// Whether what may hold code of the repository has to be out of its reach.
  var isWary = false
  var seconds = 180

  /// What one run of a check covers.
  enum Scope: Sendable {
    /// Their names are its last arguments.
    case files
    /// It is started in each folder that holds one of them.
    case folders
  }

  static let all = linters + running

  private static let linters = [
    KnownCheck(name: "yamllint", programs: ["yamllint"], arguments: ["-f", "parsable"]) { $0.isYAML },
    KnownCheck(
      name: "compose-spec", programs: ["check-jsonschema"],
      arguments: ["--builtin-schema", "vendor.compose-spec"]
    ) { $0.isYAML && ["compose", "docker-compose"].contains($0.stem) },
    KnownCheck(
      name: "terraform fmt", programs: ["terraform", "tofu"], arguments: ["fmt", "-check", "-diff"]
    ) {
      [".tf", ".tfvars", ".tftest.hcl"].contains(where: $0.name.hasSuffix)
    },
    KnownCheck(name: "hadolint", programs: ["hadolint"], arguments: ["--no-color"]) {
      ["Dockerfile", "Containerfile"].contains($0.stem) || $0.name.hasSuffix(".Dockerfile")
    },
    KnownCheck(name: "shellcheck", programs: ["shellcheck"], arguments: ["--color=never"]) { $0.isShell },
    KnownCheck(
      name: "ruff check", programs: ["ruff"], arguments: ["check", "--no-cache", "--ignore", "RUF100"]
    ) { $0.isPython },
    KnownCheck(name: "ruff format", programs: ["ruff"], arguments: ["format", "--check", "--no-cache"]) {
      $0.isPython
    },
    KnownCheck(
      name: "sqlfluff", programs: ["sqlfluff"],
      arguments: [
        // The raw templater executes nothing, even if the repository's settings name another one.
        "lint", "--dialect", "postgres", "--templater", "raw", "--nocolor",
      ]
    ) { $0.name.hasSuffix(".sql") },
    KnownCheck(
      name: "promtool config", programs: ["promtool"], arguments: ["check", "config", "--syntax-only"]
    ) {
      $0.isYAML && $0.stem == "prometheus"
    },
    KnownCheck(name: "promtool rules", programs: ["promtool"], arguments: ["check", "rules"]) {
      $0.isYAML && $0.path.contains("rules") && $0.startsLine("groups:")
    },
    KnownCheck(name: "amtool", programs: ["amtool"], arguments: ["check-config"]) {
      $0.isYAML && $0.stem == "alertmanager"
    },
    KnownCheck(
      name: "ansible-lint", programs: ["ansible-lint"],
      arguments: ["--offline", "--nocolor", "-q", "-c", "../home/ansible-lint.yml"], takes: { $0.isAnsible },
      isWary: true),
  ]

  private static let running = [
    KnownCheck(
      name: "ansible-playbook --syntax-check", programs: ["ansible-playbook"], arguments: ["--syntax-check"],
      takes: { $0.isPlaybook }, executes: "plugins and inventory scripts"),
    KnownCheck(
      name: "terraform validate", programs: ["terraform", "tofu"], arguments: ["validate", "-no-color"],
      takes: { $0.name.hasSuffix(".tf") && !$0.path.contains("/examples/") }, scope: .folders,
      executes: "its providers", seconds: 600),
    KnownCheck(
      name: "terraform test", programs: ["terraform", "tofu"], arguments: ["test", "-no-color"],
      takes: { $0.name.hasSuffix(".tftest.hcl") }, scope: .folders, executes: "its providers and tests",
      seconds: 600),
    KnownCheck(
      name: "mypy", programs: ["mypy"], arguments: ["--no-color-output", "--cache-dir=/dev/null"],
      takes: { $0.isPython }, executes: "plugins that its settings name"),
    KnownCheck(
      name: "pytest", programs: ["pytest"], arguments: ["-q", "-p", "no:cacheprovider"],
      takes: { $0.isPython && $0.name.hasPrefix("test_") }, executes: "the tests", seconds: 600),
  ]
}

/// A file of a handoff, as the checks ask about it.
struct CheckedFile: Sendable {
  let path: String
  let bytes: [UInt8]

  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  /// The name before its first dot.
  var stem: String { name.split(separator: ".").first.map(String.init) ?? name }
  var isYAML: Bool { name.hasSuffix(".yml") || name.hasSuffix(".yaml") }
  var isPython: Bool { name.hasSuffix(".py") }

  var isShell: Bool {
    if name.hasSuffix(".sh") || name.hasSuffix(".bash") { return true }
    let first = String(decoding: bytes.prefix(60).prefix { $0 != 0x0A }, as: UTF8.self)
    return first.hasPrefix("#!")
      && ["sh", "bash"].contains { first.hasSuffix("/\($0)") || first.hasSuffix(" \($0)") }
  }

  var isPlaybook: Bool { isYAML && !path.contains("/tasks/") && startsLine("- hosts:", "  hosts:") }

  var isAnsible: Bool {
    let folders = path.split(separator: "/").dropLast()
    let parts: Set<Substring> = ["tasks", "handlers", "defaults", "meta", "vars"]
    return isPlaybook || isYAML && folders.contains("roles") && folders.last.map(parts.contains) == true
  }

  /// Whether a line begins with one of these.
  func startsLine(_ beginnings: String...) -> Bool {
    String(decoding: bytes.prefix(1 << 16), as: UTF8.self).split(whereSeparator: \.isNewline).contains {
      line in
      beginnings.contains(where: line.hasPrefix)
    }
  }
}

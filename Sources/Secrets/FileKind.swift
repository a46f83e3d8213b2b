/// How a file writes values down, as far as that decides what a bare word is.
enum FileKind: Sendable {
  /// `key: word`.
  case yaml
  /// Only what is quoted is a text.
  case json
  /// `key = word`, one per line.
  case settings
  /// Words are words, `$` is not.
  case shell
  /// What is not quoted is a variable.
  case code
  /// Sentences.
  case prose
  case unknown

  init(path: String, bytes: [UInt8]) {
    var name = lastComponent(of: path).lowercased()
    while let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
      Self.wrappers.contains(String(name[name.index(after: dot)...])),
      dot > name.startIndex
    {
      name = String(name[..<dot])
    }
    self = Self.named(name) ?? Self.shaped(bytes)
  }

  private static let wrappers: Set = [
    "j2", "jinja", "jinja2", "tpl", "tmpl", "gotmpl", "template", "erb", "example", "sample", "dist", "bak",
    "orig",
    "old", "in", "default", "backup", "save", "tftpl", "mustache", "enc", "sops",
  ]

  private static func named(_ name: String) -> FileKind? {
    if name.hasPrefix("dockerfile") || name.hasPrefix("containerfile") || name.hasSuffix("dockerfile") {
      return .shell
    }
    if name.hasPrefix(".env") || name.hasSuffix(".env") || name == "env" {
      return .settings
    }
    if name.hasPrefix("readme") { return .prose }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return byName[name] }
    return byEnding[String(name[name.index(after: dot)...])]
  }

  private static let byName: [String: FileKind] = [
    "makefile": .settings, "jenkinsfile": .code, "vagrantfile": .code, "caddyfile": .settings,
    "netrc": .settings,
    "rakefile": .code, "gemfile": .code, "procfile": .shell, "justfile": .settings, "license": .prose,
    "hosts": .settings,
    "inventory": .settings, "config": .settings, "credentials": .settings,
  ]

  private static let byEnding: [String: FileKind] = {
    var kinds: [String: FileKind] = [:]
    let rows: [(FileKind, String)] = [
      (.yaml, "yaml yml sls eyaml raml"),
      (.json, "json json5 jsonc tfstate ipynb webmanifest har avsc"),
      (
        .settings,
        "env ini conf cfg cnf properties toml envrc service rc netrc config pgpass desktop inventory hosts network preseed seed ks htpasswd ovpn nmconnection rsc repo list lst mk caddyfile caddy nginx vhost ldif secrets netdev rules"
      ),
      (.shell, "sh bash zsh fish ksh ps1 psm1 bat cmd dockerfile command"),
      (
        .code,
        "py rb js mjs cjs ts tsx jsx go rs java kt kts scala groovy gradle c h cc cpp hpp cs php pl pm lua swift tf tfvars hcl nix sql r ex exs erl clj dart vue svelte bicep jsonnet libsonnet cue rego pp html htm css scss vb fs m proto graphql tm ipxe dhall star bzl xml plist csproj"
      ),
      (.prose, "md markdown rst adoc asciidoc txt org tex pod man po pot"),
    ]
    for (kind, endings) in rows {
      for ending in endings.split(separator: " ") { kinds[String(ending)] = kind }
    }
    return kinds
  }()

  /// Detected from its beginning, if the name is not known.
  private static func shaped(_ bytes: [UInt8]) -> FileKind {
    let head = bytes.prefix(400)
    if head.begins("#!") {
      let line = head.prefix { !isLineEnd($0) }
      return ["sh", "bash", "zsh", "ash", "dash"].contains { line.has(" \($0)") || line.has("/\($0)") }
        ? .shell : .code
    }
    guard let first = head.first(where: { !isBlank($0) && $0 != 0x0A && $0 != 0x0D }) else { return .unknown }
    if first == UInt8(ascii: "{") { return .json }
    if head.begins("---\n") || head.has("\n---\n") || head.begins("apiVersion:") { return .yaml }
    return .unknown
  }

  /// Whether a bare word after a key can be a text at all.
  var hasBareTexts: Bool { self != .json && self != .code }
}

extension ArraySlice<UInt8> {
  fileprivate func has(_ word: String) -> Bool { place(of: Array(word.utf8)) != nil }
}

/// The last component of a path; slashes at its end do not count.
func lastComponent(of path: String) -> Substring {
  path.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? ""
}

/// Whether the path is one of tests, examples or documentation, whose values are made up.
func isMadeUp(_ path: String) -> Bool {
  let parts = path.lowercased().utf8.split(separator: UInt8(ascii: "/")).map { Array($0)[...] }
  guard let name = parts.last else { return false }
  if parts.dropLast().contains(where: { madeUpFolders.contains($0.text) }) { return true }
  return madeUpEndings.contains(where: name.ends)
    || madeUpBeginnings.contains(where: name.begins) || madeUpParts.contains(where: name.has)
}

private let madeUpEndings: [StaticString] = [".example", ".sample", ".dist", ".template", ".tmpl"]
private let madeUpBeginnings: [StaticString] = ["example", "test_"]
private let madeUpParts: [StaticString] = [".example", "examples", "_test.", ".test.", ".spec.", "_spec."]

private let madeUpFolders: Set<String> = [
  "test", "tests", "testing", "spec", "specs", "example", "examples", "sample", "samples", "docs", "doc",
  "molecule",
  "fixtures", "fixture", "testdata", "demo", "demos", "__tests__", "mocks", "e2e",
]

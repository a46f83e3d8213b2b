/// What a file's text states that it is, as far as places need to know.
package struct FileFacts: Hashable, Sendable {
  package enum Nature: Hashable, Sendable {
    case play, inventory, compose, manifest, tasks
    case terraform, terragruntUnit, ansibleSettings, lintSettings, editorSettings
    case shell, python
  }

  var natures: Set<Nature> = []
  /// What it names: roles of a play, sources of modules, files that containers see.
  var references: [String] = []
  /// A root module's signs: a backend, a provider, a cloud block.
  var isRootModule = false
  var hasVariables = false
  /// Written for Windows hosts.
  var isForWindows = false
  /// `roles_path` and `inventory` of an `ansible.cfg`; what linters and editors are told of YAML.
  var settings: [String: String] = [:]

  static let none = FileFacts()

  /// Reads what a file is; the path states how it is read.
  package init(of path: String, _ bytes: [UInt8]) {
    self.init()
    let name = name(of: path)
    if composeNames.contains(name) {
      readCompose(bytes)
    } else if lintSettingsNames.contains(name) {
      readLintSettings(bytes)
    } else if name == ".editorconfig" {
      readEditorSettings(bytes)
    } else if name == "ansible.cfg" {
      readSettings(bytes)
    } else if name.hasSuffix(".tf") || name.hasSuffix(".tofu") || name.hasSuffix(".hcl") {
      readTerraform(bytes, isTerragrunt: name == "terragrunt.hcl")
    } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      readYAML(bytes)
    } else if bytes.starts(with: "#!".utf8) {
      readShebang(bytes)
    } else if name.hasSuffix(".py") {
      if bytes.contains("__main__") { natures.insert(.python) }
    } else if inventoryEndings.contains(ending(of: name)) {
      readInventoryINI(bytes, isNamedSo: Self.looksLikeInventory(path))
    }
  }

  private init() {}

  /// Whether the text of a file at this path states something about places.
  package static func areIn(_ path: String, isExecutable: Bool) -> Bool {
    if lintSettingsNames.contains(name(of: path)) || name(of: path) == ".editorconfig" { return true }
    let ending = ending(of: name(of: path))
    switch ending {
    case "yml", "yaml", "tf", "tofu", "hcl", "py": return true
    case "sh", "bash": return false
    case "": return isExecutable || looksLikeInventory(path)
    default: return inventoryEndings.contains(ending) || name(of: path) == "ansible.cfg"
    }
  }

  private static func looksLikeInventory(_ path: String) -> Bool {
    let all = ancestors(of: path).map(name(of:)) + [name(of: path)]
    return all.contains { $0.hasPrefix("inventor") || $0.hasPrefix("hosts") || $0.hasSuffix("hosts") }
  }
}

/// The names by which Compose finds its file (docs.docker.com, "The Compose file").
package let composeNames = [
  "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
]

/// The files that yamllint reads (yamllint.readthedocs.io, "Configuration").
let lintSettingsNames: Set<String> = [".yamllint", ".yamllint.yaml", ".yamllint.yml"]

private let inventoryEndings: Set<String> = ["", "ini", "cfg", "inventory", "hosts"]

/// What follows the last dot of a name; empty if there is none but in front.
func ending(of name: String) -> String {
  guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
  return String(name[name.utf8.index(after: dot)...])
}

extension [UInt8] {
  /// Whether a short text is in it.
  func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    var at = startIndex
    while let found = self[at...].firstIndex(of: first), found + wanted.count <= count {
      if self[found..<(found + wanted.count)].elementsEqual(wanted) { return true }
      at = found + 1
    }
    return false
  }
}

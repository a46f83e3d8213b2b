/// What kind of thing a unit is, by which a repository's own things of the kind are known.
package enum UnitKind: String, Hashable, Sendable, CaseIterable {
  case collection, role, playbook, inventory
  case stack, image
  case module, rootModule = "root module"
  case shellScript = "shell script"
  case pythonProgram = "Python program"
  case configuration, migrations

  /// The folders where a unit goes that nothing in the repository has a place for, after the skeleton's own proposal.
  ///
  /// One that holds other things, or that git ignores, is passed over.
  package var defaultFolders: [String] {
    switch self {
    case .collection: ["collections/ansible_collections", "ansible_collections"]
    case .role: ["roles", "ansible/roles"]
    case .playbook: ["playbooks", "ansible/playbooks"]
    case .inventory: ["inventories", "inventory", "ansible/inventories"]
    case .stack: ["services", "stacks", "compose", "docker-compose"]
    case .image: ["docker", "images", "containers", "dockerfiles"]
    case .module: ["terraform/modules", "modules", "tofu/modules"]
    case .rootModule: ["terraform", "tofu", "infrastructure", "terraform-roots"]
    case .shellScript: ["scripts", "bin", "shell"]
    case .pythonProgram: ["tools", "scripts", "python"]
    case .configuration: ["config", "configuration", "settings"]
    case .migrations: ["databases", "migrations", "sql"]
    }
  }

  /// Kinds whose files Ansible reads: they share habits such as the extension.
  package var isAnsible: Bool {
    switch self {
    case .collection, .role, .playbook, .inventory: true
    default: false
    }
  }

  /// The plural, for people.
  package var plural: String {
    switch self {
    case .inventory: "inventories"
    case .configuration: "configurations"
    case .migrations: "sets of migrations"
    default: rawValue + "s"
    }
  }
}

package import FileTrees

/// How Ansible is to be started here: from which folder, with which inventory and which playbook.
///
/// Ansible reads `ansible.cfg` of the folder that it is started in and no other (Ansible Configuration Settings), and
/// ends with 0 where its pattern matches no host: nothing was done then, and a check would have passed on nothing.
package struct AnsibleProject: Hashable, Sendable {
  /// The folder of the `ansible.cfg` that is nearest above the unit; the root if there is none.
  package var folder: RelativePath
  /// What `-i` needs, from the repository's root; nil if `ansible.cfg` sets it, or there is none.
  package var inventory: RelativePath?
  /// The inventory that `ansible.cfg` names, from the repository's root: for it no one has to type `-i`.
  package var configured: RelativePath?
  /// The playbooks that the steps name and that are not there, each with the one to take instead.
  package var playbooks: [String: String?] = [:]

  package init(folder: RelativePath, inventory: RelativePath? = nil) {
    self.folder = folder
    self.inventory = inventory
  }

  /// The command as it is to be typed; nil if it needs a playbook that is not there.
  package func placed(_ command: Manifest.Command) -> Manifest.Command? {
    var argv: [String] = []
    for argument in command.argv {
      guard let other = playbooks[argument] else {
        argv.append(argument)
        continue
      }
      guard let other else { return nil }
      argv.append(other)
    }
    guard let tool = argv.first, Self.tools.contains(tool) else {
      return Manifest.Command(argv, cwd: command.cwd, env: command.env)
    }
    argv = [tool] + withoutConfigured(argv.dropFirst()).map(fromFolder)
    if tool != "ansible-inventory" {
      if let inventory, !argv.contains("-i") {
        argv.insert(contentsOf: ["-i", fromFolder("\(inventory)")], at: 1)
      }
      argv = ["env", "ANSIBLE_HOST_PATTERN_MISMATCH=error"] + argv
    }
    return Manifest.Command(argv, cwd: folder.isRoot ? nil : "\(folder)", env: command.env)
  }

  /// A sentence with the playbooks that are there in place of those that it names.
  func named(in text: String) -> String {
    playbooks.sorted { $0.key < $1.key }.reduce(text) { text, playbook in
      playbook.value.map { text.replacing(playbook.key, with: $0) } ?? text
    }
  }

  /// Without the `-i` that `ansible.cfg` makes redundant: the inventory itself, its folder, or a file in that folder.
  private func withoutConfigured(_ arguments: ArraySlice<String>) -> [String] {
    guard let configured, let flag = arguments.firstIndex(of: "-i"), flag + 1 < arguments.endIndex,
      let named = try? RelativePath(arguments[flag + 1]),
      named == configured || named.parent == configured
    else { return Array(arguments) }
    return Array(arguments[..<flag] + arguments[(flag + 2)...])
  }

  private static let tools = ["ansible", "ansible-playbook", "ansible-inventory"]

  /// A path from the root, as it reads from the project's folder.
  private func fromFolder(_ argument: String) -> String {
    if folder.isRoot { return argument }
    let prefix = "\(folder)/"
    if argument.hasPrefix(prefix) { return String(argument.dropFirst(prefix.count)) }
    guard argument.contains("/"), !argument.hasPrefix("/"),
      argument.hasSuffix(".yml") || argument.hasSuffix(".yaml")
    else { return argument }
    return String(repeating: "../", count: folder.components.count) + argument
  }
}

extension Deployment {
  /// The same with its Ansible commands as they are to be typed here, each step once.
  package func placed(in project: AnsibleProject) -> Deployment {
    var placed = self
    placed.prerequisites = prerequisites.map { item in
      var item = item
      item.text = project.named(in: item.text)
      item.check = item.check.flatMap(project.placed)
      return item
    }
    placed.steps = steps.map { $0.placed(in: project) }
    placed.verify = verify.map { $0.placed(in: project) }
    placed.rollback = rollback.map { $0.placed(in: project) }
    return placed
  }
}

extension Manifest.Step {
  /// The same with its command as it is to be typed in the project.
  package func placed(in project: AnsibleProject) -> Manifest.Step {
    var step = self
    step.command = command.flatMap(project.placed)
    return step
  }
}

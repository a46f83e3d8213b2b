import Diagnostics
import Disk
import FileTrees
import GitReading
import Handoffs
import Workspaces

extension OpenWorkspace {
  /// How Ansible is started for a unit: the nearest `ansible.cfg`, the inventory, and the playbooks that are there.
  ///
  /// What is not there is asked for: a step that names a playbook which nobody has written stops a person at night.
  func ansibleProject(
    above folder: RelativePath, playing role: String, commands: [Manifest.Command],
    asOf commit: ObjectID? = nil
  ) throws(Findings) -> (project: AnsibleProject, questions: [String]) {
    var project = AnsibleProject(folder: .root)
    var questions: [String] = []
    let configuration = try ansibleConfiguration(above: folder)
    if let configuration { project.folder = configuration.folder }
    if configuration?.namesInventory != true {
      project.inventory = try ansibleInventory(in: project.folder)
      if project.inventory == nil, commands.contains(where: Self.needsInventory) {
        questions.append(
          "which inventory has the hosts? none was found: set one in ansible.cfg, or run tenon new ansible-inventory"
        )
      }
    }
    for playbook in Set(commands.compactMap(Self.playbook)).sorted() {
      guard let path = try? RelativePath(playbook), try workspace.plainEntry(at: path) == nil else {
        continue
      }
      // The way back plays what the commit before has, which may be renamed or gone by now.
      if let commit, try workspace.version(of: path, inTreeOf: commit) != nil { continue }
      let other = try self.playbook(applying: role, in: project.folder)
      project.playbooks[playbook] = .some(other?.description)
      if other == nil {
        questions.append(
          "which playbook applies \(role)? \(playbook) does not exist: write it, or set another one with tenon update --set playbook=PATH"
        )
      }
    }
    return (project, questions)
  }

  private static func needsInventory(_ command: Manifest.Command) -> Bool {
    ["ansible", "ansible-playbook"].contains(command.argv.first) && !command.argv.contains("-i")
  }

  /// The playbook that a command plays.
  private static func playbook(_ command: Manifest.Command) -> String? {
    guard command.argv.first == "ansible-playbook" else { return nil }
    return command.argv.dropFirst().first { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
  }

  private func ansibleConfiguration(
    above folder: RelativePath
  ) throws(Findings) -> (folder: RelativePath, namesInventory: Bool)? {
    for candidate in [folder] + folder.ancestors.reversed() + [.root] {
      let path = try below(candidate, "ansible.cfg")
      guard let bytes = try bytes(at: path) else { continue }
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      let keys = lines.compactMap { $0.split(separator: "=").first?.filter { !$0.isWhitespace } }
      return (candidate, keys.contains("inventory"))
    }
    return nil
  }

  /// The inventory of a unit, or a file or folder that people call so; nil where several could be meant.
  private func ansibleInventory(in folder: RelativePath) throws(Findings) -> RelativePath? {
    let known = try units()
    var files: [RelativePath] = []
    for unit in known.units where unit.skeleton == "ansible-inventory" {
      guard let record = known.record(of: unit) else { continue }
      files += record.files.map(\.path).filter { path in
        (path.text ?? "").hasSuffix("/hosts.yml") && path.parent == record.destination
      }
    }
    if files.count == 1 { return files[0] }
    for name in [
      "inventory", "inventory.yml", "inventory.yaml", "inventory.ini", "hosts.yml", "hosts.ini", "hosts",
    ] {
      let path = try below(folder, name)
      if try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: path) }) != nil {
        return path
      }
    }
    return nil
  }

  /// The first playbook of the project that names the role, in its folder or below `playbooks`.
  private func playbook(applying role: String, in folder: RelativePath) throws(Findings) -> RelativePath? {
    for place in [folder, try below(folder, "playbooks")] {
      let names = (try? workspace.folder.names(in: place)) ?? []
      for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let text = String(decoding: name, as: UTF8.self)
        guard text.hasSuffix(".yml") || text.hasSuffix(".yaml"), let path = try? below(place, text),
          let bytes = try? bytes(at: path), Self.applies(role, String(decoding: bytes, as: UTF8.self))
        else { continue }
        return path
      }
    }
    return nil
  }

  /// Whether a play has hosts and names the role: `- web`, `- role: web`, `name: web`.
  private static func applies(_ role: String, _ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.drop { $0 == " " || $0 == "-" }.filter { $0 != "\"" && $0 != "'" }
    }
    return lines.contains { $0.hasPrefix("hosts:") }
      && lines.contains { [role, "role: \(role)", "name: \(role)"].contains(String($0)) }
  }

  private func below(_ folder: RelativePath, _ name: String) throws(Findings) -> RelativePath {
    try diagnosing { () throws(PathError) in try folder.appending(name) }
  }

  private func bytes(at path: RelativePath) throws(Findings) -> [UInt8]? {
    try workspace.plainFile(at: path)?.content?.worktree
  }
}

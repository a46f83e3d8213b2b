import Diagnostics
import Disk
import FileTrees
import GitReading
import Handoffs
import Texts
import Units
import Workspaces

/// The folder, inventory and playbooks with which the Ansible commands of a handoff run.
struct AnsibleProjectSearch: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// How Ansible is started for a unit: the nearest `ansible.cfg`, the inventory, and the playbooks that are there.
  ///
  /// What is missing becomes an open question: a step with a playbook that does not exist would fail on deployment.
  func ansibleProject(
    for record: Record, commands: [Manifest.Command], asOf commit: ObjectID? = nil
  ) throws(Findings) -> (project: AnsibleProject, questions: [String]) {
    let role = record.unit.name
    var project = AnsibleProject(folder: .root)
    var questions: [String] = []
    let configuration = try ansibleConfiguration(above: record.destination)
    if let configuration { project.folder = configuration.folder }
    project.configured = configuration?.inventory.flatMap {
      (try? RelativePath(folder: $0)).map(project.folder.appending)
    }
    if configuration?.inventory == nil {
      project.inventory = try ansibleInventory(in: project.folder)
      if project.inventory == nil, commands.contains(where: Self.needsInventory) {
        questions.append(
          "which inventory has the hosts? none was found: set one in ansible.cfg, or run tenon new ansible-inventory"
        )
      }
    }
    for playbook in Set(commands.compactMap(Self.playbook)).sorted() {
      // A play's own commands refer to itself, independently of the roles it applies.
      guard let path = try? RelativePath(playbook), !record.paths.contains(path) else { continue }
      // The way back plays what the commit before has, which may be renamed or gone by now.
      if let commit, try PathVersions(workspace).version(of: path, inTreeOf: commit) != nil { continue }
      let found = try PlaybookSearch(opened).playbook(applying: role, proposed: path, in: project.folder)
      if found != path { project.playbooks[playbook] = .some(found?.description) }
      if let question = try question(about: found, proposed: path, applying: role) {
        questions.append(question)
      }
    }
    return (project, questions)
  }

  /// What has to be decided about the playbook that was found for a role; nil if it applies the role.
  private func question(
    about found: RelativePath?, proposed: RelativePath, applying role: String
  ) throws(Findings) -> String? {
    guard let found else {
      return
        "which playbook applies \(role)? \(proposed) does not exist: write it, or set another one with tenon update --set playbook=PATH"
    }
    if try PlaybookSearch(opened).applies(role, at: found) { return nil }
    let owner = try opened.units().owner(of: found).flatMap { $0.skeleton == "ansible-playbook" ? $0 : nil }
    let way = owner.map { "tenon update \($0) --set roles=\(role)" } ?? "name it there"
    return
      "which playbook applies \(role)? \(found) does not name it: \(way), or set another playbook with tenon update --set playbook=PATH"
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
  ) throws(Findings) -> (folder: RelativePath, inventory: String?)? {
    for candidate in folder.upwards {
      guard let bytes = try opened.bytes(at: try candidate.adding("ansible.cfg")) else { continue }
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      let settings = lines.map { $0.filter { !$0.isWhitespace }.split(separator: "=", maxSplits: 1) }
      let inventory = settings.first { $0.first == "inventory" && $0.count == 2 }?.last
      return (candidate, inventory.map { String($0) })
    }
    return nil
  }

  /// The inventory of a unit, or a file or folder that people call so; nil if several could be meant.
  private func ansibleInventory(in folder: RelativePath) throws(Findings) -> RelativePath? {
    var files: [RelativePath] = []
    for record in try NamedRecords(workspace).records(ofSkeleton: "ansible-inventory") {
      files += record.files.map(\.path).filter { path in
        (path.text ?? "").hasSuffix("/hosts.yml") && path.parent == record.destination
      }
    }
    if files.count == 1 { return files[0] }
    for name in [
      "inventory", "inventory.yml", "inventory.yaml", "inventory.ini", "hosts.yml", "hosts.ini", "hosts",
    ] {
      let path = try folder.adding(name)
      if try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: path) }) != nil {
        return path
      }
    }
    return nil
  }
}

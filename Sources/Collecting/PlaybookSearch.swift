import Diagnostics
import Disk
import FileTrees
import Handoffs
import Layouts
import Units
import Workspaces

/// The playbook that applies a role.
struct PlaybookSearch: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The playbook that applies a role: the proposed one where that does, else any other of the project's that does,
  /// under any name; else the proposed one, if it exists and does not show which roles it applies.
  func playbook(
    applying role: String, proposed: RelativePath, in folder: RelativePath
  ) throws(Findings) -> RelativePath? {
    if try applies(role, at: proposed) { return proposed }
    for path in try usualPlaybooks(in: folder) where try applies(role, at: path) { return path }
    for path in try otherPlaybooks() where try applies(role, at: path) { return path }
    return try workspace.plainEntry(at: proposed) == nil ? nil : proposed
  }

  /// Playbooks of units, and those beside `ansible.cfg` and below `playbooks`.
  private func usualPlaybooks(in folder: RelativePath) throws(Findings) -> [RelativePath] {
    var found = try NamedRecords(workspace).records(ofSkeleton: "ansible-playbook").flatMap {
      $0.files.map(\.path)
    }
    for place in [folder, try folder.adding("playbooks")] {
      let names = (try? workspace.folder.names(in: place)) ?? []
      for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let text = String(decoding: name, as: UTF8.self)
        guard text.hasSuffix(".yml") || text.hasSuffix(".yaml"), let path = try? place.appending(text) else {
          continue
        }
        found.append(path)
      }
    }
    return found
  }

  /// What git's index knows as a play, wherever it is: the whole repository is read for it.
  private func otherPlaybooks() throws(Findings) -> [RelativePath] {
    try workspace.unmanaged().filter { $0.kind == .playbook }.compactMap { try? RelativePath($0.path) }
  }

  /// Whether a file has a play with hosts that names the role: `- web`, `- role: web`, `roles: [web]`, `name: web`.
  func applies(_ role: String, at path: RelativePath) throws(Findings) -> Bool {
    guard let bytes = try opened.bytes(at: path) else { return false }
    let words = String(decoding: bytes, as: UTF8.self).split { $0.isNewline || "[]{},".contains($0) }.map {
      word in
      word.drop { $0 == " " || $0 == "-" }.filter { $0 != "\"" && $0 != "'" && $0 != " " }
    }
    return words.contains { $0.hasPrefix("hosts:") }
      && words.contains { [role, "role:\(role)", "name:\(role)"].contains(String($0)) }
  }
}

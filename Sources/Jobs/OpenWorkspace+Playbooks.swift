import Diagnostics
import Disk
import FileTrees
import Handoffs
import Layouts
import Workspaces

extension OpenWorkspace {
  /// The playbook that applies a role: the proposed one where that does, else any other of the project's that does,
  /// whatever it is called; the proposed one again where it is there and nothing says which roles it applies.
  func playbook(
    applying role: String, proposed: RelativePath, in folder: RelativePath
  ) throws(Findings) -> RelativePath? {
    if try applies(role, at: proposed) { return proposed }
    for path in try playbooks(in: folder) where try applies(role, at: path) { return path }
    return try workspace.plainEntry(at: proposed) == nil ? nil : proposed
  }

  /// Playbooks of units, those beside `ansible.cfg` and below `playbooks`, then what git's index knows as a play.
  private func playbooks(in folder: RelativePath) throws(Findings) -> [RelativePath] {
    let known = try units()
    var found = known.units.filter { $0.skeleton == "ansible-playbook" }.flatMap { unit in
      known.record(of: unit)?.files.map(\.path) ?? []
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
    let others = try workspace.unmanaged().filter { $0.kind == .playbook }
    return found + others.compactMap { try? RelativePath($0.path) }
  }

  /// Whether a file has a play with hosts that names the role: `- web`, `- role: web`, `roles: [web]`, `name: web`.
  func applies(_ role: String, at path: RelativePath) throws(Findings) -> Bool {
    guard let bytes = try bytes(at: path) else { return false }
    let words = String(decoding: bytes, as: UTF8.self).split { $0.isNewline || "[]{},".contains($0) }.map {
      word in
      word.drop { $0 == " " || $0 == "-" }.filter { $0 != "\"" && $0 != "'" && $0 != " " }
    }
    return words.contains { $0.hasPrefix("hosts:") }
      && words.contains { [role, "role:\(role)", "name:\(role)"].contains(String($0)) }
  }
}

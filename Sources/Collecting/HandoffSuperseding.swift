import Diagnostics
import Disk
import FileTrees
import Handoffs
import Planning
import Units
import Workspaces

/// Marks the handoffs that a new one takes the place of.
struct HandoffSuperseding: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Marks the handoffs that a new one supersedes: it lists all their files, and they are not committed.
  ///
  /// The mark is a file beside the manifest, `ID.superseded` with the new id in it: a manifest never changes.
  func superseding(_ manifest: Manifest) throws(Findings) -> [Change] {
    var changes: [Change] = []
    let paths = Set(manifest.files.map(\.path))
    for path in try HandoffStore(workspace).manifestPaths() {
      guard let other = try? HandoffStore(workspace).manifest(at: path) else { continue }
      let mark = try HandoffSuccessors(workspace).mark(of: other.id)
      let before = try workspace.plainEntry(at: mark)?.worktreeState ?? .absent
      if other.id == manifest.id {
        if before != .absent { changes.append(Change(path: mark, before: before, after: .absent)) }
      } else if Set(other.files.map(\.path)).isSubset(of: paths), before == .absent,
        try HandoffStages(workspace).standing(of: other).isOpen
      {
        let text = Array("\(manifest.id)\n".utf8)
        changes.append(Change(path: mark, before: before, after: .file(text, executable: false)))
      }
    }
    return changes
  }
}

/// Which handoff took the place of another: a file beside the manifest says so.
struct HandoffSuccessors {
  let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// The id of the handoff that took the place of this one, or nil.
  func successor(of id: String) throws(Findings) -> String? {
    let bytes = try workspace.plainFile(at: try mark(of: id))?.content?.stored
    let text = bytes.map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
    return text.flatMap { $0.utf8.count == 12 && $0.allSatisfy(\.isHexDigit) ? $0 : nil }
  }

  fileprivate func mark(of id: String) throws(Findings) -> RelativePath {
    try TenonFolder.handoffs.adding("\(id).superseded")
  }
}

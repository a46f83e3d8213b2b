import Applying
import Collecting
package import Diagnostics
package import FileTrees
import GitReading
import Texts
package import Units
import Workspaces

/// What `undo` took back.
package struct UndoOutcome: Sendable {
  /// The command that was rolled back, as the person named it.
  package let label: String
  package let restored: [RelativePath]
  package let removed: [RelativePath]
  /// Files whose undone content HEAD holds, so that git now shows them as changed back.
  package let committed: [RelativePath]
  /// Handoffs of what was rolled back: they are stale now.
  package let staleHandoffs: [String]
}

/// Takes the newest operation of the log back, unless one of its files has changed since.
package func undo(in opened: OpenWorkspace) throws(Findings) -> UndoOutcome {
  try opened.checkTrust()
  let committed = try opened.workspace.committedFilesOfLastOperation()
  let before = try HandoffStages(opened.workspace).currentHandoffs()
  let report = try takeBack(in: opened.workspace)
  let after = before.isEmpty ? [] : try HandoffStages(opened.workspace).currentHandoffs()
  return UndoOutcome(
    label: report.label, restored: report.restored, removed: report.removed, committed: committed,
    staleHandoffs: before.filter { !after.contains($0) })
}

/// Replaces the hint for a file that has changed since: running the command again would not help.
private func takeBack(in workspace: Workspace) throws(Findings) -> UndoReport {
  do throws(ApplyError) {
    return try Applying.undo(in: workspace.folder, label: "tenon undo")
  } catch {
    guard case .moved = error else { throw Findings(error) }
    let moved = error.diagnostics.map {
      Diagnostic($0.code, $0.message, at: $0.place, hint: "undo requires every file as the operation left it")
    }
    throw Findings(moved) ?? Findings(error)
  }
}

extension Workspace {
  /// Files of the last operation that HEAD holds as the operation left them.
  fileprivate func committedFilesOfLastOperation() throws(Findings) -> [RelativePath] {
    guard let last = try diagnosing({ () throws(ApplyError) in try lastOperation(in: folder) }),
      let head = try diagnosing({ () throws(GitError) in try git.head() }).commit
    else { return [] }
    var committed: [RelativePath] = []
    for file in last.files where file.after != nil {
      guard case .file(let content, _) = try entry(at: file.path), content.worktreeID == file.after
      else { continue }
      let stored = try diagnosing { () throws(GitError) in try git.entry(at: file.path, inTreeOf: head) }
      if stored?.id == content.storedID { committed.append(file.path) }
    }
    return committed
  }
}

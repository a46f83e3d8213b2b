import Applying
package import Diagnostics
package import FileTrees
package import Units
import Workspaces

/// What `redo` did again.
package struct RedoOutcome: Sendable {
  /// The command that was done again, as the person named it.
  package let label: String
  package let created: [RelativePath]
  package let updated: [RelativePath]
  package let deleted: [RelativePath]
}

/// Does the operation again that was undone last, unless one of its files has changed since.
package func redo(in opened: OpenWorkspace) throws(Findings) -> RedoOutcome {
  try opened.checkTrust()
  do throws(ApplyError) {
    let (label, report) = try Applying.redo(in: opened.workspace.folder, label: "tenon redo")
    return RedoOutcome(
      label: label, created: report.created, updated: report.updated, deleted: report.deleted)
  } catch {
    guard case .moved = error else { throw Findings(error) }
    let moved = error.diagnostics.map {
      Diagnostic(
        $0.code, $0.message, at: $0.place, hint: "redo requires every file as the undo left it")
    }
    throw Findings(moved) ?? Findings(error)
  }
}

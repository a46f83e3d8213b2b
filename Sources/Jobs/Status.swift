package import Diagnostics
import FileTrees
import GitReading
import Workspaces

/// Looks at units: what a person did to them, and what an update would do; writes nothing.
package func status(
  of units: [String], in opened: borrowing OpenWorkspace
) throws(Findings) -> WorkspaceStatus {
  let selection = try opened.select(units)
  let git = try diagnosing { () throws(GitError) in
    (head: try opened.workspace.git.head(), dirty: try opened.workspace.git.changedPaths().count)
  }
  var statuses: [UnitStatus] = []
  for (index, record) in selection.records.enumerated() {
    opened.process.tellProgress(.unit(record.unit), index, of: selection.records.count)
    statuses.append(UnitStatus(of: opened.refresh(record)))
  }
  return WorkspaceStatus(
    root: opened.workspace.root, branch: git.head.branch, commit: git.head.commit,
    operation: opened.workspace.git.operation?.rawValue, dirty: git.dirty, units: statuses,
    faults: selection.faults)
}

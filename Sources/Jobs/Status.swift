package import Diagnostics
import FileTrees
import GitReading
import Workspaces

/// Looks at units: what a person did to them, and what an update would do; writes nothing.
package func status(of units: [String], in bench: borrowing Workbench) throws(Findings) -> WorkspaceStatus {
  let selection = try bench.select(units)
  let git = try saying { () throws(GitError) in
    (head: try bench.workspace.git.head(), dirty: try bench.workspace.git.changedPaths().count)
  }
  var statuses: [UnitStatus] = []
  for (index, record) in selection.records.enumerated() {
    bench.surroundings.tellProgress(record.unit, index, of: selection.records.count)
    statuses.append(UnitStatus(of: bench.refresh(record)))
  }
  return WorkspaceStatus(
    root: bench.workspace.root, branch: git.head.branch, commit: git.head.commit,
    operation: bench.workspace.git.operation?.rawValue, dirty: git.dirty, units: statuses,
    faults: selection.faults)
}

import Collecting
package import Diagnostics
import FileTrees
import GitReading
import Texts
package import Units
import Workspaces

/// Looks at units: what a person did to them, and what an update would do; writes no file of a person's.
///
/// With `repository`, what differs from HEAD is counted in the whole repository, untracked files included.
package func status(
  of units: [String], repository: Bool = false, in opened: OpenWorkspace
) throws(Findings) -> WorkspaceStatus {
  let head = try diagnosing { () throws(GitError) in try opened.workspace.git.head() }
  let found = try unitStatuses(of: units, in: opened)
  return WorkspaceStatus(
    root: opened.workspace.root, branch: head.branch, commit: head.commit,
    operation: opened.workspace.git.operation?.rawValue,
    dirty: try repository
      ? diagnosing { () throws(GitError) in try opened.workspace.git.changedPaths().count }
      : TrackedChanges(opened.workspace).changedTrackedFiles(
        below: units.isEmpty ? nil : found.units.map(\.destination)),
    isWhole: repository, units: found.units, faults: found.faults)
}

/// The status of units, by default of all; of these only the ones are read that changed since the last time.
func unitStatuses(
  of units: [String], in opened: OpenWorkspace
) throws(Findings) -> (units: [UnitStatus], faults: [UnitFault]) {
  let survey = units.isEmpty ? try VerdictMemory(opened).survey() : UnitSurvey()
  if survey.isComplete { return (survey.units.map(UnitStatus.init), []) }
  let selection = try opened.select(units)
  let keys = VerdictMemory(opened).inputKeys
  var statuses: [UnitStatus] = []
  for (index, record) in selection.records.enumerated() {
    opened.process.tellProgress(.unit(record.unit), index, of: selection.records.count)
    if let settled = survey.settled[record.unit] {
      statuses.append(UnitStatus(of: settled))
    } else {
      let refreshed = UnitRefresh(opened).refresh(record)
      let status = UnitStatus(of: refreshed)
      if units.isEmpty { try VerdictMemory(opened).remember(status, of: refreshed, keys) }
      statuses.append(status)
    }
  }
  if units.isEmpty { try VerdictMemory(opened).keepMemory(of: selection.records) }
  return (statuses, selection.faults)
}

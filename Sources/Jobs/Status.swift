package import Diagnostics
import FileTrees
import GitReading
import Merging
import Planning
import Workspaces

/// Looks at units: what a person did to them, and what an update would do; writes nothing.
package func status(of units: [String], in bench: borrowing Workbench) throws(Findings) -> WorkspaceStatus {
  let records = try bench.workspace.records()
  var statuses: [UnitStatus] = []
  for record in try bench.choose(units, among: records) {
    statuses.append(try bench.status(of: record, among: records))
  }
  let git = try saying { () throws(GitError) in
    (head: try bench.workspace.git.head(), dirty: try bench.workspace.git.changedPaths().count)
  }
  return WorkspaceStatus(
    root: bench.workspace.root, branch: git.head.branch, commit: git.head.commit,
    operation: bench.workspace.git.operation?.rawValue, dirty: git.dirty, units: statuses)
}

extension Workbench {
  /// How one unit stands.
  ///
  /// A skeleton that cannot be had is said, and does not hide what the person did.
  func status(of record: Record, among all: [Record]) throws(Findings) -> UnitStatus {
    do throws(Findings) {
      let found = try catalogue.load(record.skeleton)
      if found.isBehind(record) { return try status(of: record, nil, isAhead: true, among: all) }
      let answers = try answers(for: record, of: found.skeleton, changedBy: GivenAnswers())
      let design = try design(found, answers: answers, record: record)
      return try status(of: record.following(found.skeleton, to: design.target), design.target, among: all)
    } catch {
      return try status(of: record, nil, obstacle: error.diagnostics.first, among: all)
    }
  }

  private func status(
    of record: Record, _ target: UnitTarget?, isAhead: Bool = false, obstacle: Diagnostic? = nil,
    among all: [Record]
  ) throws(Findings) -> UnitStatus {
    let input = try input(for: record.unit, record: record, target: target, among: all)
    return UnitStatus(input: input, record: record, isAhead: isAhead, obstacle: obstacle)
  }
}

import Diagnostics
import Skeletons
import Workspaces

extension Workbench {
  /// What the skeleton that a record came from says about deploying its unit.
  func handoffSection(of record: Record) throws(Findings) -> HandoffSection {
    let found = try catalogue.load(record.skeleton)
    let answers = found.skeleton.migrated(record.answers).answers
    return try design(found, answers: answers, record: record).handoff
  }
}

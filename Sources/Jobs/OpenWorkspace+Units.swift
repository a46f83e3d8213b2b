import Diagnostics
import Workspaces

extension OpenWorkspace {
  /// What stands below `.tenon/units`.
  func units() throws(Findings) -> UnitRecords {
    try workspace.unitRecords()
  }

  /// The same where two branches left units in need of uniting; of a workspace without such units, nothing is read for it.
  func dividedUnits() throws(Findings) -> UnitRecords? {
    try NamedRecords(workspace).isDivided ? units() : nil
  }
}

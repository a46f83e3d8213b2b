package import Disk
package import FileTrees

/// Carries out changes whole or not at all: the one road by which anything in a workspace is written.
///
/// `label` names the command, for whoever waits for it or finds it interrupted. `isUndoable` is false for what `undo`
/// does not take back, such as a handoff: the apply before stays the last one. A signal that comes meanwhile is passed
/// on once the tree is whole again.
package func apply(
  _ changes: [Change], in folder: WorkspaceFolder, label: String, isUndoable: Bool = true,
  patience milliseconds: Int = defaultPatience, interrupt: @escaping Interrupt = { _ throws(DiskError) in }
) throws(ApplyError) -> ApplyReport {
  let preparedChanges = try PreparedChanges(changes)
  if preparedChanges.steps.isEmpty {
    try preparedChanges.expectations.check(in: folder)
    return .nothing
  }
  return try Transaction(
    preparedChanges, in: folder, label: label, isUndoable: isUndoable, patience: milliseconds,
    interrupt: interrupt
  ).commit()
}

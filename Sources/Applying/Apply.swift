package import Disk
package import FileTrees

/// Applies changes whole or not at all: the one road by which anything in a workspace is written.
///
/// `label` names the command, for processes that wait for it or find it interrupted. `isUndoable` is false for what `undo`
/// does not roll back, such as a handoff: the apply before stays the last one. A signal that comes meanwhile is passed
/// on once the tree is whole again.
package func apply(
  _ changes: [Change], in folder: WorkspaceFolder, label: String, isUndoable: Bool = true,
  patience milliseconds: Int = defaultPatience, interrupt: Interrupt? = nil
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

import Diagnostics
package import Disk
import FileTrees

/// Does the operation again that was undone last: the very files that it had made.
///
/// If one of its files has changed since the undo, it lists it and does nothing.
package func redo(
  in folder: WorkspaceFolder, label: String, patience milliseconds: Int = defaultPatience,
  interrupt: Interrupt? = nil
) throws(ApplyError) -> (label: String, report: ApplyReport) {
  let first = try onDisk { () throws(DiskError) in try folder.redoableNumbers().first }
  guard first != nil else { throw .nothingToRedo }
  let session = try onDisk { () throws(DiskError) in try ApplySession(in: folder, interrupt: interrupt) }
  try session.takeLock(as: label, patience: milliseconds)
  let recovery = try RecoveryRun(session).recover()
  let next = try onDisk { () throws(DiskError) in try folder.redoableNumbers().first }
  guard let number = next else { throw .nothingToRedo }
  let entry = StateFolder.entry(number, in: StateFolder.undone)
  let journal = try Undo(session).readOwnJournal(in: entry)
  try journal.expectations.check(in: folder)
  try Redo(session).checkStaged(journal, in: entry)
  try Redo(session).redo(journal, number)
  ThisProcess.noteWriting()
  session.clean()
  return (journal.label, ApplyReport(journal, recovery: recovery))
}

/// The checks and steps of a redo.
struct Redo {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  fileprivate func checkStaged(_ journal: Journal, in entry: RelativePath) throws(ApplyError) {
    for (index, step) in journal.steps.enumerated() where step.after != nil {
      let staged = try onDisk { () throws(DiskError) in
        try session.folder.sight(at: StateFolder.new(index, in: entry))
      }
      guard staged != ObservedState(step.after) else { continue }
      throw .state(
        Findings(
          Diagnostic(.data, "its later version in \(entry) is damaged", at: Place(step.path.description))))
    }
  }

  fileprivate func redo(_ journal: Journal, _ number: Int) throws(ApplyError) {
    session.undertaking = .redo(number)
    try onDisk { () throws(DiskError) in
      try session.moveForGood(
        StateFolder.entry(number, in: StateFolder.undone), to: StateFolder.redoing, as: number)
    }
    do throws(ApplyError) {
      try StepExecution(session).carryOutRest(of: journal)
      try onDisk { () throws(DiskError) in try Staging(session).conclude(journal) }
    } catch {
      try Staging(session).putBack(journal, because: error)
      throw error
    }
  }
}

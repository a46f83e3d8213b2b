package import Disk
package import FileTrees

/// An apply that is prepared and not yet applied: everything is checked and staged, no file has moved.
///
/// `commit` carries it out, whole or not at all; dropping it undoes the preparation. It holds the workspace's lock, and
/// signals are only noted while it lives.
package struct Transaction: ~Copyable {
  private let session: ApplySession
  private let journal: Journal
  private let recovery: Recovery?
  /// Whether dropping it has to take the staging away.
  private var isOpen = true

  /// Locks the workspace, finishes what was interrupted before, checks every expectation and stages every content.
  package init(
    _ changes: [Change], in folder: WorkspaceFolder, label: String, isUndoable: Bool = true,
    patience milliseconds: Int = defaultPatience,
    interrupt: Interrupt? = nil
  ) throws(ApplyError) {
    try self.init(
      PreparedChanges(changes), in: folder, label: label, isUndoable: isUndoable, patience: milliseconds,
      interrupt: interrupt)
  }

  /// The same of changes that are prepared already.
  init(
    _ preparedChanges: PreparedChanges, in folder: WorkspaceFolder, label: String, isUndoable: Bool,
    patience milliseconds: Int, interrupt: Interrupt?
  ) throws(ApplyError) {
    let session = try onDisk { () throws(DiskError) in try ApplySession(in: folder, interrupt: interrupt) }
    let prepared = try Staging(session).prepare(
      preparedChanges, label: label, isUndoable: isUndoable, patience: milliseconds)
    journal = prepared.journal
    recovery = prepared.recovery
    self.session = session
  }

  /// Moves everything into place; where that fails, everything is put back.
  package consuming func commit() throws(ApplyError) -> ApplyReport {
    isOpen = false
    do throws(ApplyError) {
      try Staging(session).writeJournal(journal)
      try StepExecution(session).carryOut(journal)
      try onDisk { () throws(DiskError) in try Staging(session).conclude(journal) }
    } catch {
      try Staging(session).putBack(journal, because: error)
      throw error
    }
    ThisProcess.noteWriting()
    if journal.isUndoable { LogTrimming(session).trimLog() }
    session.clean()
    session.leaveNoTrace()
    return ApplyReport(journal, recovery: recovery)
  }

  deinit {
    guard isOpen else { return }
    Staging(session).abandonStaging()
    session.leaveNoTrace()
  }
}

/// How long a writer waits for another one, in milliseconds.
package let defaultPatience = 2000

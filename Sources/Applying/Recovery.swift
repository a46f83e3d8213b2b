import Diagnostics
package import Disk
import FileTrees

/// What was done about an apply that a crash had interrupted.
package struct Recovery: Hashable, Sendable {
  /// The command that was interrupted, as the person named it.
  package let label: String
  package let outcome: Outcome
  /// What was being done with it.
  package let undertaking: Undertaking
  /// Files that someone touched since, which were left as they are.
  package let left: [LeftFile]

  package enum Outcome: Hashable, Sendable {
    /// Nothing of it remains.
    case takenBack
    /// The operation is complete.
    case finished
    /// Nothing was done: the workspace cannot be written to.
    case postponed
    /// Nothing was done: the journal was written in another folder, or made up.
    case distrusted
  }

  /// Whether the operation is now as if it had never been done, so that nothing is left to undo of it.
  package var isTakenBack: Bool {
    if case .undo = undertaking { return outcome == .finished }
    return outcome == .takenBack
  }

  /// One line that tells the person.
  package var line: String {
    let command = "'\(quoted(label))'"
    let name =
      switch undertaking {
      case .apply: command
      case .undo: "the undo of \(command)"
      case .redo: "the redo of \(command)"
      }
    let first =
      switch outcome {
      case .takenBack: "\(name) was interrupted and has been rolled back"
      case .finished: "\(name) was interrupted and has been completed"
      case .postponed: "\(name) was interrupted and cannot be rolled back while the workspace is read-only"
      case .distrusted:
        "\(StateFolder.root) records an interrupted \(name) in another directory: it is not trusted and left alone"
      }
    return ([first] + left.map(\.words)).joined(separator: "; ")
  }
}

extension LeftFile {
  fileprivate var words: String {
    let kept = former.map { "its previous version is in \($0)" } ?? "it is new"
    return "\(path) has changed since and was left unchanged (\(kept))"
  }
}

/// Brings the tree to the state before or after an interrupted apply, and reports which.
///
/// For the start of every command.
/// Neither locks nor writes if there is nothing to do. Waits a short time for a running apply.
package func recover(
  in folder: WorkspaceFolder, patience milliseconds: Int = defaultPatience,
  interrupt: Interrupt? = nil
) throws(ApplyError) -> Recovery? {
  guard try onDisk({ () throws(DiskError) in try folder.hasUnfinishedState }) else { return nil }
  let session = try onDisk { () throws(DiskError) in try ApplySession(in: folder, interrupt: interrupt) }
  let interrupted = try onDisk { () throws(DiskError) in try folder.interruptedUndertaking() }
  let isUrgent = interrupted != nil
  session.undertaking = interrupted ?? .apply
  if isUrgent, let strange = try RecoveryRun(session).strangeRecovery() { return strange }
  do throws(ApplyError) {
    try session.takeLock(as: "recovery", patience: isUrgent ? milliseconds : 0)
    let recovery = try RecoveryRun(session).recover()
    session.leaveNoTrace()
    return recovery
  } catch {
    if case .disk(let fault) = error, fault.isReadOnly { return RecoveryRun(session).postponed() }
    if case .busy = error, !isUrgent { return nil }
    throw error
  }
}

/// Brings an interrupted apply to an end.
struct RecoveryRun {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// Finishes or rolls back what a crash left; the lock must be held.
  func recover() throws(ApplyError) -> Recovery? {
    defer { session.undertaking = .apply }
    let interrupted = try onDisk { () throws(DiskError) in
      try OlderState(session).adoptOlderState()
      return try session.folder.interruptedUndertaking()
    }
    session.undertaking = interrupted ?? .apply
    guard let journal = try readJournal(in: session.place) else {
      Staging(session).abandonStaging()
      return nil
    }
    guard try onDisk({ () throws(DiskError) in try session.isOwn(journal) }) else {
      throw .state(ApplySession.foreign(in: session.place))
    }
    do throws(DiskError) {
      return try finish(journal)
    } catch {
      throw .unfinished(error, label: journal.label)
    }
  }

  /// An undo is continued; any other operation is kept if it is complete, and rolled back otherwise.
  private func finish(_ journal: Journal) throws(DiskError) -> Recovery {
    if case .undo = session.undertaking {
      return recovery(of: journal, .finished, left: try Staging(session).revert(journal))
    }
    guard try StepExecution(session).isDone(journal) else {
      return recovery(of: journal, .takenBack, left: try Staging(session).revert(journal))
    }
    // If no file was added, the folders are removed last, and may still exist.
    try StepExecution(session).removeEmptied(journal)
    try Staging(session).conclude(journal)
    if journal.isUndoable { LogTrimming(session).trimLog() }
    session.clean()
    return recovery(of: journal, .finished)
  }

  private func recovery(
    of journal: Journal, _ outcome: Recovery.Outcome, left: [LeftFile] = []
  ) -> Recovery {
    Recovery(label: journal.label, outcome: outcome, undertaking: session.undertaking, left: left)
  }

  func readJournal(in place: RelativePath) throws(ApplyError) -> Journal? {
    let path = StateFolder.journal(in: place)
    let bytes = try onDisk { () throws(DiskError) in
      try session.folder.stands(at: path) ? try session.folder.read(path, limit: Journal.sizeLimit) : nil
    }
    guard let bytes else { return nil }
    do throws(Findings) {
      return try Journal(reading: bytes, at: path)
    } catch {
      throw .state(error)
    }
  }

  /// The report in place of a recovery if the journal belongs to another folder.
  fileprivate func strangeRecovery() throws(ApplyError) -> Recovery? {
    guard let journal = try readJournal(in: session.place),
      try onDisk({ () throws(DiskError) in try !session.isOwn(journal) })
    else { return nil }
    return recovery(of: journal, .distrusted)
  }

  fileprivate func postponed() -> Recovery? {
    guard let journal = try? readJournal(in: session.place) else { return nil }
    return recovery(of: journal, .postponed)
  }
}

extension WorkspaceFolder {
  /// Whether `.tenon/state` holds more, or less, than it does between two applies.
  fileprivate var hasUnfinishedState: Bool {
    get throws(DiskError) {
      guard try kind(at: StateFolder.root) == .folder else {
        return try kind(at: StateFolder.tenon) == .folder ? list(StateFolder.tenon).isEmpty : false
      }
      let found = try Set(list(StateFolder.root).map(\.path))
      let unfinished = [
        StateFolder.pending, StateFolder.undoing, StateFolder.redoing, StateFolder.done, StateFolder.previous,
      ]
      return !found.isDisjoint(with: unfinished)
        || found.isSubset(of: [StateFolder.lock, StateFolder.ignore])
    }
  }
}

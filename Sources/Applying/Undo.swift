import Diagnostics
package import Disk
package import FileTrees

/// What an undo gave back, in byte order of the paths.
package struct UndoReport: Hashable, Sendable {
  /// The command that was rolled back, as the person named it.
  package let label: String
  /// Files that are again what they were.
  package let restored: [RelativePath]
  /// Files that had been created and are gone again.
  package let removed: [RelativePath]
}

/// Takes the newest operation of the log back: the very files that were there before, with their permissions, and folders.
///
/// If one of its files has changed since, it lists it and does nothing.
package func undo(
  in folder: WorkspaceFolder, label: String, patience milliseconds: Int = defaultPatience,
  interrupt: Interrupt? = nil
) throws(ApplyError) -> UndoReport {
  guard try lastOperation(in: folder) != nil else { throw .nothingToUndo }
  let session = try onDisk { () throws(DiskError) in try ApplySession(in: folder, interrupt: interrupt) }
  try session.takeLock(as: label, patience: milliseconds)
  _ = try RecoveryRun(session).recover()
  let newest = try onDisk { () throws(DiskError) in try folder.numbers(in: StateFolder.log).last }
  guard let number = newest else { throw .nothingToUndo }
  let entry = StateFolder.entry(number, in: StateFolder.log)
  let journal = try Undo(session).readOwnJournal(in: entry)
  try Undo(session).checkUndoable(journal, in: entry)
  try Undo(session).undo(journal, number)
  ThisProcess.noteWriting()
  session.clean()
  session.leaveNoTrace()
  return UndoReport(
    label: journal.label, restored: journal.steps.filter { $0.before != nil }.map(\.path).sorted(),
    removed: journal.steps.filter { $0.before == nil }.map(\.path).sorted())
}

/// The checks and steps of an undo.
struct Undo {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// The journal of an operation that was done or undone, which must have been written in this folder.
  func readOwnJournal(in entry: RelativePath) throws(ApplyError) -> Journal {
    guard let journal = try RecoveryRun(session).readJournal(in: entry) else {
      throw .state(Self.lostJournal(in: entry))
    }
    guard try onDisk({ () throws(DiskError) in try session.isOwn(journal) }) else {
      throw .state(ApplySession.foreign(in: entry))
    }
    return journal
  }

  private static func lostJournal(in entry: RelativePath) -> Findings {
    let hint = "previous versions of files may be beside it; move \(entry) away to continue without it"
    return Findings(
      Diagnostic(.data, "it is missing", at: Place(StateFolder.journal(in: entry).description), hint: hint))
  }

  /// Throws every file that is no longer as the apply left it, or whose former version is not what it was.
  fileprivate func checkUndoable(_ journal: Journal, in entry: RelativePath) throws(ApplyError) {
    var mismatches: [ApplyError.Mismatch] = []
    for (index, step) in journal.steps.enumerated() {
      let sight = try onDisk { () throws(DiskError) in try session.folder.sight(at: step.path) }
      let isMadeFolder = sight == .folder && step.after == nil && journal.made.contains(step.path)
      if sight != ObservedState(step.after) && !isMadeFolder {
        mismatches.append(.init(path: step.path, reason: sight == .nothing ? .gone : .changed))
      }
      let former = try onDisk { () throws(DiskError) in try formerSight(of: step, index, in: entry) }
      guard former == ObservedState(step.before) else { throw .state(Self.damage(step.path, in: entry)) }
    }
    if !mismatches.isEmpty { throw .moved(mismatches) }
  }

  private func formerSight(
    of step: Journal.Step, _ index: Int, in entry: RelativePath
  ) throws(DiskError) -> ObservedState {
    let old = try session.folder.sight(at: StateFolder.old(index, in: entry))
    if old != .nothing || step.after == nil { return old }
    return try session.folder.sight(at: StateFolder.new(index, in: entry))
  }

  private static func damage(_ path: RelativePath, in entry: RelativePath) -> Findings {
    Findings(Diagnostic(.data, "its previous version in \(entry) is damaged", at: Place(path.description)))
  }

  /// An undo is the recovery of an apply that had been finished: cut off anywhere, the next command continues with it.
  fileprivate func undo(_ journal: Journal, _ number: Int) throws(ApplyError) {
    session.undertaking = .undo(number)
    var left: [LeftFile] = []
    do throws(DiskError) {
      // No file goes back before it is on disk that an undo is under way.
      try session.moveForGood(
        StateFolder.entry(number, in: StateFolder.log), to: StateFolder.undoing, as: number)
    } catch {
      throw .disk(error)
    }
    do throws(DiskError) {
      left = try TakingBack(session).takeBack(journal)
      if left.isEmpty {
        try session.syncFolders(of: journal)
        return try session.moveForGood(session.place, to: StateFolder.undone, as: number)
      }
    } catch {
      try letStand(journal)
      throw .disk(error)
    }
    try letStand(journal)
    throw .moved(left.map { .init(path: $0.path, reason: .changed) })
  }

  /// Keeps an apply whose undo failed.
  private func letStand(_ journal: Journal) throws(ApplyError) {
    do throws(ApplyError) {
      try StepExecution(session).carryOutRest(of: journal)
      try onDisk { () throws(DiskError) in try Staging(session).conclude(journal) }
    } catch {
      guard case .disk(let fault) = error else { throw error }
      throw .unfinished(fault, label: journal.label)
    }
  }
}

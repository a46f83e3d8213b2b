import Diagnostics
package import Disk
package import FileTrees

/// What an undo gave back, in byte order of the paths.
package struct UndoReport: Hashable, Sendable {
  /// The command that was taken back, as the person named it.
  package let label: String
  /// Files that are again what they were.
  package let restored: [RelativePath]
  /// Files that had been created and are gone again.
  package let removed: [RelativePath]
}

/// Takes the last apply back: the very files that were there before, with their permissions, and the folders.
///
/// Where one of its files has changed since, it says which and does nothing.
package func undo(
  in folder: borrowing WorkspaceFolder, label: String, patience milliseconds: Int = defaultPatience,
  interrupt: @escaping Interrupt = { _ throws(DiskError) in }
) throws(ApplyError) -> UndoReport {
  let last = try onDisk { () throws(DiskError) in
    try folder.stands(at: StateFolder.journal(in: StateFolder.last))
  }
  guard last else { throw .nothingToUndo }
  var session = try onDisk { () throws(DiskError) in try ApplySession(in: folder, interrupt: interrupt) }
  try session.takeLock(as: label, patience: milliseconds)
  _ = try session.recover()
  guard let journal = try session.readJournal(in: StateFolder.last) else { throw .nothingToUndo }
  guard try onDisk({ () throws(DiskError) in try session.isOwn(journal) }) else {
    throw .state(ApplySession.foreign(in: StateFolder.last))
  }
  try session.checkUndoable(journal)
  try session.undo(journal)
  ThisProcess.noteWriting()
  session.clean()
  session.leaveNoTrace()
  return UndoReport(
    label: journal.label, restored: journal.steps.filter { $0.before != nil }.map(\.path).sorted(),
    removed: journal.steps.filter { $0.before == nil }.map(\.path).sorted())
}

extension ApplySession {
  /// Throws every file that is no longer as the apply left it, or whose former version is not what it was.
  fileprivate func checkUndoable(_ journal: Journal) throws(ApplyError) {
    var mismatches: [ApplyError.Mismatch] = []
    for (index, step) in journal.steps.enumerated() {
      let sight = try onDisk { () throws(DiskError) in try folder.sight(at: step.path) }
      let isMadeFolder = sight == .folder && step.after == nil && journal.made.contains(step.path)
      if sight != ObservedState(step.after) && !isMadeFolder {
        mismatches.append(.init(path: step.path, reason: sight == .nothing ? .gone : .changed))
      }
      let former = try onDisk { () throws(DiskError) in try formerSight(of: step, index) }
      guard former == ObservedState(step.before) else { throw .state(Self.damage(step.path)) }
    }
    if !mismatches.isEmpty { throw .moved(mismatches) }
  }

  private func formerSight(of step: Journal.Step, _ index: Int) throws(DiskError) -> ObservedState {
    let old = try folder.sight(at: StateFolder.old(index, in: StateFolder.last))
    if old != .nothing || step.after == nil { return old }
    return try folder.sight(at: StateFolder.new(index, in: StateFolder.last))
  }

  private static func damage(_ path: RelativePath) -> Findings {
    Findings(
      Diagnostic(.data, "its former version in \(StateFolder.last) is damaged", at: Place(path.description)))
  }

  /// An undo is the recovery of an apply that had been finished: cut off anywhere, the next command goes on with it.
  fileprivate func undo(_ journal: Journal) throws(ApplyError) {
    var left: [LeftFile] = []
    do throws(DiskError) {
      // No file goes back before it is on disk that an undo is under way.
      try moveForGood(StateFolder.last, to: StateFolder.pending)
    } catch {
      throw .disk(error)
    }
    do throws(DiskError) {
      left = try takeBack(journal)
      if left.isEmpty {
        try syncFolders(of: journal)
        return try moveForGood(StateFolder.pending, to: StateFolder.done)
      }
    } catch {
      try redo(journal)
      throw .disk(error)
    }
    try redo(journal)
    throw .moved(left.map { .init(path: $0.path, reason: .changed) })
  }

  /// Lets an apply stand whose undo failed.
  private func redo(_ journal: Journal) throws(ApplyError) {
    do throws(ApplyError) {
      try carryOutRest(of: journal)
      try onDisk { () throws(DiskError) in try conclude(journal) }
    } catch {
      guard case .disk(let fault) = error else { throw error }
      throw .unfinished(fault, label: journal.label)
    }
  }
}

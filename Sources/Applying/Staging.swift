import Diagnostics
import Disk
import FileTrees
import JSONCoding

/// Everything about an apply before its first and after its last file: lock, staged contents, journal, end.
struct Staging {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// Locks, recovers, checks and stages; nothing of it remains where one of these fails.
  func prepare(
    _ preparedChanges: PreparedChanges, label: String, isUndoable: Bool, patience milliseconds: Int
  ) throws(ApplyError) -> (journal: Journal, recovery: Recovery?) {
    try session.takeLock(as: label, patience: milliseconds)
    do throws(ApplyError) {
      let recovery = try RecoveryRun(session).recover()
      let found = try preparedChanges.expectations.check(in: session.folder)
      let journal = try onDisk { () throws(DiskError) in
        try preparedChanges.journal(
          label: label, since: ThisProcess.now, isUndoable: isUndoable, in: session.folder,
          knowing: found.folders)
      }
      try stage(preparedChanges, replacing: found.files)
      return (journal, recovery)
    } catch {
      abandonStaging()
      session.leaveNoTrace()
      throw error
    }
  }

  /// Writes every new content below `.tenon/state`, on the file system where it will be needed.
  private func stage(
    _ preparedChanges: PreparedChanges, replacing files: [RelativePath: FileAttributes]
  ) throws(ApplyError) {
    try onDisk { () throws(DiskError) in
      for slot in [session.place] + StateFolder.slots(in: session.place) {
        try session.perform(.makeFolder(slot))
      }
    }
    let (steps, contents) = (preparedChanges.steps, preparedChanges.contents)
    try session.forEach(steps.indices) { index, session throws(ApplyError) in
      try session.checkSignals()
      let like = steps[index].before?.isFile == true ? files[steps[index].path] : nil
      session.keptBytes += max(like?.size ?? 0, contents[index]?.bytes.count ?? 0)
      guard let content = contents[index] else { return }
      try onDisk { () throws(DiskError) in
        try session.perform(
          .write(session.new(index), content.bytes, executable: content.executable, like: like))
      }
    }
  }

  /// Makes the journal whole in one step, once everything that it names is safely on disk.
  func writeJournal(_ journal: Journal) throws(ApplyError) {
    let bytes: [UInt8]
    do throws(Findings) {
      bytes = try journal.json()
    } catch {
      throw .state(error)
    }
    let draft = StateFolder.draft(in: session.place)
    do throws(DiskError) {
      try session.perform(
        .write(
          StateFolder.size(in: session.place), LogLimits.sizeText(bytes.count + session.keptBytes),
          executable: false))
      try session.perform(.write(draft, bytes, executable: false))
      try session.syncStaging(of: journal)
      try session.perform(.move(draft, to: StateFolder.journal(in: session.place)))
      try session.perform(.sync([session.place]))
    } catch {
      throw .disk(error)
    }
  }

  /// Throws the staging away; nothing else was touched yet.
  func abandonStaging() {
    let journal = StateFolder.journal(in: StateFolder.pending)
    // An older journal that could not be recovered is not staging: it stays.
    guard let stands = try? session.folder.stands(at: journal), !stands else { return }
    do throws(DiskError) { try session.removeTree(StateFolder.pending) } catch { return }
    session.clean()
  }

  /// Makes the operation the newest entry of the log, which is final from here on.
  func conclude(_ journal: Journal) throws(DiskError) {
    try session.syncFolders(of: journal)
    guard journal.isUndoable else { return try session.discard() }
    let number = if let known = session.undertaking.number { known } else { try session.nextNumber() }
    try session.moveForGood(session.place, to: StateFolder.log, as: number)
  }

  /// Rolls back what is not finished, so that nothing of it remains, and reports which files had to be left.
  ///
  /// What had been in the log before can be done again, but where a file had to be left.
  func revert(_ journal: Journal) throws(DiskError) -> [LeftFile] {
    let left = try TakingBack(session).takeBack(journal)
    try session.syncFolders(of: journal)
    if let number = session.undertaking.number, left.isEmpty {
      try session.moveForGood(session.place, to: StateFolder.undone, as: number)
    } else {
      try session.discard()
    }
    session.clean()
    return left
  }

  /// The same for an apply that failed in this process; where it fails too, the next command does it.
  func putBack(_ journal: Journal, because cause: ApplyError) throws(ApplyError) {
    do throws(DiskError) {
      if try session.folder.stands(at: StateFolder.journal(in: session.place)) {
        _ = try revert(journal)
      } else {
        abandonStaging()
      }
      session.leaveNoTrace()
    } catch {
      throw .unfinished(error, label: journal.label)
    }
  }
}

extension JournalState {
  var isFile: Bool { mode != .symlink }
}

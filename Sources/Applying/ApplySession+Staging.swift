import Diagnostics
import Disk
import FileTrees
import JSONCoding

extension ApplySession {
  /// Locks, recovers, checks and stages; nothing of it remains where one of these fails.
  func prepare(
    _ preparedChanges: PreparedChanges, label: String, isUndoable: Bool, patience milliseconds: Int
  ) throws(ApplyError) -> (journal: Journal, recovery: Recovery?) {
    try takeLock(as: label, patience: milliseconds)
    do throws(ApplyError) {
      let recovery = try recover()
      try preparedChanges.expectations.check(in: folder)
      return (try stage(preparedChanges, label: label, isUndoable: isUndoable), recovery)
    } catch {
      abandonStaging()
      leaveNoTrace()
      throw error
    }
  }

  /// Writes every new content below `.tenon/state`, on the file system where it will be needed.
  private func stage(
    _ preparedChanges: PreparedChanges, label: String, isUndoable: Bool
  ) throws(ApplyError) -> Journal {
    let journal = try onDisk { () throws(DiskError) in
      let journal = try preparedChanges.journal(
        label: label, since: ThisProcess.now, isUndoable: isUndoable, in: folder)
      for slot in [place] + StateFolder.slots(in: place) { try perform(.makeFolder(slot)) }
      return journal
    }
    for (index, step) in journal.steps.enumerated() {
      try checkSignals()
      do throws(DiskError) {
        let like = step.before?.isFile == true ? try folder.attributes(at: step.path) : nil
        let content = preparedChanges.contents[index]
        keptBytes += max(like?.size ?? 0, content?.bytes.count ?? 0)
        guard let content else { continue }
        try perform(.write(new(index), content.bytes, executable: content.executable, like: like))
      } catch {
        throw .disk(error)
      }
    }
    return journal
  }

  /// Makes the journal whole in one step, once everything that it names is safely on disk.
  func writeJournal(_ journal: Journal) throws(ApplyError) {
    let bytes: [UInt8]
    do throws(Findings) {
      bytes = try encodeJSON(journal, pretty: false)
    } catch {
      throw .state(error)
    }
    let draft = StateFolder.draft(in: place)
    do throws(DiskError) {
      try perform(.write(StateFolder.size(in: place), sizeText(bytes.count + keptBytes), executable: false))
      try perform(.write(draft, bytes, executable: false))
      try syncStaging(of: journal)
      try perform(.move(draft, to: StateFolder.journal(in: place)))
      try perform(.sync([place]))
    } catch {
      throw .disk(error)
    }
  }

  /// Throws the staging away; nothing else was touched yet.
  func abandonStaging() {
    let journal = StateFolder.journal(in: StateFolder.pending)
    // An older journal that could not be recovered is no staging: it stays.
    guard let stands = try? folder.stands(at: journal), !stands else { return }
    do throws(DiskError) { try removeTree(StateFolder.pending) } catch { return }
    clean()
  }

  /// Makes what was carried out the newest of the log: from here on it stands.
  func conclude(_ journal: Journal) throws(DiskError) {
    try syncFolders(of: journal)
    guard journal.isUndoable else { return try discard() }
    let number = if let known = undertaking.number { known } else { try nextNumber() }
    try moveForGood(place, to: StateFolder.log, as: number)
  }

  /// Takes back what is not finished, so that nothing of it remains, and says which files had to be left.
  ///
  /// What had been in the log before can be done again, but where a file had to be left.
  func revert(_ journal: Journal) throws(DiskError) -> [LeftFile] {
    let left = try takeBack(journal)
    try syncFolders(of: journal)
    if let number = undertaking.number, left.isEmpty {
      try moveForGood(place, to: StateFolder.undone, as: number)
    } else {
      try discard()
    }
    clean()
    return left
  }

  /// The same for an apply that failed in this process; where it fails too, the next command does it.
  func putBack(_ journal: Journal, because cause: ApplyError) throws(ApplyError) {
    do throws(DiskError) {
      if try folder.stands(at: StateFolder.journal(in: place)) {
        _ = try revert(journal)
      } else {
        abandonStaging()
      }
      leaveNoTrace()
    } catch {
      throw .unfinished(error, label: journal.label)
    }
  }
}

extension JournalState {
  var isFile: Bool { mode != .symlink }
}

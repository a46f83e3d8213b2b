import Diagnostics
import Disk
import FileTrees
import JSONCoding

extension ApplySession {
  /// Takes the workspace's lock, waiting for another holder for a short while, and states in it who holds it.
  ///
  /// Makes `.tenon/state` where it is missing; `leaveNoTrace` takes that back.
  func takeLock(as label: String, patience milliseconds: Int) throws(ApplyError) {
    var waited = 0
    while try !tryLock(as: label) {
      try checkSignals()
      guard waited < milliseconds else { throw .busy(holder()) }
      ThisProcess.pause(milliseconds: Self.beat)
      waited += Self.beat
    }
  }

  private static var beat: Int { 20 }

  private func tryLock(as label: String) throws(ApplyError) -> Bool {
    do throws(DiskError) {
      try makeState()
      lock = try FileLock(at: StateFolder.lock, in: folder)
      guard lock != nil else { return false }
      // The previous holder may have removed the folder's contents since.
      try ignoreState()
      try writeHolder(label)
      return true
    } catch {
      // The one before took the empty folder away meanwhile: for this moment it is as if they held the lock.
      if error.reason == .absent { return false }
      if lock == nil { lock = try? FileLock(at: StateFolder.lock, in: folder) }
      leaveNoTrace()
      throw .disk(error)
    }
  }

  private func makeState() throws(DiskError) {
    for part in [StateFolder.tenon, StateFolder.root] where try folder.kind(at: part) == nil {
      try perform(.makeFolder(part), unless: [.exists])
    }
    if try folder.kind(at: StateFolder.ignore) == nil {
      try perform(
        .write(StateFolder.ignore, StateFolder.ignoreText, executable: false), unless: [.exists])
    }
  }

  /// Makes the folder's `.gitignore` whole, which a process that was killed may have left empty.
  private func ignoreState() throws(DiskError) {
    let wanted = ObservedState(JournalState(StateFolder.ignoreText, executable: false))
    let found = try folder.sight(at: StateFolder.ignore)
    if found == wanted { return }
    if found != .nothing { try removeTree(StateFolder.ignore) }
    try perform(.write(StateFolder.ignore, StateFolder.ignoreText, executable: false))
  }

  private func writeHolder(_ label: String) throws(DiskError) {
    let holder = LockHolder(pid: ThisProcess.number, command: label, since: ThisProcess.now)
    // A holder that cannot be reported in JSON (there is none) is only unknown to others.
    guard let bytes = try? encodeJSON(holder) else { return }
    try lock?.write(bytes, at: StateFolder.lock, in: folder)
  }

  private func holder() -> LockHolder? {
    guard let bytes = try? folder.read(StateFolder.lock, limit: 4096) else { return nil }
    return try? decodeJSON(from: bytes, at: StateFolder.lock.description)
  }
}

extension ApplySession {
  /// Removes `.tenon/state` if nothing is kept in it, and `.tenon` if that leaves it empty.
  ///
  /// Does nothing while another process may hold the lock. What cannot be removed now is removed later.
  func leaveNoTrace() {
    guard lock != nil || (try? folder.stands(at: StateFolder.lock)) == false,
      let found = try? folder.list(StateFolder.root).map(\.path),
      found.allSatisfy({ [StateFolder.lock, StateFolder.ignore, StateFolder.log].contains($0) })
    else { return }
    // An operation that could not be logged leaves a log that was made for it and is empty.
    let hasLog = found.contains(StateFolder.log)
    if hasLog, (try? folder.list(StateFolder.log).isEmpty) != true { return }
    do throws(DiskError) {
      if hasLog { try perform(.removeFolder(StateFolder.log)) }
      // The lock goes first: without the `.gitignore` git would see it.
      for file in [StateFolder.lock, StateFolder.ignore] where found.contains(file) {
        try perform(.remove(file))
      }
      try perform(.removeFolder(StateFolder.root))
      try perform(.removeFolder(StateFolder.tenon), unless: [.notEmpty])
    } catch {
      return
    }
  }

  /// Removes what is no longer needed; what cannot be removed now is removed later.
  func clean() {
    do throws(DiskError) {
      try removeTree(StateFolder.done)
      for shelf in [StateFolder.undoing, StateFolder.redoing] where try folder.kind(at: shelf) == .folder {
        try perform(.removeFolder(shelf), unless: StepExecution.notEmpty)
      }
    } catch {
      return
    }
  }
}

import Diagnostics
package import Disk
package import FileTrees

/// One operation of the log, as its journal tells it.
package struct LoggedOperation: Hashable, Sendable {
  /// Higher for what was done later.
  package let number: Int
  /// The command, as the person named it.
  package let label: String
  /// When it began, in UTC as RFC 3339 writes it.
  package let since: String
  /// Whether it was undone, so that `redo` does it again.
  package let isUndone: Bool
  /// In byte order of the paths.
  package let files: [File]

  /// One file of it; an id is that of the bytes in the working tree, nil if nothing was or is.
  package struct File: Hashable, Sendable {
    package let path: RelativePath
    package let before: ObjectID?
    package let after: ObjectID?
  }

  fileprivate init(_ journal: Journal, number: Int, isUndone: Bool) {
    (self.number, self.isUndone) = (number, isUndone)
    (label, since) = (journal.label, journal.since)
    files = journal.steps.map { File(path: $0.path, before: $0.before?.id, after: $0.after?.id) }
      .sorted { $0.path < $1.path }
  }
}

/// Every operation that `undo` or `redo` can reach, the latest first; one that cannot be read is an error.
package func operationLog(in folder: WorkspaceFolder) throws(ApplyError) -> [LoggedOperation] {
  let session = try readingSession(folder)
  var found: [LoggedOperation] = []
  let redoable = try onDisk { () throws(DiskError) in try folder.redoableNumbers() }
  for number in redoable.reversed() {
    guard let one = try session.operation(number, in: StateFolder.undone) else { continue }
    found.append(one)
  }
  return found + (try session.doneOperations(limit: .max))
}

/// What `undo` would roll back; nil if there is nothing.
package func lastOperation(in folder: WorkspaceFolder) throws(ApplyError) -> LoggedOperation? {
  try readingSession(folder).doneOperations(limit: 1).first
}

/// A session that only reads.
private func readingSession(_ folder: WorkspaceFolder) throws(ApplyError) -> ApplySession {
  try onDisk { () throws(DiskError) in
    try ApplySession(in: folder, interrupt: nil)
  }
}

extension ApplySession {
  /// The latest first.
  ///
  /// What an earlier version kept is the latest until something takes it into the log.
  fileprivate func doneOperations(limit: Int) throws(ApplyError) -> [LoggedOperation] {
    let numbers = try onDisk { () throws(DiskError) in try folder.numbers(in: StateFolder.log) }
    var found: [LoggedOperation] = []
    if let older = try RecoveryRun(self).readJournal(in: StateFolder.last) {
      found.append(LoggedOperation(older, number: (numbers.last ?? 0) + 1, isUndone: false))
    }
    for number in numbers.reversed() where found.count < limit {
      if let one = try operation(number, in: StateFolder.log) { found.append(one) }
    }
    return found
  }

  /// Nil if another process has moved it meanwhile.
  fileprivate func operation(_ number: Int, in shelf: RelativePath) throws(ApplyError) -> LoggedOperation? {
    try RecoveryRun(self).readJournal(in: StateFolder.entry(number, in: shelf)).map {
      LoggedOperation($0, number: number, isUndone: shelf == StateFolder.undone)
    }
  }
}

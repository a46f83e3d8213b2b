package import Disk
package import FileTrees

/// What `undo` would take back.
package struct LastApply: Hashable, Sendable {
  /// The command, as the person named it.
  package let label: String
  package let since: String
  package let files: [File]

  /// One file of it; an id is that of the bytes in the working tree, nil where nothing stood or stands.
  package struct File: Hashable, Sendable {
    package let path: RelativePath
    package let before: ObjectID?
    package let after: ObjectID?
  }
}

/// The last apply, or nil where there is nothing to undo.
package func lastApply(in folder: borrowing WorkspaceFolder) throws(ApplyError) -> LastApply? {
  let session = try onDisk { () throws(DiskError) in
    try ApplySession(in: folder, interrupt: { _ throws(DiskError) in })
  }
  guard let journal = try session.readJournal(in: StateFolder.last) else { return nil }
  let files = journal.steps.map { LastApply.File(path: $0.path, before: $0.before?.id, after: $0.after?.id) }
  return LastApply(label: journal.label, since: journal.since, files: files.sorted { $0.path < $1.path })
}

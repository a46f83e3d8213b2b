import Disk
import FileTrees

/// What has to be on disk at which moment, so that a power cut leaves the tree before or after.
///
/// The staged contents before the journal that names them, the journal before the first file moves, every move before
/// the apply is concluded, and the conclusion before success is reported.
extension ApplySession {
  /// Up to this number, files are synced one by one; for more, syncing the whole file system is cheaper.
  static var manyFiles: Int { 64 }

  /// Waits for the staged contents, the draft of the journal, and the files that `undo` will want back.
  func syncStaging(of journal: Journal) throws(DiskError) {
    if journal.steps.count > Self.manyFiles { return try perform(.syncAll) }
    let staged = journal.steps.indices.filter { journal.steps[$0].after != nil }.map {
      StateFolder.new($0, in: StateFolder.pending)
    }
    let former = journal.steps.filter { $0.before?.isFile == true }.map(\.path)
    try perform(
      .sync(
        staged + former + [StateFolder.size(in: place), StateFolder.draft(in: place)]
          + StateFolder.slots(in: place) + [
            place, StateFolder.ignore, StateFolder.root, StateFolder.tenon, .root,
          ]))
  }

  /// Waits for every folder in which a file of the journal came, went or changed places.
  func syncFolders(of journal: Journal) throws(DiskError) {
    if journal.steps.count > Self.manyFiles { return try perform(.syncAll) }
    let touched = journal.steps.map(\.path) + journal.made + journal.emptied.map(\.path)
    var folders = StateFolder.slots(in: place)
    for path in Set(touched.map({ $0.parent ?? .root })).sorted() where stillStands(path) {
      folders.append(path)
    }
    try perform(.sync(folders))
  }

  /// A folder that went is told by the one above it, which is among those that are waited for.
  private func stillStands(_ path: RelativePath) -> Bool {
    path.isRoot || (try? folder.kind(at: path)) == .folder
  }
}

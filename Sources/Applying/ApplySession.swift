package import Disk
import FileTrees

/// Called before each operation; a test throws or ends the process there.
package typealias Interrupt = (DiskOperation) throws(DiskError) -> Void

/// The one through which everything is written, with the lock, a mind for signals and a way for tests to come between.
final class ApplySession {
  let folder: WorkspaceFolder
  /// The workspace's lock, once it is taken; it goes with the session.
  var lock: FileLock?
  /// What is being done now, and so where its journal and contents are.
  var undertaking = Undertaking.apply
  /// The folder of what is staged, where many steps go through it.
  var kept: KeptFolder?
  /// How many bytes of contents `undo` or `redo` will find in what is staged.
  var keptBytes = 0
  private let signals = SignalHold()
  let interrupt: Interrupt?

  init(in folder: WorkspaceFolder, interrupt: Interrupt?) throws(DiskError) {
    self.folder = try WorkspaceFolder(sharing: folder)
    self.interrupt = interrupt
  }

  /// Where the journal and the contents of what is being done are.
  var place: RelativePath { undertaking.place }

  func new(_ step: Int) -> RelativePath { StateFolder.new(step, in: place) }
  func old(_ step: Int) -> RelativePath { StateFolder.old(step, in: place) }

  /// Ends the work where a signal asks for it; not called while something is put back.
  func checkSignals() throws(ApplyError) {
    if let signal = signals.noted { throw .interrupted(signal: signal) }
  }

  func perform(_ operation: DiskOperation) throws(DiskError) {
    try interrupt?(operation)
    try FolderWriter(folder, knowing: kept).perform(operation)
  }

  /// What is found at a path now.
  func sight(at path: RelativePath) throws(DiskError) -> ObservedState {
    guard let kept, let name = kept.name(of: path) else { return try folder.sight(at: path) }
    return try WorkspaceFolder.sight { limit throws(DiskError) in
      try kept.look(at: path, name: name, limit: limit)
    }.state
  }

  /// Applies an operation whose failure for these reasons is as good as success.
  func perform(_ operation: DiskOperation, unless harmless: [DiskError.Reason]) throws(DiskError) {
    do throws(DiskError) {
      try perform(operation)
    } catch {
      guard harmless.contains(error.reason) else { throw error }
    }
  }

  /// Removes a folder with everything in it, where it is.
  func removeTree(_ root: RelativePath) throws(DiskError) {
    switch try folder.kind(at: root) {
    case nil: return
    case .folder:
      for item in try folder.list(root) { try removeTree(item.path) }
      try perform(.removeFolder(root))
    case .file, .symlink, .special: try perform(.remove(root))
    }
  }

  /// Makes the folders above a path where they are missing.
  func makeFolders(above path: RelativePath) throws(DiskError) {
    for ancestor in path.ancestors where try folder.kind(at: ancestor) == nil {
      try perform(.makeFolder(ancestor), unless: [.exists])
    }
  }
}

package import Diagnostics
package import Disk
package import FileTrees
package import GitReading
import Inventories
package import Skeletons
import Texts

/// The git working tree that holds units and one `.tenon/`: opened once, read by every job.
package final class Workspace {
  package let git: GitRepository
  package let folder: WorkspaceFolder
  /// Everything else: what was read when it was opened, and what was found out since.
  package let shared: Shared

  /// What several threads can have of an open workspace, each with a repository of its own.
  package struct Shared: Sendable {
    let root: String
    let settings: WorkspaceSettings
    let inventory: Inventory
    let inventoryID: ObjectID
    let settingsID: ObjectID
    let places = PlaceCache()
    let looks = SightShelf()
    let memory = RecordMemory()
    let layoutMemory = LayoutMemory()
    let known = RecordCache()
  }

  /// Opens the workspace that `directory` is in, and reads the two files that people keep below `.tenon/`.
  ///
  /// `prepare` is called before anything is read: what was interrupted is brought to its end there.
  package init(
    containing directory: String, environment: [String: String] = [:],
    prepare: (GitRepository, WorkspaceFolder) throws(Findings) -> Void = { _, _ in }
  ) throws(Findings) {
    let git = try diagnosing { () throws(GitError) in
      try GitRepository(containing: directory, environment: GitEnvironment(environment))
    }
    let root = git.workingDirectory
    let folder = try diagnosing { () throws(DiskError) in try WorkspaceFolder(at: root) }
    try prepare(git, folder)
    let said = try folder.bytes(at: TenonFolder.workspaceFile, limit: Self.handWrittenLimit)
    let settings = try said.map { said throws(Findings) in
      try coding(.invalidWorkspace) { () throws(Findings) in
        try WorkspaceSettings(parsing: said, at: TenonFolder.workspaceFile.description)
      }
    }
    let facts = try folder.bytes(at: TenonFolder.inventoryFile, limit: Self.handWrittenLimit)
    let inventory = try facts.map { facts throws(Findings) in
      try coding(.invalidInventory) { () throws(Findings) in
        try Inventory(parsing: facts, at: TenonFolder.inventoryFile.description)
      }
    }
    self.git = git
    self.folder = folder
    shared = Shared(
      root: root, settings: settings ?? .none, inventory: inventory ?? Inventory(),
      inventoryID: blobID(of: facts ?? []), settingsID: blobID(of: said ?? []))
  }

  /// Opens the same workspace once more, for another thread: libgit2's repository is for one at a time.
  package init(sharing other: Shared, environment: [String: String]) throws(Findings) {
    let git = try diagnosing { () throws(GitError) in
      try GitRepository(containing: other.root, environment: GitEnvironment(environment))
    }
    let folder = try diagnosing { () throws(DiskError) in try WorkspaceFolder(at: other.root) }
    self.git = git
    self.folder = folder
    shared = other
  }

  /// A file that a person keeps by hand is never larger than this, in bytes.
  private static let handWrittenLimit = 4 << 20

  /// The largest file that takes part in a merge, in bytes.
  package static let contentLimit = 64 << 20

  /// Everything below `.tenon/units`, read when it is first asked for; what cannot be used there stops only its own unit.
  package func unitRecords() throws(Findings) -> UnitRecords {
    try known.units { () throws(Findings) in
      memory.open(in: folder)
      return try RecordReader(self).readUnitRecords()
    }
  }
}

extension Workspace {
  /// The working tree's root; absolute.
  package var root: String { shared.root }
  package var settings: WorkspaceSettings { shared.settings }
  package var inventory: Inventory { shared.inventory }
  /// The blob id of the facts' file as it was read; that of an empty file if there is none.
  package var inventoryID: ObjectID { shared.inventoryID }
  /// The same of the workspace's settings.
  package var settingsID: ObjectID { shared.settingsID }
  var places: PlaceCache { shared.places }
  var looks: SightShelf { shared.looks }
  /// What earlier commands found; empty until someone opens it.
  package var memory: RecordMemory { shared.memory }
  package var layoutMemory: LayoutMemory { shared.layoutMemory }
  var known: RecordCache { shared.known }
}

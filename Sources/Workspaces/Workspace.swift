package import Diagnostics
package import Disk
package import FileTrees
package import GitReading
import Inventories
package import Skeletons

/// The git working tree that holds units and one `.tenon/`: opened once, read by every job.
package struct Workspace: ~Copyable {
  package let git: GitRepository
  package let folder: WorkspaceFolder
  /// The working tree's root; absolute.
  package let root: String
  package let settings: WorkspaceSettings
  package let inventory: Inventory
  /// The blob id of the facts' file as it was read; that of an empty file where there is none.
  package let inventoryID: ObjectID
  /// The same of the workspace's settings.
  package let settingsID: ObjectID
  let places = PlaceCache()
  let looks = SightShelf()
  /// What earlier commands found; empty until somebody opens it.
  package let memory = RecordMemory()
  package let layoutMemory = LayoutMemory()
  let known = RecordCache()

  /// Opens the workspace that `directory` lies in, and reads the two files that people keep below `.tenon/`.
  ///
  /// `prepare` is called before anything is read: what was interrupted is brought to its end there.
  package init(
    containing directory: String, environment: [String: String] = [:],
    prepare: (borrowing GitRepository, borrowing WorkspaceFolder) throws(Findings) -> Void = { _, _ in }
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
    self.root = root
    self.settings = settings ?? .none
    settingsID = blobID(of: said ?? [])
    self.inventory = inventory ?? Inventory()
    inventoryID = blobID(of: facts ?? [])
  }

  /// A file that a person keeps by hand is never larger than this, in bytes.
  private static let handWrittenLimit = 4 << 20

  /// Everything below `.tenon/units`, read when it is first asked for; what cannot be used there stops only its own unit.
  package func unitRecords() throws(Findings) -> UnitRecords {
    try known.units { () throws(Findings) in
      memory.open(in: folder)
      return try readUnitRecords()
    }
  }
}

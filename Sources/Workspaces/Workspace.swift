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
  let places = PlaceCache()

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
    let settings =
      try Self.optionalFile(TenonFolder.workspaceFile, in: folder, parse: WorkspaceSettings.init(parsing:at:))
      ?? .none
    let facts = try folder.bytes(at: TenonFolder.inventoryFile, limit: Self.handWrittenLimit)
    let inventory = try facts.map { facts throws(Findings) in
      try coding(.invalidInventory) { () throws(Findings) in
        try Inventory(parsing: facts, at: TenonFolder.inventoryFile.description)
      }
    }
    self.git = git
    self.folder = folder
    self.root = root
    self.settings = settings
    self.inventory = inventory ?? Inventory()
    inventoryID = blobID(of: facts ?? [])
  }

  private static func optionalFile<Value>(
    _ path: RelativePath, in folder: borrowing WorkspaceFolder,
    parse: ([UInt8], String) throws(Findings) -> Value
  ) throws(Findings) -> Value? {
    let bytes = try folder.bytes(at: path, limit: handWrittenLimit)
    return try bytes.map { bytes throws(Findings) in
      try coding(.invalidWorkspace) { () throws(Findings) in try parse(bytes, path.description) }
    }
  }

  /// A file that a person keeps by hand is never larger than this, in bytes.
  private static let handWrittenLimit = 4 << 20
}

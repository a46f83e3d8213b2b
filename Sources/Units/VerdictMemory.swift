import Applying
package import Diagnostics
import Disk
package import FileTrees
import GitReading
import Planning
import Skeletons
import Texts
package import Workspaces

/// What is remembered of units for the next command; never needed, and deleted without harm.
package struct VerdictMemory: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Keeps what was found for the next command; on a file system that cannot be written, nothing is kept.
  package func keepMemory(of records: [Record]) throws(Findings) {
    guard opened.distrust == nil else { return }
    let blobs = try diagnosing { () throws(GitError) in
      let table = try workspace.git.indexTable()
      return records.compactMap { table.position(of: TenonFolder.record(of: $0.unit)).map(table.id) }
    }
    keepMemory(ofBlobs: blobs)
  }

  /// The same of the records with these ids.
  package func keepMemory(ofBlobs blobs: [ObjectID]) {
    guard let file = workspace.memory.file(keeping: blobs) else { return }
    StateCache.records.write(file, in: workspace.folder)
  }

  /// Opens what earlier commands found out about places, where the repository is so large that it is worth a file.
  package func openLayoutMemory() throws(Findings) {
    guard opened.distrust == nil, try isLarge else { return }
    workspace.layoutMemory.open(StateCache.layout.read(in: workspace.folder))
  }

  /// Keeps what was found out about places; a dry run makes no folder for it if there is none.
  package func keepLayoutMemory(isDryRun: Bool) {
    guard opened.distrust == nil, let file = workspace.layoutMemory.file else { return }
    if isDryRun, (try? workspace.folder.kind(at: TenonFolder.root)) != .folder { return }
    StateCache.layout.write(file, in: workspace.folder)
  }

  private var isLarge: Bool {
    get throws(Findings) {
      try diagnosing { () throws(GitError) in try workspace.git.indexCount() >= 1000 }
    }
  }

  /// All units of which nothing has changed since an earlier command looked at them.
  package func survey() throws(Findings) -> UnitSurvey {
    let keys = inputKeys
    return try UnitSurveyReader(workspace).survey { keys.key(of: $0) }
  }

  package var inputKeys: InputKeys {
    var key = VerdictKey()
    for number in ThisProcess.executableStamp { key.add(number) }
    key.add(workspace.settingsID)
    key.add(workspace.inventoryID)
    return InputKeys(workspace: key, catalogue: catalogue)
  }

  /// Remembers how a unit is, where nothing but its record, its files and its skeleton has decided that.
  package func remember(_ status: UnitStatus, of refreshed: RefreshedUnit, _ keys: InputKeys) throws(Findings)
  {
    let record = refreshed.record
    guard case .ready(let unit) = refreshed.state, status.isOfItsFilesAlone,
      unit.design.target.destination == record.destination, unit.design.target.answers == record.answers,
      let inputs = keys.key(of: record.skeleton),
      let (blob, key) = try UnitSurveyReader(workspace).key(of: record, read: unit.input.ours, inputs: inputs)
    else { return }
    workspace.memory.remember(status.verdict, for: key, of: blob)
  }
}

/// Keys of what an update of a unit would read beside its own files.
package struct InputKeys: Sendable {
  /// What every render of this workspace reads, and the executable that makes it.
  package let workspace: VerdictKey
  package let catalogue: SkeletonCatalogue

  /// Nil if the skeleton cannot be read, or the executable's own digest is unknown.
  package func key(of reference: SkeletonReference) -> VerdictKey? {
    if ThisProcess.executableStamp.isEmpty { return nil }
    var key = workspace
    // A built-in one changes with the executable alone.
    if reference.source == "builtin" { return key }
    guard let found = try? catalogue.load(reference) else { return nil }
    key.add(found.digest)
    return key
  }
}

package import Diagnostics
package import FileTrees
import GitReading
import Handoffs
import Texts
import Units
package import Workspaces

/// The files of a handoff: of its units, the common ones, and what a person included.
package struct HandoffCollection {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Every file to commit, what stays out, or everything that is against it at once.
  func collect(
    _ scope: HandoffScope, including included: Set<RelativePath>, at head: ObjectID?,
    telling process: ProcessEnvironment
  ) throws(Findings) -> HandoffFiles {
    var files = HandoffFiles()
    var seen: Set<RelativePath> = []
    for unit in scope.units {
      let edited = try edited(of: unit)
      for path in unit.paths.sorted() where seen.insert(path).inserted {
        let owner = HandoffFiles.Owner(
          unit: unit.id.description, origin: edited.contains(path) ? .merged : .generated)
        try files.take(path, of: owner, in: workspace, at: head)
      }
    }
    for path in included.sorted() where seen.insert(path).inserted {
      try files.take(path, of: .init(unit: nil, origin: .handWritten), in: workspace, at: head)
    }
    if !scope.units.isEmpty { try takeCommonFiles(into: &files, except: seen, at: head) }
    for unit in scope.units { try leaveOutStrangers(of: unit, besides: seen, into: &files) }
    let standing = Set(files.files.filter { $0.status != .deleted }.map(\.path))
    var gate = CredentialGate(
      allowed: workspace.settings.allowed, baseline: try workspace.credentialBaseline())
    for (index, file) in files.files.enumerated() {
      process.tellProgress(.file(file.path), index, of: files.files.count)
      files.obstacles += try HandoffObstacles(workspace).obstacles(of: file, besides: standing, gate: &gate)
    }
    files.credentials = gate.tally
    if let findings = Findings(files.obstacles.sortedByGravity) { throw findings }
    return files
  }

  /// The files of a unit that a person has edited since they were generated.
  private func edited(of unit: HandoffScope.ScopedUnit) throws(Findings) -> Set<RelativePath> {
    guard let record = unit.now else { return [] }
    return try edited(record.files, of: record)
  }

  /// Those of a unit's files that a person has edited since they were generated.
  package func edited(_ files: [RecordedFile], of record: Record) throws(Findings) -> Set<RelativePath> {
    var changed: [(file: RecordedFile, found: CheckedTree.Found)] = []
    for file in files {
      let found = try PathVersions(workspace).foundInWorkingTree(at: file.path)
      if found != .version(file.version) { changed.append((file, found)) }
    }
    if changed.isEmpty { return [] }
    let bases = try RecordReader(workspace).bases(of: record)
    var edited: Set<RelativePath> = []
    for (file, found) in changed where try differs(found, from: file, bases) { edited.insert(file.path) }
    return edited
  }

  /// Whether the file differs from what git makes of the base; if the base is lost, it counts as edited.
  private func differs(
    _ found: CheckedTree.Found, from file: RecordedFile, _ bases: UnitBases
  ) throws(Findings) -> Bool {
    guard case .version(let found) = found, found.mode == file.version.mode,
      let base = try RecordReader(workspace).content(file.blob, from: bases)
    else { return true }
    let stored = try diagnosing { () throws(GitError) in
      try GitFilters(workspace.git).stored(base, at: file.path)
    }
    return found.blob != blobID(of: stored)
  }

  /// What units lean on: the fixed texts of `.tenon`, and the two files that people keep there.
  private func takeCommonFiles(
    into files: inout HandoffFiles, except seen: Set<RelativePath>, at head: ObjectID?
  ) throws(Findings) {
    let fixed = TenonFolder.fixedFiles.map { ($0.path, Manifest.File.Origin.generated) }
    let kept = [TenonFolder.workspaceFile, TenonFolder.inventoryFile].map {
      ($0, Manifest.File.Origin.handWritten)
    }
    for (path, origin) in fixed + kept where !seen.contains(path) {
      try files.take(path, of: .init(unit: nil, origin: origin), in: workspace, at: head)
    }
  }

  /// Lists files in a unit's folder that do not belong to the unit, since one would expect them.
  private func leaveOutStrangers(
    of unit: HandoffScope.ScopedUnit, besides seen: Set<RelativePath>, into files: inout HandoffFiles
  ) throws(Findings) {
    let folder = unit.record.destination
    // At the root, other files are not listed.
    if folder.isRoot { return }
    let changes = try diagnosing { () throws(GitError) in
      try workspace.git.changedPaths(below: [folder], ignored: true)
    }
    var ignoredFolders: Set<RelativePath> = []
    for change in changes where !seen.contains(change.path) {
      if !change.isIgnored {
        let why = "not a file of \(unit.id); --include adds it"
        files.leftOut.append(.init(path: change.path.description, why: why))
      } else if let ignored = try ignoredFolder(above: change.path, in: folder) {
        if !ignoredFolders.insert(ignored).inserted { continue }
        files.leftOut.append(.init(path: "\(ignored)/", why: "git ignores it"))
      } else {
        files.leftOut.append(.init(path: change.path.description, why: "git ignores it"))
      }
    }
  }

  /// The outermost folder inside the unit's own that git ignores as a whole, such as `.terraform`.
  private func ignoredFolder(
    above path: RelativePath, in folder: RelativePath
  ) throws(Findings) -> RelativePath? {
    for candidate in path.ancestors where candidate.isBelow(folder) {
      if try diagnosing({ () throws(GitError) in try workspace.git.isIgnored(candidate) }) {
        return candidate
      }
    }
    return nil
  }
}

extension Array where Element == Diagnostic {
  /// The first decides the exit status, and a conflict needs a person before anything else.
  fileprivate var sortedByGravity: [Diagnostic] {
    filter { $0.kind == .conflict } + filter { $0.kind != .conflict }
  }
}

extension RecordedFile {
  /// As it was generated.
  fileprivate var version: FileVersion {
    FileVersion(mode: isExecutable ? .executable : .regular, blob: blob)
  }
}

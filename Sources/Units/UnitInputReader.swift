package import Diagnostics
package import Disk
package import FileTrees
import GitReading
package import Planning
import Texts
package import Workspaces

/// Reads what planning needs to know of a unit: base, ours, theirs, owners and moves.
package struct UnitInputReader: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Reads everything that planning needs to know of one unit.
  package func input(for unit: UnitID, record: Record?, target: UnitTarget?) throws(Findings) -> UnitInput {
    var input = UnitInput(unit: unit, record: record, base: [:], target: target, ours: .empty)
    input.mergesByLine = workspace.settings.mergesByLine
    let bases = try record.map { record throws(Findings) in try UnitedBranches(opened).bases(of: record) }
    if let record, let bases { try addBases(of: record, from: bases, to: &input) }
    let targets = Set(target?.files.map(\.path) ?? [])
    // A file that goes makes room: for a folder of its name, or for a name that differs only in case.
    let leaving = target == nil ? [] : Set(record?.paths ?? []).subtracting(targets)
    let folders = FoldersAbove(targets, in: workspace.folder)
    try checkReachable(folders, leaving: leaving)
    input.ours = try workspace.scan((record?.paths ?? []) + targets, knowing: folders)
    shareBases(of: record?.files ?? [], in: &input)
    if let target {
      input.owners = try owners(of: targets.subtracting(record?.paths ?? []), besides: record, in: target)
    }
    for path in targets where input.ours[path] == .folder {
      if try CaseTwins(opened).goes(path, with: leaving) { input.ours[path] = nil }
    }
    let new = targets.filter { input.ours[$0] == nil }
    let own = record == nil ? [TenonFolder.record(of: unit)] : []
    try CaseTwins(opened).checkTwins(of: Array(new) + own, leaving: leaving)
    if let record {
      (input.moved, input.suggestions) = try MoveDetection(opened).moves(
        of: record, in: input, besides: targets)
    }
    for path in input.moved.values { input.ours[path] = try workspace.entry(at: path) }
    if let record { try addPristineOurs(of: record, to: &input) }
    if let record, let bases { try addAdopted(of: record, from: bases, to: &input) }
    if let record { try UnitedBranches(opened).addBranches(of: record, to: &input) }
    try addBookkeeping(
      of: Set([unit, record?.unit ?? unit] + input.remains), knowing: bases?.file, to: &input)
    return input
  }

  /// Other units that own paths to which files come.
  ///
  /// All records are read only if something may be there: a new unit in a new folder of which git tracks
  /// nothing cannot collide.
  private func owners(
    of paths: Set<RelativePath>, besides record: Record?, in target: UnitTarget
  ) throws(Findings) -> [RelativePath: UnitID] {
    if paths.isEmpty { return [:] }
    if record == nil, !target.destination.isRoot, try workspace.kind(at: target.destination) == nil,
      try !isTracked(anyOf: paths)
    {
      return [:]
    }
    let units = try opened.units()
    return paths.reduce(into: [:]) { owners, path in
      let owner = units.owner(of: path)
      if owner != record?.unit { owners[path] = owner }
    }
  }

  private func isTracked(anyOf paths: Set<RelativePath>) throws(Findings) -> Bool {
    try diagnosing { () throws(GitError) in
      for path in paths where try workspace.git.isTracked(path) { return true }
      return false
    }
  }

  /// What tenon generated, from wherever contents with the recorded id are: the unit's base file as it is or as git
  /// has it, an object of git's own, or what the skeleton generates now.
  private func addBases(
    of record: Record, from bases: UnitBases, to input: inout UnitInput
  ) throws(Findings) {
    if !bases.isWhole { input.damaged = record.paths }
    let renders = input.target?.files ?? []
    for file in record.files {
      var bytes = try RecordReader(workspace).content(file.blob, from: bases)
      if bytes == nil { bytes = renders.first { $0.raw.storedID == file.blob }?.raw.stored }
      input.base[file.source] = try bytes.map { bytes throws(Findings) in try baseEntry(bytes, of: file) }
    }
  }

  /// What a person had before the unit was adopted: the current file while it is unedited, else from the unit's
  /// base file or git's objects.
  private func addAdopted(
    of record: Record, from bases: UnitBases, to input: inout UnitInput
  ) throws(Findings) {
    for file in record.files {
      guard let adopted = file.adopted else { continue }
      let isExecutable = adopted.mode == .executable
      if let ours = input.ours[input.moved[file.path] ?? file.path]?.content, ours.storedID == adopted.blob {
        input.adopted[file.source] = .file(ours, executable: isExecutable)
      } else if let bytes = try RecordReader(workspace).content(adopted.blob, from: bases) {
        let content = try workspace.generated(Content(bytes, id: adopted.blob), at: file.path)
        input.adopted[file.source] = .file(content, executable: isExecutable)
      }
    }
  }

  /// A file that no one edited has the content of its base, whose id is known.
  private func shareBases(of files: [RecordedFile], in input: inout UnitInput) {
    for file in files {
      guard case .file(let ours, let executable) = input.ours[file.path],
        let base = input.base[file.source]?.content, ours == base
      else { continue }
      input.ours[file.path] = .file(base, executable: executable)
    }
  }

  /// A file that is there with the very bytes that the record names is its own base.
  private func addPristineOurs(of record: Record, to input: inout UnitInput) throws(Findings) {
    for file in record.files where input.base[file.source] == nil {
      guard let ours = input.ours[file.path]?.content, ours.storedID == file.blob else {
        continue
      }
      input.base[file.source] = try baseEntry(ours.stored, of: file)
    }
  }

  /// Contents as git would store them and check them out where the file is remembered.
  private func baseEntry(_ bytes: [UInt8], of file: RecordedFile) throws(Findings) -> Entry {
    let content = try workspace.generated(Content(bytes, id: file.blob), at: file.path)
    return .file(content, executable: file.isExecutable)
  }

  /// What is below `.tenon` for these units, byte for byte.
  ///
  /// What is as a base file that was read already has its id.
  private func addBookkeeping(
    of units: Set<UnitID>, knowing base: Content?, to input: inout UnitInput
  ) throws(Findings) {
    for unit in units {
      for (path, entry) in try workspace.plainFiles(below: TenonFolder.folder(of: unit)).sorted {
        input.ours[path] =
          if let base, entry == .file(base, executable: false) {
            .file(base, executable: false)
          } else {
            entry
          }
      }
    }
    for file in TenonFolder.fixedFiles { input.ours[file.path] = try workspace.plainFile(at: file.path) }
  }

  /// Throws if a folder above the paths is not a folder of this repository; files that are `leaving` do not count.
  package func checkReachable(_ folders: FoldersAbove, leaving: Set<RelativePath>) throws(Findings) {
    let suspicious = Set(folders.suspicious)
    for folder in folders.all {
      let isNested = try diagnosing { () throws(GitError) in
        try workspace.git.isNestedRepository(folder, isPlain: !suspicious.contains(folder))
      }
      if isNested {
        throw Findings(
          Diagnostic(
            .inTheWay, "the directory is a separate git repository", at: Place(folder.description),
            hint: "run tenon there, or choose another directory with --into"))
      }
    }
    for folder in folders.suspicious where !leaving.contains(folder) {
      guard let entry = try workspace.kind(at: folder), entry != .folder else { continue }
      throw Findings(
        Diagnostic(
          .inTheWay, "expected a directory, found \(entry.kindWords)", at: Place(folder.description)))
    }
  }
}

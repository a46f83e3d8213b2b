import Diagnostics
import Disk
import FileTrees
import GitReading
import Planning
import Workspaces

extension Workbench {
  /// Reads everything that planning needs to know of one unit.
  ///
  /// `all` are the records of the workspace; the paths of the other units are theirs.
  func input(
    for unit: UnitID, record: Record?, target: UnitTarget?, among all: [Record]
  ) throws(Findings) -> UnitInput {
    var input = UnitInput(unit: unit, record: record, base: [:], target: target, ours: .empty)
    for file in record?.files ?? [] {
      input.base[file.source] = try baseEntry(of: file, unit: record?.unit ?? unit)
    }
    for other in all where other.unit != unit && other.unit != record?.unit {
      for path in other.paths { input.owners[path] = other.unit }
    }
    let targets = target?.files.map(\.path) ?? []
    try checkReachable(targets)
    input.ours = try workspace.scan((record?.paths ?? []) + targets)
    input.moved = try moves(
      of: record, base: input.base, missingIn: input.ours, owned: Set(all.flatMap(\.paths) + targets))
    for path in input.moved.values { input.ours[path] = try workspace.entry(at: path) }
    try addBookkeeping(of: [unit, record?.unit ?? unit], to: &input)
    return input
  }

  /// What tenon generated, as git would store it and check it out where it stands now; nil where it is lost.
  private func baseEntry(of file: RecordedFile, unit: UnitID) throws(Findings) -> Entry? {
    guard let bytes = try workspace.base(file, of: unit) else { return nil }
    return .file(try workspace.generated(bytes, at: file.path), executable: file.isExecutable)
  }

  /// What stands below `.tenon` for these units, byte for byte.
  private func addBookkeeping(of units: Set<UnitID>, to input: inout UnitInput) throws(Findings) {
    for unit in units {
      for (path, entry) in try workspace.plainFiles(below: TenonFolder.folder(of: unit)).sorted {
        input.ours[path] = entry
      }
    }
    for file in TenonFolder.fixedFiles { input.ours[file.path] = try workspace.plainFile(at: file.path) }
  }

  /// Throws where a folder above one of the paths is no folder of this repository.
  private func checkReachable(_ paths: [RelativePath]) throws(Findings) {
    for path in paths.prefix(1) {
      let nested = try saying { () throws(GitError) in try workspace.git.nestedRepository(containing: path) }
      if let nested {
        throw Findings(
          Diagnostic(
            .inTheWay, "the folder is a repository of its own", at: Place(nested.description),
            hint: "run tenon in there, or choose another folder with --into"))
      }
    }
    for folder in Set(paths.flatMap(\.ancestors)).sorted() {
      guard let entry = try workspace.kind(at: folder), entry != .folder else { continue }
      throw Findings(
        Diagnostic(
          .inTheWay, "\(entry.kindWords) stands where a folder is needed", at: Place(folder.description)))
    }
  }
}

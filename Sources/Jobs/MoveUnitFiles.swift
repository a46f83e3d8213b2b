package import Diagnostics
import Disk
package import FileTrees
import Planning
package import Units
package import Workspaces

/// What `tenon move` did.
package struct MoveReport: Sendable {
  package let unit: UnitID
  /// Old and new path of each file of the unit.
  package let files: [(old: RelativePath, new: RelativePath)]
  /// Whether tenon moved the files; else a person had, and it was recorded.
  package let hasMoved: Bool
  /// False after a dry run.
  package let isWritten: Bool
}

/// Tells where a file or folder of a unit is now.
///
/// Moves it as `git mv` would where the old path is there and the new one is not; records what a person has moved
/// where the new path is there and the old one is not.
package func move(
  _ unit: String, from old: String, to new: String, _ write: WriteRequest, in opened: OpenWorkspace
) throws(Findings) -> MoveReport {
  let record = try opened.select(unit)
  let way = Way(from: try opened.path(old), to: try opened.path(new))
  let files = record.files.filter { way.moves($0.path) }
  if files.isEmpty { throw Findings(Way.nothing(at: old, of: record)) }
  let isThere = (
    old: try opened.workspace.kind(at: way.from) != nil, new: try opened.workspace.kind(at: way.to) != nil
  )
  var changes: [Change] = []
  switch isThere {
  case (true, false): changes = try MoveUnitFiles(opened).changes(moving: way, of: record)
  case (false, true):
    try MoveUnitFiles(opened).check(files.map { way.end(of: $0.path) }, arePartOf: record, at: new)
  case (true, true):
    throw Findings(
      Diagnostic(
        .fileExists, "both paths exist, '\(quoted(old))' and '\(quoted(new))'",
        hint: "move or delete one of them"))
  case (false, false):
    throw Findings(Diagnostic(.noFile, "neither '\(quoted(old))' nor '\(quoted(new))' exists"))
  }
  changes.append(try opened.change(to: record.moved(way)))
  if !write.isDryRun { try opened.carryOut(changes, label: "move \(record.unit) \(way.from) \(way.to)") }
  return MoveReport(
    unit: record.unit, files: files.map { ($0.path, way.end(of: $0.path)) }, hasMoved: isThere.old,
    isWritten: !write.isDryRun)
}

/// From one path to another, with everything below it.
private struct Way {
  let from: RelativePath
  let to: RelativePath

  func moves(_ path: RelativePath) -> Bool { path == from || path.isBelow(from) }

  func end(of path: RelativePath) -> RelativePath {
    path == from ? to : path.relative(to: from).map(to.appending) ?? path
  }

  static func nothing(at typed: String, of record: Record) -> Diagnostic {
    Diagnostic(
      .missing, "unit \(record.unit) has no file at '\(quoted(typed))'",
      hint: "its files are in \(record.destination)"
    ).about(unit: record.unit.description)
  }
}

extension Record {
  /// The same unit after a move; where its whole folder moved, that is where it is laid out from now on.
  fileprivate func moved(_ way: Way) -> Record {
    var record = self
    let isWhole = destination == way.from || destination.isBelow(way.from)
    if isWhole { record.destination = way.end(of: destination) }
    for index in files.indices where way.moves(files[index].path) {
      let file = files[index]
      let laidOut = file.laidOutAt ?? file.path
      let place = isWhole ? way.end(of: laidOut) : laidOut
      record.files[index].path = way.end(of: file.path)
      record.files[index].laidOutAt = place == record.files[index].path ? nil : place
    }
    return record
  }
}

/// The checks and the changes of `tenon move`.
struct MoveUnitFiles: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Every file at or below the old path at its new one; the person's own files there too, as `git mv` has it.
  fileprivate func changes(moving way: Way, of record: Record) throws(Findings) -> [Change] {
    try check(way, of: record)
    var changes: [Change] = []
    for (path, entry) in try filesToMove(at: way.from) {
      if let owner = try opened.units().owner(of: path), owner != record.unit {
        throw Findings(
          Diagnostic(
            .ownedByUnit, "the file belongs to unit \(owner)", at: Place(path.description),
            hint: "move that unit first: tenon move \(owner) …"))
      }
      guard case .file(let content, let isExecutable) = entry else {
        throw Findings(
          Diagnostic(
            .inTheWay, "\(entry.kindWords) cannot be moved", at: Place(path.description),
            hint: "git mv \(way.from) \(way.to), then record it with tenon move"))
      }
      changes.append(Change(path: path, before: entry.worktreeState, after: .absent))
      changes.append(
        Change(
          path: way.end(of: path), before: .absent,
          after: .file(content, executable: isExecutable)))
    }
    return changes
  }

  private func check(_ way: Way, of record: Record) throws(Findings) {
    try diagnosing { () throws(PathError) in try way.to.checkPortable() }
    if way.to.isBelow(way.from) {
      throw Findings(
        Diagnostic(.usage, "a folder cannot be moved into itself", at: Place(way.to.description)))
    }
    let targets = record.files.filter { way.moves($0.path) }.map { way.end(of: $0.path) }
    try UnitInputReader(opened).checkReachable(FoldersAbove(targets, in: workspace.folder), leaving: [])
  }

  private func filesToMove(at path: RelativePath) throws(Findings) -> [(RelativePath, Entry)] {
    guard try workspace.kind(at: path) == .folder else {
      return try workspace.plainEntry(at: path).map { [(path, $0)] } ?? []
    }
    return try workspace.plainFiles(below: path).sorted.map { ($0.path, $0.entry) }
  }

  /// Throws if none of the files that are to be recorded as moved exists.
  fileprivate func check(
    _ paths: [RelativePath], arePartOf record: Record, at typed: String
  ) throws(Findings) {
    for path in paths {
      guard let owner = try opened.units().owner(of: path), owner != record.unit else { continue }
      throw Findings(
        Diagnostic(
          .ownedByUnit, "the file belongs to unit \(owner)", at: Place(path.description),
          hint: "tenon restore \(record.unit) PATH restores a deleted file"
        ).about(unit: record.unit.description))
    }
    let own = Set(record.paths)
    if try MoveDetection(opened).unowned(Set(paths).subtracting(own)).count
      < Set(paths).subtracting(own).count
    {
      throw Findings(
        Diagnostic(.inTheWay, "files of a skeleton, or of tenon itself, cannot belong to a unit"))
    }
    for path in paths where try workspace.kind(at: path)?.content != nil { return }
    throw Findings(
      Diagnostic(
        .noFile, "no file of unit \(record.unit) is at '\(quoted(typed))'",
        hint: "the second path must be the current location"
      ).about(unit: record.unit.description))
  }
}

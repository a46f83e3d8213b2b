package import Diagnostics
package import FileTrees
import Planning
package import Units
package import Workspaces

/// Brings files of a unit back as they were generated: deleted, edited or never laid out.
///
/// Edits of these files are discarded; `tenon undo` restores them. The skeleton's version does not change.
package func restore(
  _ unit: String, _ paths: [String], _ write: WriteRequest, in opened: OpenWorkspace
) throws(Findings) -> RestoreReport {
  let restoring = Restore(opened)
  let record = try opened.select(unit)
  let input = try UnitRefresh(opened).refresh(record).standing()
  var files: [RecordedFile] = []
  for path in paths {
    let found = try restoring.files(at: path, of: record)
    files += found.filter { !files.contains($0) }
  }
  var changes: [Change] = []
  for file in files {
    if let change = try restoring.restoration(of: file, in: input) { changes.append(change) }
  }
  let report = RestoreReport(
    unit: record.unit, files: changes.map(\.path).sorted(), isWritten: !write.isDryRun)
  if write.isDryRun || changes.isEmpty { return report }
  changes += try restoring.change(of: record, laidOut: files)
  try opened.carryOut(changes, label: "restore \(record.unit) \(paths.joined(separator: " "))")
  return report
}

/// What `tenon restore` brought back.
package struct RestoreReport: Sendable {
  package let unit: UnitID
  package let files: [RelativePath]
  /// False after a dry run.
  package let isWritten: Bool
}

/// The files that `tenon restore` brings back, and the record after it.
struct Restore: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The recorded files at a typed path or below it, relative to the current directory or to the unit's folder.
  fileprivate func files(at typed: String, of record: Record) throws(Findings) -> [RecordedFile] {
    var spellings: [RelativePath] = []
    if let inside = try? RelativePath(typed) { spellings += [inside, record.destination.appending(inside)] }
    spellings.insert(try opened.path(typed), at: 0)
    for path in spellings {
      let found = record.files.filter { $0.path == path || $0.path.isBelow(path) }
      if !found.isEmpty { return found }
    }
    let hint = nearest(to: typed, among: record.paths.map(\.description)).map { "did you mean \($0)?" }
    throw Findings(
      Diagnostic(
        .noFile, "unit \(record.unit) has no file at '\(quoted(typed))'",
        hint: hint ?? "tenon skeleton show \(record.skeleton.name) lists its files"
      ).about(unit: record.unit.description))
  }

  /// Nil if the file is as it was generated.
  fileprivate func restoration(of file: RecordedFile, in input: UnitInput) throws(Findings) -> Change? {
    let path = input.moved[file.path] ?? file.path
    guard let base = input.base[file.source], case .file(let content, let isExecutable) = base else {
      throw Findings(
        Diagnostic(
          .damagedBase, "the base of the file is missing", at: Place(path.description),
          hint: "tenon update --on-conflict theirs:\(path) takes the skeleton's current output"))
    }
    let ours = input.ours[path]
    if let ours, ours.isSame(as: base) { return nil }
    if let ours, ours.content == nil {
      throw Findings(Diagnostic(.fileExists, "\(ours.kindWords) is in the way", at: Place(path.description)))
    }
    return Change(
      path: path, before: input.ours.state(of: path),
      after: .file(content, executable: isExecutable))
  }

  /// The record without a mark on files that are as generated now; none if it had none.
  fileprivate func change(of record: Record, laidOut files: [RecordedFile]) throws(Findings) -> [Change] {
    var changed = record
    for index in record.files.indices where files.contains(record.files[index]) {
      changed.files[index].isAbsent = false
      changed.files[index].adopted = nil
    }
    return changed == record ? [] : [try opened.change(to: changed)]
  }
}

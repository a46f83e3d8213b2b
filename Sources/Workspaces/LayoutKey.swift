import Diagnostics
import Disk
import FileTrees
import GitReading
import Texts

/// The key under which the detected layout is remembered.
struct LayoutKey {
  let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// A key of everything that the search for a place reads.
  ///
  /// That is git's index, and records that differ from it and own tracked files. Nil if only a full search
  /// could tell.
  func layoutKey() throws(Findings) -> VerdictKey? {
    guard let sum = try diagnosing({ () throws(GitError) in try workspace.git.indexSum() }),
      let names = try UnitSurveyReader(workspace).unitNames()
    else { return nil }
    var key = VerdictKey()
    for number in ThisProcess.executableStamp { key.add(number) }
    key.add(sum)
    let table = try diagnosing { () throws(GitError) in
      try workspace.git.indexTable(below: TenonFolder.units)
    }
    let positions = RememberedRecords.positions(in: table)
    let looked = workspace.git.sights(at: positions, of: table)
    let sights = Dictionary(uniqueKeysWithValues: zip(positions, looked))
    for position in positions where sights[position] == .absent { key.add(UInt64(position)) }
    for name in names {
      let path = TenonFolder.units.bytes + [slash] + name + TenonFolder.recordEnding
      let position = table.position(of: path.span)
      if let position, sights[position] == .untouched { continue }
      guard let path = try? RelativePath(bytes: path), try add(path, at: position, in: table, to: &key) else {
        return nil
      }
    }
    return key
  }

  /// Adds a record that may differ from the index; false if it cannot be read.
  private func add(
    _ path: RelativePath, at position: Int?, in table: IndexTable, to key: inout VerdictKey
  ) throws(Findings) -> Bool {
    guard let bytes = try? workspace.folder.read(path, limit: Record.sizeLimit) else { return false }
    let blob = blobID(of: bytes)
    if let position, table.id(at: position) == blob { return true }
    guard let record = try? workspace.memory.record(parsing: bytes, at: path) else { return false }
    // Files of a unit that are not tracked do not count.
    if position == nil, try !isTracked(any: record.paths) { return true }
    key.add(path.description)
    key.add(blob)
    return true
  }

  private func isTracked(any paths: [RelativePath]) throws(Findings) -> Bool {
    let table = try diagnosing { () throws(GitError) in try workspace.git.indexTable() }
    return paths.contains { table.position(of: $0) != nil }
  }
}

private let slash = UInt8(ascii: "/")

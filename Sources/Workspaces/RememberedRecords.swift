import Diagnostics
import Disk
package import FileTrees
import GitReading
import Texts
import Threading

/// Records by their blob ids, as far as earlier commands decoded them.
package struct RememberedRecords {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Records by the folders of their units, as far as they are known without reading all of them one after the other.
  ///
  /// One that is surely as the index has it, and was read before, is not opened. The others are decoded side by side;
  /// a fault of one of them is reported when it is needed.
  func rememberedRecords() throws(Findings) -> [RelativePath: Record] {
    let table = try diagnosing { () throws(GitError) in try workspace.git.indexTable() }
    let positions = Self.positions(in: table)
    guard positions.count >= Self.fewest else { return [:] }
    let sights = try workspace.sights(at: positions)
    let paths = zip(positions, sights).compactMap { position, sight -> (position: Int, path: RelativePath)? in
      guard sight == .untouched, let path = table.path(at: position) else { return nil }
      return (position, path)
    }
    var texts: [(blob: ObjectID, path: RelativePath, bytes: [UInt8])] = []
    for (position, path) in paths where !workspace.memory.knows(table.id(at: position)) {
      if let bytes = try? workspace.folder.read(path, limit: Record.sizeLimit) {
        texts.append((table.id(at: position), path, bytes))
      }
    }
    let (unread, memory) = (texts, workspace.memory)
    _ = inParallel(unread.count, least: 16) { part in
      for index in part where blobID(of: unread[index].bytes) == unread[index].blob {
        guard let record = try? Record(json: unread[index].bytes, at: unread[index].path.description) else {
          continue
        }
        memory.remember(record, unread[index].blob)
      }
    }
    let known = paths.map { (blob: table.id(at: $0.position), path: $0.path) }
    let decoded = inParallel(known.count, least: 200) { part in part.map { memory.record(known[$0].blob) } }
    var records: [RelativePath: Record] = [:]
    for (path, record) in zip(paths.map(\.path), decoded.flatMap(\.self)) {
      guard let record, TenonFolder.record(of: record.unit) == path else { continue }
      records[TenonFolder.folder(of: record.unit)] = record
    }
    return records
  }

  /// Where the index has records, and what is called like one.
  static func positions(in table: IndexTable) -> [Int] {
    table.positions(below: TenonFolder.units).filter { table.ends(with: TenonFolder.recordEnding, at: $0) }
  }

  /// Fewer are read one by one.
  private static let fewest = 4
}

extension RememberedRecords {
  /// Remembers a unit as it is about to be committed, with everything that was known before.
  package func remember(_ record: Record, _ blob: ObjectID, _ verdict: UnitVerdict, _ key: VerdictKey) {
    workspace.memory.open(in: workspace.folder)
    workspace.memory.remember(record, blob)
    workspace.memory.remember(verdict, for: key, of: blob)
  }
}

extension RecordMemory {
  /// Reads a record, unless its bytes were read before.
  func record(parsing bytes: [UInt8], at path: RelativePath) throws(Findings) -> Record {
    let blob = blobID(of: bytes)
    if let known = record(blob) { return known }
    let record = try Record(json: bytes, at: path.description)
    remember(record, blob)
    return record
  }
}

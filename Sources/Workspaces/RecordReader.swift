package import Diagnostics
import Disk
package import FileTrees
import GitReading
import Texts

/// Reads and checks what lies below `.tenon/units`.
package struct RecordReader {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Reads everything below `.tenon/units`; what cannot be used there stops only its own unit.
  func readUnitRecords() throws(Findings) -> UnitRecords {
    var found: [UnitRecords.Item] = []
    if let kind = try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: TenonFolder.units) }
    ),
      kind != .folder
    {
      return UnitRecords(BranchUniting([.fault(.stray(DiskItem(path: TenonFolder.units, kind: kind)))]))
    }
    let known = try RememberedRecords(workspace).rememberedRecords()
    for skeleton in try items(in: TenonFolder.units) {
      guard skeleton.kind == .folder else {
        found.append(.fault(.stray(skeleton)))
        continue
      }
      let names = try diagnosing { () throws(DiskError) in try workspace.folder.names(in: skeleton.path) }
      for name in names {
        guard let path = try? skeleton.path.appending(RelativePath(bytes: name)) else { continue }
        if let record = known[path] {
          found.append(.record(record))
        } else if let item = try item(at: path) {
          found.append(item)
        }
      }
    }
    return UnitRecords(try UnitUniting(workspace).united(found))
  }

  /// What is in a folder of `.tenon/units`; a symbolic link in the folder's own place is an error.
  private func items(in path: RelativePath) throws(Findings) -> [DiskItem] {
    try diagnosing { () throws(DiskError) in
      switch try workspace.folder.kind(at: path) {
      case .folder: return try workspace.folder.list(path)
      case .symlink: throw DiskError(.list, path, .symlink(path))
      case nil, .file, .special: return []
      }
    }
  }

  /// What is where a unit has its folder.
  func item(at path: RelativePath) throws(Findings) -> UnitRecords.Item? {
    guard let kind = try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: path) }) else {
      return nil
    }
    return try item(for: DiskItem(path: path, kind: kind))
  }

  /// Nil for an empty folder, which git does not know either.
  private func item(for item: DiskItem) throws(Findings) -> UnitRecords.Item? {
    let id = item.path.relative(to: TenonFolder.units)?.text.flatMap { try? UnitID($0) }
    guard item.kind == .folder, let id else {
      // A stray file belongs to no unit, unless git tracks a unit's folder of that name.
      return .fault(.stray(item, of: item.kind.isFile ? id.flatMap { isCommitted($0) ? $0 : nil } : id))
    }
    if try items(in: item.path).isEmpty { return nil }
    let path = TenonFolder.record(of: id)
    do throws(Findings) {
      guard let bytes = try workspace.folder.bytes(at: path, limit: Record.sizeLimit) else {
        return .fault(.leftover(item.path, of: id, isCommitted: isCommitted(id)))
      }
      return try self.item(for: id, bytes)
    } catch {
      return .fault(.unreadable(path, of: id, error.diagnostics[0], isCommitted: isCommitted(id)))
    }
  }

  private func item(for unit: UnitID, _ bytes: [UInt8]) throws(Findings) -> UnitRecords.Item {
    let path = TenonFolder.record(of: unit)
    do throws(Findings) {
      let record = try workspace.memory.record(parsing: bytes, at: path)
      if record.unit == unit { return .record(record) }
      let place = TenonFolder.folder(of: record.unit)
      let isFree = try diagnosing { () throws(DiskError) in try workspace.folder.kind(at: place) } == nil
      return .fault(
        .misplaced(path, in: unit, of: record.unit, isCommitted: isCommitted(unit), isOtherFree: isFree))
    } catch {
      if Self.isMarked(bytes) {
        let entry = try diagnosing { () throws(GitError) in try workspace.git.indexEntry(at: path) }
        return .fault(.marked(path, of: unit, isUnmerged: entry?.isUnmerged == true))
      }
      if let newer = Record.newerSchema(of: bytes, at: path.description) {
        return .fault(.newer(path, of: unit, newer))
      }
      throw error
    }
  }

  /// Whether the index holds a sound record of the unit, so that git can bring it back.
  private func isCommitted(_ unit: UnitID) -> Bool {
    let path = TenonFolder.record(of: unit)
    // A failure here must not hide the earlier one.
    guard let entry = try? workspace.git.indexEntry(at: path), !entry.isUnmerged,
      let bytes = try? workspace.git.blob(entry.id, limit: Record.sizeLimit),
      let record = try? Record(json: bytes, at: path.description)
    else { return false }
    return record.unit == unit
  }

  /// The record of a unit as it is on disk now, or nil if it has none.
  package func record(of unit: UnitID) throws(Findings) -> Record? {
    let path = TenonFolder.record(of: unit)
    guard let bytes = try workspace.folder.bytes(at: path, limit: Record.sizeLimit) else { return nil }
    return try coding(.invalidRecord) { () throws(Findings) in
      try Record(json: bytes, unit: unit, at: path.description)
    }
  }

  /// Whether a line begins as git begins a conflict.
  private static func isMarked(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "<<<<<<< ".utf8) }
  }

  /// The pristine contents of a unit, from its base file as it is there, and else from git's objects.
  package func bases(of record: Record) throws(Findings) -> UnitBases {
    let kept = try keptBase(of: record.unit)
    if kept?.id == record.base {
      return UnitBases(kept: kept, committed: nil, isWhole: true, id: record.base)
    }
    return UnitBases(kept: kept, committed: try committedBase(record.base), isWhole: false)
  }

  /// Contents from a unit's bases, or from an unedited file in git; else nil.
  package func content(_ id: ObjectID, from bases: UnitBases) throws(Findings) -> [UInt8]? {
    if let content = bases.content(id) { return content }
    return try committedContent(id)
  }

  /// A base file from git's objects; nil if this clone does not have it.
  func committedBase(_ id: ObjectID) throws(Findings) -> BaseFile? {
    try diagnosing { () throws(GitError) in try workspace.git.blob(id, limit: BaseFile.sizeLimit) }.map(
      BaseFile.init)
  }

  /// A content from git's objects, as a file that no one edited has it; nil if this clone does not have it.
  func committedContent(_ id: ObjectID) throws(Findings) -> [UInt8]? {
    try diagnosing { () throws(GitError) in try workspace.git.blob(id, limit: Workspace.contentLimit) }
  }

  /// The base file as it is there, sound or not; nil if there is not one that can be read.
  private func keptBase(of unit: UnitID) throws(Findings) -> BaseFile? {
    let path = TenonFolder.base(of: unit)
    let kind = try diagnosing { () throws(DiskError) in try workspace.folder.kind(at: path) }
    guard kind?.isFile == true else { return nil }
    // An unreadable one counts as missing.
    return (try? workspace.folder.read(path, limit: BaseFile.sizeLimit)).map(BaseFile.init)
  }
}

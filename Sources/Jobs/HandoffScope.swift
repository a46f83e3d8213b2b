import Diagnostics
import FileTrees
import GitReading
import Handoffs
import Workspaces

/// The units that are handed off, from HEAD and the working tree together, so that a removed unit is among them.
struct HandoffScope: Sendable {
  var units: [ScopedUnit]

  /// One unit with its record now and its record at HEAD, of which at least one is there.
  struct ScopedUnit: Sendable {
    let id: UnitID
    let now: Record?
    let atHead: Record?
    /// The one that tells most: that of now, else that of HEAD.
    let record: Record

    init?(_ id: UnitID, now: Record?, atHead: Record?) {
      guard let record = now ?? atHead else { return nil }
      self.id = id
      self.now = now
      self.atHead = atHead
      self.record = record
    }

    var fate: HandedUnit.Fate {
      if now == nil { return .removed }
      return atHead == nil ? .added : .changed
    }

    /// Every path that the unit has or had: its files, its record and its bases.
    var paths: Set<RelativePath> {
      let records = [now, atHead].compactMap(\.self)
      let bases = records.flatMap { $0.files.map { TenonFolder.base($0.blob, of: id) } }
      return Set(records.flatMap(\.paths) + bases + [TenonFolder.record(of: id)])
    }
  }

  /// Takes the units that are named, or every one that there is.
  init(named names: [String], in workspace: borrowing Workspace, at head: ObjectID?) throws(Findings) {
    let known = try Self.removed(from: workspace, at: head).union(workspace.units()).sorted()
    var ids: Set<UnitID> = names.isEmpty ? Set(known) : []
    for name in names { ids.insert(known[try position(of: name, among: known)]) }
    units = []
    for id in ids.sorted() {
      let now = try workspace.record(of: id)
      if now == nil, try !workspace.plainFiles(below: TenonFolder.folder(of: id)).isEmpty {
        throw Findings(Self.recordIsMissing(id))
      }
      let unit = ScopedUnit(id, now: now, atHead: try workspace.record(of: id, at: head))
      if let unit { units.append(unit) }
    }
  }

  /// Units whose record is in HEAD and not in the working tree.
  private static func removed(
    from workspace: borrowing Workspace, at head: ObjectID?
  ) throws(Findings) -> Set<UnitID> {
    let changed = try saying { () throws(GitError) in
      try workspace.git.changedPaths(below: [TenonFolder.units], untracked: false)
    }
    var ids: Set<UnitID> = []
    for change in changed {
      let parts = (change.path.text ?? "").split(separator: "/")
      guard parts.count == 5, parts[4] == "record.json" else { continue }
      let id = try UnitID(skeleton: String(parts[2]), name: String(parts[3]))
      if try workspace.record(of: id, at: head) != nil { ids.insert(id) }
    }
    return ids
  }

  private static func recordIsMissing(_ id: UnitID) -> Diagnostic {
    let path = TenonFolder.record(of: id)
    return Diagnostic(
      .data, "the unit's record is missing", at: Place(path.description),
      hint: "git checkout -- \(path) brings it back; tenon remove takes the whole unit away")
  }
}

extension Workspace {
  /// The record of a unit as a commit has it, or nil.
  func record(of unit: UnitID, at commit: ObjectID?) throws(Findings) -> Record? {
    let path = TenonFolder.record(of: unit)
    guard let version = try version(of: path, inTreeOf: commit) else { return nil }
    let bytes = try saying { () throws(GitError) in try git.blob(version.blob, limit: 16 << 20) }
    guard let bytes else { return nil }
    return try Record(json: bytes, unit: unit, at: "HEAD:\(path)")
  }
}

package import Diagnostics
package import FileTrees
import GitReading
import Handoffs
package import Skeletons
import Texts
package import Units
package import Workspaces

/// The units that are handed off, from HEAD and the working tree together, so that a removed unit is among them.
package struct HandoffScope: Sendable {
  package var units: [ScopedUnit]
  /// What below `.tenon/units` cannot be used, and is left out.
  package let faults: [UnitFault]

  /// One unit with its record now and its record at HEAD, of which at least one is there.
  package struct ScopedUnit: Sendable {
    package let id: UnitID
    package let now: Record?
    let atHead: Record?
    /// The one that tells most: that of now, else that of HEAD.
    package let record: Record

    /// Its id at HEAD, where it has been renamed since.
    package var former: UnitID? { atHead.flatMap { $0.unit == id ? nil : $0.unit } }

    init?(_ id: UnitID, now: Record?, atHead: Record?) {
      guard let record = now ?? atHead else { return nil }
      self.id = id
      self.now = now
      self.atHead = atHead
      self.record = record
    }

    package var change: UnitChange {
      if now == nil { return .removed }
      if former != nil { return .renamed }
      return atHead == nil ? .added : .changed
    }

    /// Every path that the unit has or had: its files, its record and its base.
    package var paths: Set<RelativePath> {
      let records = [now, atHead].compactMap(\.self)
      let ids = [id, former].compactMap(\.self)
      return Set(
        records.flatMap(\.paths) + ids.flatMap { [TenonFolder.record(of: $0), TenonFolder.base(of: $0)] })
    }
  }

  /// Takes the units that are named, or every one that there is and can be used; `removed` are those of HEAD alone.
  fileprivate init(
    named names: [String], of units: UnitRecords, and removed: Set<UnitID>, in workspace: Workspace,
    at head: ObjectID?
  ) throws(Findings) {
    let known = Set(units.units).union(removed).sorted()
    var ids: Set<UnitID> = names.isEmpty ? Set(known) : []
    for name in names { ids.insert(known[try position(of: name, among: known)]) }
    let open = ids.sorted().compactMap(units.branchFault)
    faults = (names.isEmpty ? units.faults : ids.sorted().compactMap(units.fault)) + open
    self.units = []
    let misplaced = units.faults.map(\.kind)
    ids.subtract(open.compactMap(\.unit))
    for id in ids.sorted() where units.fault(of: id) == nil && !misplaced.contains(.misplaced(id)) {
      let unit = ScopedUnit(
        id, now: units.record(of: id), atHead: try workspace.record(of: id, at: head))
      if let unit { self.units.append(unit) }
    }
    if !names.isEmpty, let findings = Findings(faults.map(\.diagnostic)) { throw findings }
    try pairRenamed(with: removed, of: units, in: workspace, at: head)
  }

  /// Treats a removed and a new unit as one renamed unit if their files show it.
  ///
  /// Either name is enough to hand both off: half of a rename would leave the repository with a unit too many.
  private mutating func pairRenamed(
    with removed: Set<UnitID>, of all: UnitRecords, in workspace: Workspace, at head: ObjectID?
  ) throws(Findings) {
    var former: [Record] = []
    for id in removed.sorted() {
      if let record = try workspace.record(of: id, at: head) { former.append(record) }
    }
    if former.isEmpty { return }
    var added: [Record] = []
    for id in all.units.sorted() {
      guard let now = all.record(of: id), try workspace.record(of: id, at: head) == nil else { continue }
      added.append(now)
    }
    for pair in renamedUnits(from: former, to: added) {
      let isWanted = units.contains { $0.id == pair.new.unit || $0.id == pair.old.unit }
      guard isWanted, let unit = ScopedUnit(pair.new.unit, now: pair.new, atHead: pair.old) else { continue }
      units.removeAll { $0.id == pair.new.unit || $0.id == pair.old.unit }
      units.append(unit)
    }
    units.sort { $0.id < $1.id }
  }

  /// Units whose record is in HEAD and not in the working tree.
  fileprivate static func removed(
    from workspace: Workspace, at head: ObjectID?
  ) throws(Findings) -> Set<UnitID> {
    let changed = try diagnosing { () throws(GitError) in
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
}

/// The units that a handoff is about.
package struct HandoffScopeReader: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The units that are handed off, by their names, or all of them.
  ///
  /// Where units are named and none has been removed since HEAD, so that none can have been renamed, no other is read.
  package func handoffScope(named names: [String], at head: ObjectID?) throws(Findings) -> HandoffScope {
    let removed = try HandoffScope.removed(from: workspace, at: head)
    let few = removed.isEmpty ? try opened.selectAlone(names)?.records.map(\.unit) : nil
    let units = if let few { try NamedRecords(workspace).unitRecords(of: few) } else { try opened.units() }
    return try HandoffScope(named: names, of: units, and: removed, in: workspace, at: head)
  }
}

extension Workspace {
  /// The record of a unit as a commit has it, or nil.
  package func record(of unit: UnitID, at commit: ObjectID?) throws(Findings) -> Record? {
    let path = TenonFolder.record(of: unit)
    guard let version = try PathVersions(self).version(of: path, inTreeOf: commit) else { return nil }
    let bytes = try diagnosing { () throws(GitError) in try git.blob(version.blob, limit: Record.sizeLimit) }
    // One that was committed broken tells nothing of what the unit was.
    guard let bytes, let record = try? Record(json: bytes, at: "HEAD:\(path)"), record.unit == unit else {
      return nil
    }
    return record
  }
}

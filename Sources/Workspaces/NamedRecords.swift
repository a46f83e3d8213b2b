package import Diagnostics
import Disk
import FileTrees

/// The records of a few units: what is asked of one of them costs no look at the others.
package struct NamedRecords {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Whether two branches left units in need of uniting, so that one record does not tell all of its unit.
  package var isDivided: Bool {
    get throws(Findings) {
      try workspace.known.isDivided { () throws(Findings) in
        try !RecordHistory(workspace).recordSides(among: []).isEmpty
      }
    }
  }

  /// The records of these units only; all records if two branches are being merged.
  ///
  /// Does not check whether another unit claims one of their paths.
  package func unitRecords(of units: [UnitID]) throws(Findings) -> UnitRecords {
    if let all = workspace.known.known { return all }
    if try isDivided { return try workspace.unitRecords() }
    var items: [UnitRecords.Item] = []
    for unit in units {
      let folder = TenonFolder.folder(of: unit)
      // If something above the unit's folder is not a folder, all records are read, so that every fault is reported at once.
      for above in folder.ancestors where try !isFolderOrAbsent(above) { return try workspace.unitRecords() }
      if let item = try RecordReader(workspace).item(at: folder) { items.append(item) }
    }
    return UnitRecords(BranchUniting(items))
  }

  /// The records of all units that a skeleton of this name laid out.
  package func records(ofSkeleton skeleton: String) throws(Findings) -> [Record] {
    let units = try units(ofSkeleton: skeleton)
    let known = if let units { try unitRecords(of: units) } else { try workspace.unitRecords() }
    return known.records.filter { $0.unit.skeleton == skeleton }
  }

  /// By the existing folders; nil if one above them is not a folder.
  private func units(ofSkeleton skeleton: String) throws(Findings) -> [UnitID]? {
    guard let folder = try? TenonFolder.units.appending(skeleton), try isFolderOrAbsent(TenonFolder.root),
      try isFolderOrAbsent(TenonFolder.units), try isFolderOrAbsent(folder)
    else { return nil }
    let names = try diagnosing { () throws(DiskError) in try workspace.folder.names(in: folder) }
    return names.compactMap { name in
      String(validating: name, as: UTF8.self).flatMap { try? UnitID(skeleton: skeleton, name: $0) }
    }
  }

  /// The units that a name may mean, by the folders that there are: `SKELETON/NAME`, or the name alone.
  package func unitFolders(called name: String) throws(Findings) -> [UnitID] {
    guard try isFolderOrAbsent(TenonFolder.root), try isFolderOrAbsent(TenonFolder.units) else { return [] }
    var found: [UnitID] = []
    for unit in try units(thatMayBeCalled: name) {
      let folder = TenonFolder.folder(of: unit)
      guard let skeleton = folder.parent, try workspace.kind(at: skeleton) == .folder,
        try workspace.kind(at: folder) != nil
      else { continue }
      found.append(unit)
    }
    return found
  }

  private func units(thatMayBeCalled name: String) throws(Findings) -> [UnitID] {
    // A name that is not valid for a unit belongs to no unit.
    if name.contains("/") { return [try? UnitID(name)].compactMap(\.self) }
    let skeletons = try diagnosing { () throws(DiskError) in try workspace.folder.names(in: TenonFolder.units)
    }
    return skeletons.compactMap { skeleton in
      String(validating: skeleton, as: UTF8.self).flatMap { try? UnitID(skeleton: $0, name: name) }
    }
  }

  private func isFolderOrAbsent(_ path: RelativePath) throws(Findings) -> Bool {
    let kind = try diagnosing { () throws(DiskError) in try workspace.folder.kind(at: path) }
    return kind == nil || kind == .folder
  }
}

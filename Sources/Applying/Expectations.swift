import Disk
import FileTrees

/// What has to be found in a workspace before the first file moves.
struct Expectations {
  /// Nil if no state that may be found there is acceptable.
  let states: [RelativePath: ObservedState?]
  /// Paths where nothing is once the removals are done.
  let removed: Set<RelativePath>
  /// Paths where something is in the end.
  let arriving: [RelativePath]
}

extension Expectations {
  /// Throws every path that is not as expected, or one that nothing may be written to.
  func check(in folder: WorkspaceFolder) throws(ApplyError) {
    let folders = FoldersAbove(states.keys, in: folder)
    for ancestor in folders.all where !folders.missing.contains(ancestor) {
      let isRepository = try onDisk { () throws(DiskError) in try Self.isRepository(ancestor, in: folder) }
      if isRepository { throw .outOfReach(ancestor, why: "is another git repository") }
    }
    let mismatches = try onDisk { () throws(DiskError) in try self.mismatches(in: folder, folders) }
    if !mismatches.isEmpty { throw .moved(mismatches.sorted { $0.order < $1.order }) }
  }

  private func mismatches(
    in folder: WorkspaceFolder, _ folders: FoldersAbove
  ) throws(DiskError) -> [ApplyError.Mismatch] {
    var found: [ApplyError.Mismatch] = []
    for (path, state) in states where state != .nothing || !folders.rulesOut(path) {
      let sight = try folder.sight(at: path)
      if let state, sight == state { continue }
      // A folder of which everything goes makes room; what someone puts into it meanwhile stops the arrival.
      if state == .nothing, sight == .folder, removed.contains(where: { $0.isBelow(path) }) { continue }
      // A symbolic link above the path is an error that names it.
      if sight == .other { _ = try folder.kind(at: path) }
      let reason: ApplyError.Mismatch.Reason =
        state == .nothing ? .inTheWay : sight == .nothing ? .gone : .changed
      found.append(.init(path: path, reason: reason))
    }
    let above = FoldersAbove.folders(above: arriving).subtracting(folders.missing)
    for ancestor in above where !removed.contains(ancestor) {
      switch try folder.kind(at: ancestor) {
      case nil, .folder: break
      case .symlink: throw DiskError(.write, ancestor, .symlink(ancestor))
      case .file, .special: found.append(.init(path: ancestor, reason: .inTheWay))
      }
    }
    return found
  }

  private static func isRepository(
    _ path: RelativePath, in folder: WorkspaceFolder
  ) throws(DiskError) -> Bool {
    do throws(DiskError) {
      return try folder.isRepository(path)
    } catch {
      if case .symlink = error.reason { return false }
      throw error
    }
  }
}

extension PreparedChanges {
  var expectations: Expectations {
    Expectations(
      states: expected.mapValues { ObservedState(expecting: $0) }, removed: removed, arriving: arriving)
  }
}

extension Journal {
  /// What a redo of it expects: the same as when it was done first.
  var expectations: Expectations {
    let removed = Set(steps.filter { $0.after == nil }.map(\.path))
    return Expectations(
      states: Dictionary(uniqueKeysWithValues: steps.map { ($0.path, ObservedState($0.before)) }),
      removed: removed, arriving: steps.filter { $0.after != nil }.map(\.path))
  }
}

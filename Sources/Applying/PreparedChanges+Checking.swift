import Disk
import FileTrees

/// Crosses from the disk's errors to this room's.
func onDisk<Value: ~Copyable>(_ body: () throws(DiskError) -> Value) throws(ApplyError) -> Value {
  do {
    return try body()
  } catch {
    throw .disk(error)
  }
}

extension PreparedChanges {
  /// Throws every path that is not as expected, or one that nothing may be written to.
  func check(in folder: borrowing WorkspaceFolder) throws(ApplyError) {
    for ancestor in Set(expected.keys.flatMap(\.ancestors)).sorted() {
      let isRepository = try onDisk { () throws(DiskError) in try Self.isRepository(ancestor, in: folder) }
      if isRepository { throw .outOfReach(ancestor, why: "is another git repository") }
    }
    let mismatches = try onDisk { () throws(DiskError) in try self.mismatches(in: folder) }
    if !mismatches.isEmpty { throw .moved(mismatches.sorted { $0.order < $1.order }) }
  }

  private func mismatches(in folder: borrowing WorkspaceFolder) throws(DiskError) -> [ApplyError.Mismatch] {
    var found: [ApplyError.Mismatch] = []
    for (path, state) in expected {
      let sight = try folder.sight(at: path)
      if sight.holds(state) { continue }
      // A folder of which everything goes makes room; what somebody puts into it meanwhile stops the arrival.
      if state == .absent, sight == .folder, removed.contains(where: { $0.isBelow(path) }) { continue }
      // A symbolic link above the path is an error that names it.
      if sight == .other { _ = try folder.kind(at: path) }
      let reason: ApplyError.Mismatch.Reason =
        state == .absent ? .inTheWay : sight == .nothing ? .gone : .changed
      found.append(.init(path: path, reason: reason))
    }
    for ancestor in Set(arriving.flatMap(\.ancestors)) where !removed.contains(ancestor) {
      switch try folder.kind(at: ancestor) {
      case nil, .folder: break
      case .symlink: throw DiskError(.write, ancestor, .symlink(ancestor))
      case .file, .special: found.append(.init(path: ancestor, reason: .inTheWay))
      }
    }
    return found
  }

  private static func isRepository(
    _ path: RelativePath, in folder: borrowing WorkspaceFolder
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
  /// The journal of what is to be done, with the folders that come and go.
  func journal(
    label: String, since: String, isUndoable: Bool, in folder: borrowing WorkspaceFolder
  ) throws(DiskError) -> Journal {
    var made: [RelativePath] = []
    for ancestor in Set(arriving.flatMap(\.ancestors)).sorted() {
      let comes = try removed.contains(ancestor) ? true : folder.kind(at: ancestor) == nil
      if comes { made.append(ancestor) }
    }
    let staying = Set(arriving.flatMap(\.ancestors) + [StateFolder.tenon])
    var emptied: [Journal.EmptiedFolder] = []
    for ancestor in Set(removed.flatMap(\.ancestors)).subtracting(staying).sorted().reversed() {
      let permissions = try folder.attributes(at: ancestor).permissions
      emptied.append(.init(path: ancestor, permissions: permissions))
    }
    return Journal(
      schema: Journal.schema, label: label, since: since, steps: steps, made: made, emptied: emptied,
      isUndoable: isUndoable, home: try StateHome(of: folder))
  }
}

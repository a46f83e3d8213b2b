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
  /// The journal of what is to be done, with the folders that come and go.
  func journal(
    label: String, since: String, isUndoable: Bool, in folder: WorkspaceFolder
  ) throws(DiskError) -> Journal {
    var made: [RelativePath] = []
    let (removed, above) = (removed, FoldersAbove.folders(above: arriving))
    var coming: Set<RelativePath> = []
    for ancestor in above.sorted() {
      let isInNew = ancestor.parent.map(coming.contains) ?? false
      let comes = try isInNew || removed.contains(ancestor) ? true : folder.kind(at: ancestor) == nil
      guard comes else { continue }
      coming.insert(ancestor)
      made.append(ancestor)
    }
    let staying = above.union([StateFolder.tenon])
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

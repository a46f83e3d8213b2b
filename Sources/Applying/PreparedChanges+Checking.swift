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
    label: String, since: String, isUndoable: Bool, in folder: WorkspaceFolder, knowing folders: FoldersAbove
  ) throws(DiskError) -> Journal {
    let removed = removed
    let above = FoldersAbove.folders(above: arriving)
    let made = self.made(knowing: folders, above, removed)
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

  /// The folders that are missing, or will be, above what arrives; the outermost first.
  private func made(
    knowing folders: FoldersAbove, _ above: Set<RelativePath>, _ removed: Set<RelativePath>
  ) -> [RelativePath] {
    // What is below a missing folder is missing.
    if removed.isEmpty { return above.intersection(folders.missing).sorted() }
    var coming: Set<RelativePath> = []
    for ancestor in above.sorted() {
      let isInNew = ancestor.parent.map(coming.contains) ?? false
      if isInNew || removed.contains(ancestor) || folders.missing.contains(ancestor) {
        coming.insert(ancestor)
      }
    }
    return coming.sorted()
  }
}

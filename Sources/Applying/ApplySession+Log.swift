import Disk
import FileTrees

/// The numbered folders of `.tenon/state`: operations that were done, undone or are on their way between the two.
extension ApplySession {
  /// The numbers below one of these folders, the lowest first.
  func numbers(in shelf: RelativePath) throws(DiskError) -> [Int] { try folder.numbers(in: shelf) }

  /// Higher than every number in use.
  func nextNumber() throws(DiskError) -> Int {
    let used = try numbers(in: StateFolder.log) + numbers(in: StateFolder.undone)
    return (used.max() ?? 0) + 1
  }

  /// Moves an operation and waits until that is on disk, or lets nothing be moved.
  func moveForGood(_ place: RelativePath, to shelf: RelativePath, as number: Int) throws(DiskError) {
    let target = StateFolder.entry(number, in: shelf)
    let former = place.parent ?? StateFolder.root
    try perform(.makeFolder(shelf), unless: [.exists])
    try perform(.move(place, to: target))
    do throws(DiskError) {
      if former != StateFolder.root { try perform(.removeFolder(former), unless: StepExecution.notEmpty) }
      let rest = try folder.kind(at: former) == nil ? [] : [former]
      try perform(.sync(Set([shelf, StateFolder.root] + rest).sorted()))
    } catch {
      if try folder.kind(at: former) == nil { try perform(.makeFolder(former)) }
      try perform(.move(target, to: place))
      throw error
    }
  }

  /// Renames the current operation's folder so that it is discarded.
  func discard() throws(DiskError) {
    try moveForGood(place, to: StateFolder.done, as: (try numbers(in: StateFolder.done).max() ?? 0) + 1)
  }
}

extension WorkspaceFolder {
  func numbers(in shelf: RelativePath) throws(DiskError) -> [Int] {
    guard try kind(at: shelf) == .folder else { return [] }
    return try list(shelf).compactMap { Int(String(decoding: $0.path.name, as: UTF8.self)) }.sorted()
  }

  /// What `redo` can repeat, the next one first; an undo before another command wrote files is not included.
  func redoableNumbers() throws(DiskError) -> [Int] {
    let newest = try numbers(in: StateFolder.log).last ?? 0
    return try numbers(in: StateFolder.undone).filter { $0 > newest }
  }

  /// What was begun and neither finished nor rolled back; nil if there is nothing such.
  func interruptedUndertaking() throws(DiskError) -> Undertaking? {
    if try stands(at: StateFolder.journal(in: StateFolder.pending)) { return .apply }
    if let number = try numbers(in: StateFolder.undoing).first { return .undo(number) }
    return try numbers(in: StateFolder.redoing).first.map(Undertaking.redo)
  }
}

import FileTrees

/// What a list of changes means for the disk: steps in the order in which they are taken, with the bytes to stage.
struct PreparedChanges {
  /// Every change by its path, those that expect something and change nothing included.
  let expected: [RelativePath: FileState]
  let steps: [Journal.Step]
  /// By the number of the step; nothing for a removal.
  let contents: [Int: StagedContent]

  struct StagedContent {
    let bytes: [UInt8]
    let executable: Bool
  }

  init(_ changes: [Change]) throws(ApplyError) {
    var expected: [RelativePath: FileState] = [:]
    for change in changes {
      if let why = Reach.fault(of: change.path) { throw .outOfReach(change.path, why: why) }
      guard expected.updateValue(change.before, forKey: change.path) == nil else {
        throw .contradictory(change.path)
      }
      if change.after == .absent, [.folder, .other].contains(change.before) {
        throw .contradictory(change.path)
      }
    }
    self.expected = expected
    let moving = changes.filter { JournalState($0.before) != JournalState($0.after) }
      .sorted { ($0.after == .absent ? 0 : 1, $0.path) < ($1.after == .absent ? 0 : 1, $1.path) }
    steps = moving.map {
      .init(path: $0.path, before: JournalState($0.before), after: JournalState($0.after))
    }
    contents = Dictionary(
      uniqueKeysWithValues: moving.enumerated().compactMap { index, change in
        guard case .file(let content, let executable) = change.after else { return nil }
        return (index, StagedContent(bytes: content.worktree, executable: executable))
      })
  }

  /// Paths where nothing stands once the removals are done.
  var removed: Set<RelativePath> { Set(steps.filter { $0.after == nil }.map(\.path)) }
  /// Paths where something stands in the end.
  var arriving: [RelativePath] { steps.filter { $0.after != nil }.map(\.path) }
}

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
    // Only places are sorted, since a change is large.
    let order = changes.indices.sorted { changes[$0].path < changes[$1].path }
    var steps: [Journal.Step] = []
    var contents: [Int: StagedContent] = [:]
    for isArrival in [false, true] {
      for index in order where (changes[index].after != .absent) == isArrival {
        let change = changes[index]
        let step = Journal.Step(
          path: change.path, before: JournalState(change.before), after: JournalState(change.after))
        if step.before == step.after { continue }
        if case .file(let content, let executable) = change.after {
          contents[steps.count] = StagedContent(bytes: content.worktree, executable: executable)
        }
        steps.append(step)
      }
    }
    self.steps = steps
    self.contents = contents
  }

  /// Paths where nothing is once the removals are done.
  var removed: Set<RelativePath> { Set(steps.filter { $0.after == nil }.map(\.path)) }
  /// Paths where something is in the end.
  var arriving: [RelativePath] { steps.filter { $0.after != nil }.map(\.path) }
}

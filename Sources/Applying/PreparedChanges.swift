import FileTrees

/// What a list of changes means for the disk: steps in the order in which they are taken, with the bytes to stage.
struct PreparedChanges: Sendable {
  /// What is expected at the path of every change, of one that changes nothing too, in byte order of the paths.
  let expected: [Expectations.State]
  let steps: [Journal.Step]
  /// By the number of the step; nil for a removal.
  let contents: [StagedContent?]

  struct StagedContent: Sendable {
    let bytes: [UInt8]
    let executable: Bool
  }

  init(_ changes: [Change]) throws(ApplyError) {
    for change in changes {
      if let why = Reach.fault(of: change.path) { throw .outOfReach(change.path, why: why) }
      if change.after == .absent, [.folder, .other].contains(change.before) {
        throw .contradictory(change.path)
      }
    }
    // Only places are sorted, since a change is large.
    let order = changes.indices.sorted { changes[$0].path < changes[$1].path }
    for (place, next) in zip(order, order.dropFirst()) where changes[place].path == changes[next].path {
      throw .contradictory(changes[next].path)
    }
    expected = order.map {
      .init(path: changes[$0].path, wanted: ObservedState(expecting: changes[$0].before))
    }
    var steps: [Journal.Step] = []
    var contents: [StagedContent?] = []
    for isArrival in [false, true] {
      for index in order where changes[index].isArrival == isArrival {
        let change = changes[index]
        let step = Journal.Step(
          path: change.path, before: JournalState(change.before), after: JournalState(change.after))
        if step.before == step.after { continue }
        contents.append(StagedContent(change.after))
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

extension PreparedChanges.StagedContent {
  /// Nil for a removal.
  fileprivate init?(_ outcome: Change.Outcome) {
    guard case .file(let content, let executable) = outcome else { return nil }
    self.init(bytes: content.worktree, executable: executable)
  }
}

extension Change {
  fileprivate var isArrival: Bool {
    if case .file = after { true } else { false }
  }
}

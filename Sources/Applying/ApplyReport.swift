package import FileTrees

/// What an apply did, in byte order of the paths.
package struct ApplyReport: Hashable, Sendable {
  private let steps: [Journal.Step]
  /// What was found interrupted and finished before.
  package let recovery: Recovery?

  init(_ journal: Journal, recovery: Recovery?) {
    steps = journal.steps
    self.recovery = recovery
  }

  private init() { (steps, recovery) = ([], nil) }

  /// Files that were not there before.
  package var created: [RelativePath] { paths { $0.before == nil } }
  /// Files that have another content or mode now.
  package var updated: [RelativePath] { paths { $0.before != nil && $0.after != nil } }
  /// Files that are gone.
  package var deleted: [RelativePath] { paths { $0.after == nil } }

  private func paths(_ belongs: (Journal.Step) -> Bool) -> [RelativePath] {
    steps.filter(belongs).map(\.path).sorted()
  }

  /// Of an apply that found everything as it is to be.
  package static let nothing = ApplyReport()
}

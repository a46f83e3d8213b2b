package import FileTrees

/// What an apply did, in byte order of the paths.
package struct ApplyReport: Hashable, Sendable {
  package let created: [RelativePath]
  package let updated: [RelativePath]
  package let deleted: [RelativePath]
  /// What was found interrupted and finished before.
  package let recovery: Recovery?

  init(_ journal: Journal, recovery: Recovery?) {
    created = journal.steps.filter { $0.before == nil }.map(\.path).sorted()
    updated = journal.steps.filter { $0.before != nil && $0.after != nil }.map(\.path).sorted()
    deleted = journal.steps.filter { $0.after == nil }.map(\.path).sorted()
    self.recovery = recovery
  }

  private init() { (created, updated, deleted, recovery) = ([], [], [], nil) }

  /// Of an apply that found everything as it is to be.
  package static let nothing = ApplyReport()
}

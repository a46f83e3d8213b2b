package import Planning

/// How a job that writes is to go about it.
package struct WriteRequest: Sendable {
  package let policy: ConflictPolicy
  package let isDryRun: Bool
  /// Whether a unit in conflict stays as it is while the others are written; else nothing is written.
  package let keepsGoing: Bool

  package init(policy: ConflictPolicy = ConflictPolicy(), isDryRun: Bool = false, keepsGoing: Bool = false) {
    self.policy = policy
    self.isDryRun = isDryRun
    self.keepsGoing = keepsGoing
  }
}

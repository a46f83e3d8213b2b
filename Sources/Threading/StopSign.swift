import Synchronization

/// Tells threads that work side by side that one of them has failed, so that none begins anything more.
package final class StopSign: Sendable {
  private let stands = Atomic(false)

  /// Nothing has failed yet.
  package init() {}

  /// Whether one has failed.
  package var isSet: Bool { stands.load(ordering: .relaxed) }

  /// Notes a failure.
  package func set() { stands.store(true, ordering: .relaxed) }
}

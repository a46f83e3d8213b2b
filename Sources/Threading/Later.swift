import Synchronization

/// A value that another thread works out while the one that needs it does something else.
package final class Later<Value: Sendable>: Sendable {
  private let worker: Worker<Value>
  private let known = Mutex<Value?>(nil)

  /// Begins at once.
  package init(_ body: @escaping @Sendable () -> Value) { worker = Worker(body) }

  deinit { _ = value }

  /// Waits for it, if it is not there yet.
  package var value: Value {
    known.withLock { known in
      if let known { return known }
      let found = worker.result()
      known = found
      return found
    }
  }
}

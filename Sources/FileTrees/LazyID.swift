import Synchronization

/// The id of some bytes, computed once, when it is first asked for.
final class LazyID: Sendable {
  private let known: Mutex<ObjectID?>

  init(_ id: ObjectID? = nil) { known = Mutex(id) }

  func value(_ compute: () -> ObjectID) -> ObjectID {
    if let id = known.withLock({ $0 }) { return id }
    let id = compute()
    known.withLock { $0 = id }
    return id
  }
}

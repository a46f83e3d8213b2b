import Diagnostics
import Synchronization

/// What is below `.tenon/units`, read when it is first asked for and only then.
final class RecordCache: Sendable {
  private let all = Mutex<UnitRecords?>(nil)
  private let divided = Mutex<Bool?>(nil)

  /// What was read before, or else what `read` finds now.
  func units(read: () throws(Findings) -> UnitRecords) throws(Findings) -> UnitRecords {
    if let known { return known }
    let found = try read()
    all.withLock { $0 = found }
    return found
  }

  /// What was read before; nil if no one has asked for all units yet.
  var known: UnitRecords? { all.withLock(\.self) }

  /// The same of whether two branches left units in need of uniting.
  func isDivided(look: () throws(Findings) -> Bool) throws(Findings) -> Bool {
    if let known = divided.withLock(\.self) { return known }
    let found = try look()
    divided.withLock { $0 = found }
    return found
  }
}

import Diagnostics
import Synchronization

/// What stands below `.tenon/units`, read when it is first asked for and only then.
final class RecordCache: Sendable {
  private let units = Mutex<UnitRecords?>(nil)

  /// What was read before, or else what `read` finds now.
  func units(read: () throws(Findings) -> UnitRecords) throws(Findings) -> UnitRecords {
    if let known = units.withLock({ $0 }) { return known }
    let found = try read()
    units.withLock { $0 = found }
    return found
  }
}

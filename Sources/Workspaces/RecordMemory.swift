package import Disk
package import FileTrees
import Synchronization

/// Records that were read before, by their blob ids, and what was found of their units; never needed.
///
/// Kept between commands in a file of `.tenon/state`: what is not in it is read and found again.
package final class RecordMemory: Sendable {
  private let contents = Mutex(Contents())

  package init() {}

  private struct Contents {
    var packed = PackedRecords()
    var added: [ObjectID: Record] = [:]
    var verdicts: [ObjectID: KeyedVerdict] = [:]
    var source: Source?
  }

  /// Reads the file of an earlier command; nil if there is none that can be trusted.
  package typealias Source = @Sendable (WorkspaceFolder) -> [UInt8]?

  struct KeyedVerdict: Sendable {
    let key: VerdictKey
    let verdict: UnitVerdict
  }

  /// Reports where the file of an earlier command is; it is read when a record is first asked for.
  package func begin(with source: @escaping Source) { contents.withLock { $0.source = source } }

  /// Takes in the file of an earlier command, once.
  func open(in folder: WorkspaceFolder) {
    let source = contents.withLock { contents in
      defer { contents.source = nil }
      return contents.source
    }
    guard let bytes = source?(folder), let packed = PackedRecords(bytes) else { return }
    contents.withLock { $0.packed = packed }
  }

  var packed: PackedRecords { contents.withLock { $0.packed } }

  func record(_ blob: ObjectID) -> Record? {
    if let record = contents.withLock({ $0.added[blob] }) { return record }
    return packed.record(blob)
  }

  /// Whether a record is known without reading it.
  func knows(_ blob: ObjectID) -> Bool {
    contents.withLock { $0.added[blob] != nil || $0.packed[blob] != nil }
  }

  func remember(_ record: Record, _ blob: ObjectID) { contents.withLock { $0.added[blob] = record } }

  /// Remembers what was found of the unit whose record has this id.
  package func remember(_ verdict: UnitVerdict, for key: VerdictKey, of blob: ObjectID) {
    contents.withLock { $0.verdicts[blob] = KeyedVerdict(key: key, verdict: verdict) }
  }

  /// The file for the next command, with what is known of these records; nil if there is nothing new to keep.
  package func file(keeping blobs: [ObjectID]) -> [UInt8]? {
    contents.withLock { contents in
      let isNew = blobs.contains { contents.added[$0] != nil || contents.verdicts[$0] != nil }
      guard isNew, blobs.count >= Self.fewest else { return nil }
      return contents.packed.file(keeping: blobs, contents.added, contents.verdicts)
    }
  }

  /// Fewer records are read as fast as what is remembered of them.
  private static let fewest = 64
}

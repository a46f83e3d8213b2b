package import FileTrees
import GitReading
import Texts

/// A unit that two branches changed, brought together in memory until an update writes it.
package struct UnitedUnit: Sendable {
  package let union: RecordUnion
  package let sides: RecordSides

  /// What the unit was called on one of the branches, if that is another name.
  package var remains: [UnitID] { sides.units.subtracting([union.record.unit]).sorted() }

  /// Whether the current record has all answers of both branches; if both gave one, it has one of the two.
  func isCovered(by standing: Record) -> Bool {
    var (said, wanted) = (standing.answers, union.record.answers)
    for answer in union.disputed {
      said[answer.name] = nil
      wanted[answer.name] = nil
    }
    return !standing.isMerged && said == wanted && standing.skeleton == union.record.skeleton
  }

  /// Whether one of the branches, or their common ancestor, generated a file with exactly this content.
  package func isGenerated(_ content: Content, source: String) -> Bool {
    sides.records.contains { $0.files.contains { $0.source == source && $0.blob == content.storedID } }
  }

  /// Whether the current record is the version of one of the branches.
  func isOneSide(_ standing: Record) -> Bool { standing == sides.ours || standing == sides.theirs }
}

import GitReading

/// The versions of one unit that two branches left, with their common ancestor's.
package struct RecordSides: Hashable, Sendable {
  package var base: Record?
  package var ours: Record?
  package var theirs: Record?
  /// Whether git has put one of them at the path of another unit.
  var isMisplaced = false
  /// Where they come from.
  package let source: Source

  package enum Source: Hashable, Sendable {
    /// The index still has all sides, so the conflict is not resolved.
    case unmerged
    /// The index remembers them, since the file was added after a conflict.
    case resolved
    /// The commits that are brought together, or that HEAD brought together.
    case commits
  }

  init(source: Source) { self.source = source }

  /// A unit that only one branch has changed.
  package init(ours: Record) {
    self.init(source: .unmerged)
    self.ours = ours
  }

  /// Whether both branches changed the unit, each in its own way.
  package var areDifferent: Bool {
    guard let ours, let theirs else { return false }
    return ours != theirs && ours != base && theirs != base
  }

  /// Whether one branch changed the unit and the other took it away.
  package var isRemovedOnOneSide: Bool {
    guard let base, let left = ours ?? theirs, ours == nil || theirs == nil else { return false }
    return left != base
  }

  /// The only version that there is, where just one branch has the unit.
  package var only: Record? { base == nil && (ours == nil) != (theirs == nil) ? ours ?? theirs : nil }

  subscript(side: UnmergedEntry.Side) -> Record? {
    get {
      switch side {
      case .base: base
      case .ours: ours
      case .theirs: theirs
      }
    }
    set {
      switch side {
      case .base: base = newValue
      case .ours: ours = newValue
      case .theirs: theirs = newValue
      }
    }
  }

  /// Those that there are.
  var records: [Record] { [base, ours, theirs].compactMap(\.self) }

  /// The units that the versions are of: several where a branch renamed it.
  var units: Set<UnitID> { Set(records.map(\.unit)) }
}

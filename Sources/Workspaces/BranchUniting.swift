import Diagnostics
import Disk
import FileTrees
import GitReading
import Texts

/// Finds, among what is below `.tenon/units`, the units that two branches left in need of uniting.
struct BranchUniting {
  private(set) var items: [UnitRecords.Item]
  private(set) var united: [UnitID: UnitedUnit] = [:]
  /// Usable units about which a person has to decide first, and what.
  private(set) var undecided: [UnitID: Diagnostic] = [:]

  /// Every version of units that branches left beside each other.
  var sides: [RecordSides] = []

  init(_ items: [UnitRecords.Item]) { self.items = items }

  var standing: [UnitID: Record] {
    Dictionary(
      items.compactMap { item in
        if case .record(let record) = item { (record.unit, record) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Replaces the current unit by the combination of its branches.
  mutating func replace(_ unit: UnitedUnit) {
    let record = unit.union.record
    drop(unit.sides.units.union([record.unit]))
    items.append(.record(record))
    united[record.unit] = unit
  }

  /// A unit that one branch changed and the other took away.
  mutating func leaveToDecide(_ record: Record, _ why: Diagnostic) {
    drop([record.unit])
    items.append(.record(record))
    undecided[record.unit] = why
  }

  /// Whether anything is in the folder of one of these units.
  func holds(_ units: Set<UnitID>) -> Bool { items.contains { $0.unit.map(units.contains) == true } }

  private mutating func drop(_ units: Set<UnitID>) {
    items.removeAll { item in
      if case .fault(let fault) = item, fault.kind == .stray || fault.kind == .newer { return false }
      return item.unit.map(units.contains) == true
    }
  }
}

extension UnitRecords.Item {
  /// The unit whose folder it is.
  fileprivate var unit: UnitID? {
    switch self {
    case .record(let record): record.unit
    case .fault(let fault): fault.unit
    }
  }
}

/// Records of two branches united into one unit.
struct UnitUniting {
  let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// What is below `.tenon/units`, with the answers of two branches combined.
  func united(_ items: [UnitRecords.Item]) throws(Findings) -> BranchUniting {
    var uniting = BranchUniting(items)
    let standing = uniting.standing
    let sides = try RecordHistory(workspace).recordSides(among: Array(standing.values))
    uniting.sides = Array(sides.values)
    for (_, sides) in sides.sorted(by: { $0.key < $1.key }) {
      if let ours = sides.ours, let theirs = sides.theirs {
        guard sides.areDifferent, uniting.holds(sides.units) else { continue }
        let unit = UnitedUnit(union: try union(sides.base, ours, theirs), sides: sides)
        if try needsUniting(unit, standing[unit.union.record.unit]) { uniting.replace(unit) }
      } else if sides.source == .unmerged, sides.isRemovedOnOneSide, let left = sides.ours ?? sides.theirs {
        let isThere = try stands(left)
        if isThere || sides.isMisplaced { uniting.leaveToDecide(left, .removedOnOneSide(left, sides)) }
      } else if sides.source == .unmerged, let only = sides.only, standing[only.unit] == nil {
        uniting.replace(UnitedUnit(union: try union(nil, only, only), sides: sides))
      }
    }
    return uniting
  }

  private func union(_ base: Record?, _ ours: Record, _ theirs: Record) throws(Findings) -> RecordUnion {
    var files: [ObjectID: BaseFile] = [:]
    return try RecordUnion(base: base, ours: ours, theirs: theirs) { (record, id) throws(Findings) in
      if files[record.base] == nil {
        files[record.base] = try RecordReader(workspace).committedBase(record.base)
      }
      if let content = files[record.base]?.content(id) { return content }
      return try RecordReader(workspace).committedContent(id)
    }
  }

  private func needsUniting(_ unit: UnitedUnit, _ standing: Record?) throws(Findings) -> Bool {
    guard let standing, !standing.isMerged else { return true }
    if !unit.isOneSide(standing) || unit.isCovered(by: standing) { return false }
    return try !isChosen(standing, unit.sides)
  }

  /// Whether a person took one branch's version of the whole unit, files and all: then there is nothing to unite.
  private func isChosen(_ standing: Record, _ sides: RecordSides) throws(Findings) -> Bool {
    guard let commits = try GeneratedTexts(workspace).mergedCommits() else { return false }
    let isOurs = standing == sides.ours
    let (chosen, other) = isOurs ? (commits.ours, commits.theirs) : (commits.theirs, commits.ours)
    var differs = false
    for path in Set((sides.ours?.paths ?? []) + (sides.theirs?.paths ?? [])) {
      let (wanted, not) = try diagnosing { () throws(GitError) in
        (
          try workspace.git.entry(at: path, inTreeOf: chosen),
          try workspace.git.entry(at: path, inTreeOf: other)
        )
      }
      if try workspace.entry(at: path)?.content?.storedID != wanted?.id { return false }
      differs = differs || wanted != not
    }
    return differs
  }

  /// Whether anything of a unit is in the working tree.
  private func stands(_ record: Record) throws(Findings) -> Bool {
    try diagnosing { () throws(DiskError) in
      for path in [TenonFolder.record(of: record.unit)] + record.paths
      where try workspace.folder.kind(at: path) != nil {
        return true
      }
      return false
    }
  }
}

extension Diagnostic {
  /// One branch changed the unit, the other took it away.
  fileprivate static func removedOnOneSide(_ record: Record, _ sides: RecordSides) -> Diagnostic {
    let (changed, other) =
      sides.ours == nil ? ("the other branch", "yours") : ("your branch", "the other one")
    let folders = "\(TenonFolder.folder(of: record.unit)) \(record.destination)"
    return Diagnostic(
      .branchesDisagree, "\(changed) changed the unit and \(other) removed it",
      at: Place(TenonFolder.record(of: record.unit).description),
      hints: [
        "tenon remove \(record.unit) removes it; git add -- \(TenonFolder.root) resolves the record",
        sides.ours == nil
          ? "git checkout --theirs -- \(folders), then git add -- \(folders), keeps it"
          : "git checkout HEAD -- \(folders) keeps it",
      ]
    ).about(unit: record.unit.description)
  }
}

package import Diagnostics
package import FileTrees

/// Everything below `.tenon/units`, read once: the records that can be used, and what cannot be.
package struct UnitRecords: Sendable {
  /// In order of the units.
  package private(set) var records: [Record] = []
  /// In order of the paths.
  package private(set) var faults: [UnitFault] = []
  /// The unit that lays a path claim to each recorded path; of two, the first.
  private var owners: [RelativePath: UnitID] = [:]

  /// Units that two branches changed, as the records here have them; an update writes the union.
  package let united: [UnitID: UnitedUnit]
  /// Every version of units that branches left beside each other.
  package let sides: [RecordSides]
  /// Usable units about which a person has to decide first, and what.
  package let undecided: [UnitID: Diagnostic]

  init(_ uniting: BranchUniting) {
    united = uniting.united
    undecided = uniting.undecided
    sides = uniting.sides
    for item in uniting.items {
      switch item {
      case .record(let record): records.append(record)
      case .fault(let fault): faults.append(fault)
      }
    }
    records.sort { $0.unit < $1.unit }
    let claims = Dictionary(
      grouping: records.flatMap { record in record.paths.map { (path: $0, record) } }, by: \.path)
    for (path, records) in claims { owners[path] = Self.owner(of: path, among: records.map(\.1)) }
    for record in records {
      guard let path = record.paths.first(where: { owners[$0] != record.unit }), let owner = owners[path]
      else {
        continue
      }
      faults.append(.claim(path, of: record.unit, against: owner))
    }
    let bad = Set(faults.compactMap(\.unit))
    records.removeAll { bad.contains($0.unit) }
    faults.sort { $0.path < $1.path }
  }

  /// Of several records that claim a path, the one in whose folder it lies, the innermost first; else the first.
  private static func owner(of path: RelativePath, among records: [Record]) -> UnitID? {
    records.filter { path.isBelow($0.destination) }.max {
      ($0.destination.bytes.count, $1.unit) < ($1.destination.bytes.count, $0.unit)
    }?.unit ?? records.first?.unit
  }

  /// One thing below `.tenon/units`.
  enum Item: Sendable {
    case record(Record)
    case fault(UnitFault)
  }

  /// Every unit that has a folder, whether its record can be used or not; in order.
  package var units: [UnitID] { (records.map(\.unit) + faults.compactMap(\.unit)).sorted() }

  /// The record of a unit that can be used.
  package func record(of unit: UnitID) -> Record? { records.first { $0.unit == unit } }

  /// What is wrong with the folder of a unit whose record cannot be used.
  package func fault(of unit: UnitID) -> UnitFault? { faults.first { $0.unit == unit } }

  /// What keeps a usable unit from being handed off: two branches changed it, and nobody has united them yet.
  package func branchFault(of unit: UnitID) -> UnitFault? {
    if let why = undecided[unit] { return .open(unit, why) }
    return united[unit] == nil ? nil : .united(unit)
  }

  /// The unit whose record names the path.
  package func owner(of path: RelativePath) -> UnitID? { owners[path] }
}

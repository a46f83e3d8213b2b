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
  private var recordsByUnit: [UnitID: Record] = [:]
  private var faultsByUnit: [UnitID: UnitFault] = [:]

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
    addOwners()
    let bad = Set(faults.compactMap(\.unit))
    records.removeAll { bad.contains($0.unit) }
    faults.sort { $0.path < $1.path }
    recordsByUnit = Dictionary(records.map { ($0.unit, $0) }) { first, _ in first }
    for fault in faults.reversed() { if let unit = fault.unit { faultsByUnit[unit] = fault } }
  }

  /// Finds out who owns each path; a record that claims a path of another unit is a fault.
  private mutating func addOwners() {
    owners.reserveCapacity(records.reduce(0) { $0 + $1.files.count })
    var disputed: [RelativePath: [Record]] = [:]
    for record in records {
      for file in record.files {
        guard let other = owners.updateValue(record.unit, forKey: file.path) else { continue }
        if disputed[file.path] == nil { disputed[file.path] = records.filter { $0.unit == other } }
        disputed[file.path]?.append(record)
      }
    }
    for (path, records) in disputed { owners[path] = Self.owner(of: path, among: records) }
    if disputed.isEmpty { return }
    for record in records {
      guard let path = record.paths.first(where: { owners[$0] != record.unit }), let owner = owners[path]
      else { continue }
      faults.append(.claim(path, of: record.unit, against: owner))
    }
  }

  /// Of several records that claim a path, the one whose folder contains it, the innermost first; else the first.
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
  package func record(of unit: UnitID) -> Record? { recordsByUnit[unit] }

  /// What is wrong with the folder of a unit whose record cannot be used.
  package func fault(of unit: UnitID) -> UnitFault? { faultsByUnit[unit] }

  /// What keeps a usable unit from being handed off: two branches changed it, and no one has united them yet.
  package func branchFault(of unit: UnitID) -> UnitFault? {
    if let why = undecided[unit] { return .open(unit, why) }
    return united[unit] == nil ? nil : .united(unit)
  }

  /// The unit whose record names the path.
  package func owner(of path: RelativePath) -> UnitID? { owners[path] }
}

import Diagnostics
package import FileTrees

/// Everything below `.tenon/units`, read once: the records that can be used, and what cannot be.
package struct UnitRecords: Sendable {
  /// In order of the units.
  package private(set) var records: [Record] = []
  /// In order of the paths.
  package private(set) var faults: [UnitFault] = []
  /// The unit that lays a path claim to each recorded path; of two, the first.
  private var owners: [RelativePath: UnitID] = [:]

  init(_ items: [Item]) {
    for item in items {
      switch item {
      case .record(let record): records.append(record)
      case .fault(let fault): faults.append(fault)
      }
    }
    records.sort { $0.unit < $1.unit }
    faults.sort { $0.path < $1.path }
    for record in records {
      for path in record.paths where owners[path] == nil { owners[path] = record.unit }
    }
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

  /// The unit whose record names the path.
  package func owner(of path: RelativePath) -> UnitID? { owners[path] }
}

package import Diagnostics
package import Workspaces

/// The units that a job is about.
package struct UnitSelection: Sendable {
  package var records: [Record] = []
  /// What cannot be used; everything of the workspace where no unit was named.
  package var faults: [UnitFault] = []
  /// Whether a person named units; what is wrong with one of those ends the job.
  package let isNamed: Bool

  package init(records: [Record] = [], faults: [UnitFault] = [], isNamed: Bool) {
    self.records = records
    self.faults = faults
    self.isNamed = isNamed
  }

  /// Those that can be used; throws if one that was named cannot.
  package func usable() throws(Findings) -> [Record] {
    if isNamed, let findings = Findings(faults.map(\.diagnostic)) { throw findings }
    return records
  }
}

extension OpenWorkspace {
  /// The units that a person named, or all if none is named; a name alone is enough where only one unit has it.
  ///
  /// Of units that are named, nothing is read but what is theirs, unless something is wrong with one of them.
  package func select(_ names: [String]) throws(Findings) -> UnitSelection {
    if let few = try selectAlone(names) { return few }
    let known = try units()
    guard !names.isEmpty else {
      return UnitSelection(records: known.records, faults: known.faults, isNamed: false)
    }
    var selection = UnitSelection(isNamed: true)
    let all = known.units
    var chosen: Set<UnitID> = []
    for name in names {
      let unit = all[try position(of: name, among: all)]
      guard chosen.insert(unit).inserted else { continue }
      if let record = known.record(of: unit) {
        selection.records.append(record)
      } else if let fault = known.fault(of: unit) {
        selection.faults.append(fault)
      }
    }
    return selection
  }

  /// The units where each name surely means one of them, whose record can be used; else nil.
  package func selectAlone(_ names: [String]) throws(Findings) -> UnitSelection? {
    if names.isEmpty { return nil }
    if try NamedRecords(workspace).isDivided { return nil }
    var units: [UnitID] = []
    for name in names {
      let found = try NamedRecords(workspace).unitFolders(called: name)
      guard found.count == 1 else { return nil }
      if !units.contains(found[0]) { units.append(found[0]) }
    }
    let known = try NamedRecords(workspace).unitRecords(of: units)
    let records = units.compactMap(known.record)
    return records.count == units.count ? UnitSelection(records: records, isNamed: true) : nil
  }

  /// The record of one unit that a person named.
  package func select(_ name: String) throws(Findings) -> Record {
    guard let record = try select([name]).usable().first else {
      preconditionFailure("a name selects a record or a fault")
    }
    return record
  }
}

/// Where the unit that a person named is among these; its name alone is enough where only one has it.
package func position(of name: String, among units: [UnitID]) throws(Findings) -> Int {
  let matches = units.indices.filter { units[$0].description == name || units[$0].name == name }
  if matches.count == 1 { return matches[0] }
  if matches.count > 1 {
    let names = matches.map { units[$0].description }.joined(separator: ", ")
    throw Findings(
      Diagnostic(.ambiguousName, "'\(quoted(name))' is the name of several units", hint: "one of \(names)"))
  }
  let known = units.flatMap { [$0.description, $0.name] }
  let hint =
    units.isEmpty
    ? "create one with 'tenon new'"
    : nearest(to: name, among: known).map { "did you mean \($0)?" } ?? "tenon status lists the units"
  throw Findings(Diagnostic(.noUnit, "there is no unit '\(quoted(name))'", hint: hint))
}

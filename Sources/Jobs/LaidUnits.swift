import Collecting
import Diagnostics
import FileTrees
import Planning
import Units
import Workspaces

/// A new unit with its plan and notes.
struct PlannedUnit: Sendable {
  let plan: UnitPlan
  let notes: [String]
  /// What the next command need not find out; nil if only a look tells.
  var foreseen: ForeseenUnit?
}

/// Plans of units that are to be laid out together.
struct LaidUnits {
  private(set) var plans: [UnitPlan] = []
  private(set) var notes: [String] = []
  private(set) var foreseen: [ForeseenUnit] = []
  private var told: Set<String> = []
  private var places: [UnitID: Place] = [:]
  /// By the path as file systems have it that do not tell case apart.
  private var owners: [String: UnitID] = [:]

  /// Throws if another unit of the list has the same id or one of its paths.
  mutating func add(_ laid: PlannedUnit, at place: Place) throws(Findings) {
    let unit = laid.plan.unit
    if let other = places.updateValue(place, forKey: unit) {
      throw Findings(
        Diagnostic(
          .inTheWay, "unit \(unit) is in the list twice", at: place,
          hint: "also listed at \(other); set another id for one of them with 'unit: { as: … }'"))
    }
    for file in laid.plan.files where file.result != nil {
      guard let other = owners.updateValue(unit, forKey: file.path.folded) else { continue }
      throw Findings(
        Diagnostic(
          .inTheWay, "'\(file.path)' also belongs to unit \(other) of the list", at: place,
          hint: "'unit: { into: … }' sets another directory for one of them"))
    }
    plans.append(laid.plan)
    if let known = laid.foreseen { foreseen.append(known) }
    notes += laid.notes.filter { told.insert($0).inserted }
  }
}

extension New {
  /// The plans of every unit of a list, or the faults of all of them at once.
  func planned(_ items: [NewUnitList.Item], like request: NewRequest) throws(Findings) -> LaidUnits {
    let foresees = !request.write.isDryRun && items.count >= ForeseenUnit.fewest
    let results = opened.sideBySide(items.count, telling: { _ in .answers }) {
      index, opened throws(Findings) in
      let item = items[index].request(like: request)
      return try New(opened).planned(item, intent: .update, asking: nil, foresees: foresees)
    }
    var laid = LaidUnits()
    var faults: [Diagnostic] = []
    for (item, result) in zip(items, results) {
      do throws(Findings) {
        try laid.add(result.get(), at: item.place)
      } catch {
        faults += error.diagnostics.map { $0.place == nil ? $0.placed(at: item.place) : $0 }
      }
    }
    if let findings = Findings(faults) { throw findings }
    return laid
  }
}

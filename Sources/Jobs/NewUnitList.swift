import Diagnostics
import FileTrees
import Planning
import Skeletons
import Workspaces
import YAMLReading

/// A list of new units, YAML or JSON: for each the answers of its skeleton, and under a key of its own what no skeleton
/// asks, `unit: { as, into }`.
struct NewUnitList {
  static let reservedKey = "unit"

  let items: [Item]

  struct Item {
    let answers: Node
    let place: Place
    let id: String?
    let into: String?

    /// The unit's name, where the list says it.
    var name: String? { answers.pairs?.first { $0.name == "name" }?.value.scalar?.text }

    func request(like common: NewRequest) -> NewRequest {
      var request = common
      request.answers.own = answers
      request.id = id
      request.into = into ?? common.into
      return request
    }
  }

  init(reading file: GivenAnswers.File) throws(Findings) {
    let root = try AnswersFile.node(file.bytes, at: file.name, limits: Self.limits)
    guard let nodes = root.items else {
      throw Findings(
        Diagnostic(
          .data, "the units are \(root.kindWords), not a list of mappings", at: root.place,
          hint: "each item holds the answers of a unit: - { name: web }"))
    }
    if nodes.isEmpty { throw Findings(Diagnostic(.data, "the list of units is empty", at: root.place)) }
    var items: [Item] = []
    var faults: [Diagnostic] = []
    for node in nodes {
      do throws(Findings) { items.append(try Item(node)) } catch { faults += error.diagnostics }
    }
    if let findings = Findings(faults) { throw findings }
    self.items = items
  }

  /// Ten thousand units with many answers each.
  private static let limits = YAMLLimits(bytes: 32 << 20, nodes: 1 << 20, depth: 64)
}

extension NewUnitList.Item {
  fileprivate init(_ node: Node) throws(Findings) {
    guard let pairs = node.pairs else {
      throw Findings(
        Diagnostic(.data, "a unit is \(node.kindWords), not a mapping of its answers", at: node.place))
    }
    answers = node
    place = node.place
    let own = pairs.first { $0.name == NewUnitList.reservedKey }?.value
    var said: [String: String] = [:]
    for pair in own?.pairs ?? [] {
      guard ["as", "into"].contains(pair.name), let text = pair.value.scalar?.text else {
        throw Findings(
          Diagnostic(
            .data, "unknown key '\(quoted(pair.name))' of 'unit' (expected one of: as, into)",
            at: pair.key.place))
      }
      said[pair.name] = text
    }
    (id, into) = (said["as"], said["into"])
  }
}

/// A new unit with its plan, and what is to be said of it.
struct PlannedUnit: Sendable {
  let unit: ReadyUnit
  let plan: UnitPlan
  let notes: [String]
}

/// Plans of units that are to be laid out together.
struct LaidUnits {
  private(set) var plans: [UnitPlan] = []
  private(set) var notes: [String] = []
  var foreseen: [ForeseenUnit] = []
  private var told: Set<String> = []
  private var places: [UnitID: Place] = [:]
  /// By the path as file systems have it that do not tell case apart.
  private var owners: [String: UnitID] = [:]

  /// Throws where another unit of the list has the same id or one of its paths.
  mutating func add(_ laid: PlannedUnit, at place: Place) throws(Findings) {
    let unit = laid.plan.unit
    if let other = places.updateValue(place, forKey: unit) {
      throw Findings(
        Diagnostic(
          .inTheWay, "unit \(unit) is in the list twice", at: place,
          hint: "also listed at \(other); give one of them another id with 'unit: { as: … }'"))
    }
    for file in laid.plan.files where file.result != nil {
      guard let other = owners.updateValue(unit, forKey: file.path.folded) else { continue }
      throw Findings(
        Diagnostic(
          .inTheWay, "'\(file.path)' belongs to unit \(other) of the list too", at: place,
          hint: "'unit: { into: … }' gives one of them another folder"))
    }
    plans.append(laid.plan)
    notes += laid.notes.filter { told.insert($0).inserted }
  }
}

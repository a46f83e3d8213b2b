import Collecting
import Diagnostics
import FileTrees
import Planning
import Skeletons
import Units
import Workspaces
import YAMLReading

/// A list of new units, YAML or JSON: for each the answers of its skeleton, and under a key of its own what no skeleton
/// asks, `unit: { as, into }`.
struct NewUnitList {

  let items: [Item]

  struct Item {
    let answers: Node
    let place: Place
    let id: String?
    let into: String?

    /// The unit's name, where the list states it.
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
    let own = pairs.first { $0.name == GivenAnswers.unitKey }?.value
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

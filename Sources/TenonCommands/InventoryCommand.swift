import ArgumentParser
import Collecting
import Diagnostics
import Inventories
import Jobs
import JSONCoding
import Skeletons
import Units
import Workspaces

/// `tenon inventory`: the infrastructure's facts, kept once.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Manage the facts about your infrastructure in .tenon/inventory.yaml.",
    subcommands: [
      InventoryListCommand.self, InventoryCheckCommand.self, InventoryImportCommand.self,
      InventorySchemaCommand.self,
    ]
  )
}

/// `tenon inventory list`: every network, node and guest.
struct InventoryListCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List networks, nodes and guests.")

  @OptionGroup var common: CommonOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let inventory = inventory(in: opened)
    if common.json {
      try console.write(document: InventoryDocument(inventory))
    } else {
      for line in InventoryView(inventory).lines { console.print(line) }
    }
    return 0
  }
}

/// `tenon inventory check`: whether no contradictions found.
struct InventoryCheckCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find facts that contradict each other or the files of units.")

  @OptionGroup var common: CommonOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let check = try checkInventory(in: opened)
    if common.json {
      try console.write(document: InventoryFindings(check))
    } else {
      for finding in check.findings {
        console.print(finding.place.map { "\($0): \(finding.message)" } ?? finding.message)
      }
      for note in check.notes { console.print("note: \(note)") }
      if check.findings.isEmpty { console.print("no contradictions found") }
    }
    return check.findings.isEmpty ? 0 : 1
  }
}

/// `tenon inventory schema`: the JSON Schema of the file.
struct InventorySchemaCommand: CatalogueCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of .tenon/inventory.yaml.")

  @OptionGroup var common: CommonOptions

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    console.write(try encodeJSON(Inventory.schema))
    return 0
  }
}

/// Nodes and guests, one per line.
private struct InventoryView {
  let lines: [String]

  init(_ inventory: Inventory) {
    lines =
      inventory.networks.map { "network  \(quoted($0.name))\(Self.tail([$0.cidr, $0.gateway]))" }
      + inventory.nodes.map { "node  \(quoted($0.name))\(Self.tail([$0.address, $0.version]))" }
      + inventory.guests.map { guest in
        let tags = guest.tags.isEmpty ? nil : "[\(guest.tags.joined(separator: ", "))]"
        return
          "\(guest.reference)  \(quoted(guest.name))\(Self.tail([guest.address, guest.node, guest.purpose, tags]))"
      }
  }

  private static func tail(_ facts: [String?]) -> String {
    facts.compactMap { $0.map { "  \(quoted($0))" } }.joined()
  }
}

/// Networks, nodes and guests as `tenon.inventory/1`.
struct InventoryDocument: Codable {
  var schema = "tenon.inventory/1"
  let networks: [JSONValue]
  let nodes: [JSONValue]
  let guests: [JSONValue]

  init(_ inventory: Inventory) {
    networks = inventory.networks.map(\.json)
    nodes = inventory.nodes.map(\.json)
    guests = inventory.guests.map(\.json)
  }
}

extension FactBearer {
  /// Every fact that is stated; a guest's lists are there even where they are empty.
  fileprivate var json: JSONValue {
    var members = Dictionary(facts.map { ($0.field.rawValue, $0.value.json) }) { first, _ in first }
    if self is Guest, members["tags"] == nil { members["tags"] = .list([]) }
    return .object(members)
  }
}

/// What a check found, as `tenon.inventory-check/2`.
struct InventoryFindings: Codable {
  var schema = "tenon.inventory-check/2"
  let findings: [Finding]
  let notes: [String]

  struct Finding: Codable {
    let message: String
    let path: String?
    let line: Int?
    let column: Int?
  }

  init(_ check: InventoryCheck) {
    findings = check.findings.map {
      Finding(message: $0.message, path: $0.place?.path, line: $0.place?.line, column: $0.place?.column)
    }
    notes = check.notes
  }
}

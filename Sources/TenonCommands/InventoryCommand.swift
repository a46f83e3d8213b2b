import ArgumentParser
import Diagnostics
import Jobs
import Skeletons

/// `tenon inventory`: the infrastructure's facts, kept once.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "The infrastructure's facts, kept once in .tenon/inventory.yaml.",
    subcommands: [InventoryListCommand.self, InventoryCheckCommand.self, InventoryImportCommand.self]
  )
}

/// `tenon inventory list`: every node and guest.
struct InventoryListCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show every node and guest.")

  @OptionGroup var common: CommonOptions

  func perform(in bench: borrowing Workbench, on console: Console) throws(Findings) -> Int32 {
    let inventory = try inventory(in: bench)
    if common.json {
      try console.write(document: InventoryDocument(inventory, schema: "tenon.inventory/1"))
    } else {
      for line in InventoryView(inventory).lines { console.print(line) }
    }
    return 0
  }
}

/// `tenon inventory check`: whether the facts hold together.
struct InventoryCheckCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look for facts that are stated twice or contradict each other.")

  @OptionGroup var common: CommonOptions

  func perform(in bench: borrowing Workbench, on console: Console) throws(Findings) -> Int32 {
    let known = try inventory(in: bench)
    let found = known.contradictions + known.misnomers
    if common.json {
      try console.write(document: InventoryFindings(findings: found))
    } else {
      for sentence in found { console.print(quoted(sentence)) }
      if found.isEmpty { console.print("the facts hold together") }
    }
    return found.isEmpty ? 0 : 1
  }
}

/// `tenon inventory import`: takes facts over from Markdown tables.
struct InventoryImportCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add the nodes and guests that a Markdown file's tables state.",
    discussion: "What the inventory states already stays as it is; where the file differs, that is said."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "A Markdown file, or - for standard input.")
  var file: String

  @Flag(name: .customLong("dry-run"), help: "Write nothing; show what would be added.")
  var dryRun = false

  func perform(in bench: borrowing Workbench, on console: Console) throws(Findings) -> Int32 {
    let report = try importInventory(file, in: bench, isDryRun: dryRun)
    if common.json {
      try console.write(
        document: InventoryDocument(
          report.added, schema: "tenon.inventory-import/1", differing: report.differing))
    } else {
      for line in InventoryView(report.added).lines { console.print("+ \(line)") }
      for difference in report.differing { console.say("differs, left as it is: \(difference)") }
      let count = report.added.guests.count + report.added.nodes.count
      console.print(
        report.isWritten
          ? "done: \(count) added" : dryRun ? "dry run: \(count) would be added" : "nothing to add")
    }
    return 0
  }
}

/// Nodes and guests, one a line.
private struct InventoryView {
  let lines: [String]

  init(_ inventory: Inventory) {
    lines =
      inventory.nodes.map { "node  \(quoted($0.name))\(Self.tail([$0.address, $0.version]))" }
      + inventory.guests.map {
        "\($0.reference)  \(quoted($0.name))\(Self.tail([$0.address, $0.node, $0.purpose]))"
      }
  }

  private static func tail(_ facts: [String?]) -> String {
    facts.compactMap { $0.map { "  \(quoted($0))" } }.joined()
  }
}

/// Nodes and guests as JSON.
private struct InventoryDocument: Encodable {
  let schema: String
  let nodes: [Node]
  let guests: [Member]
  let differing: [String]?

  struct Node: Encodable {
    let name: String
    let address: String?
    let version: String?
  }

  struct Member: Encodable {
    let kind: String
    let id: Int
    let name: String
    let address: String?
    let node: String?
    let purpose: String?
    let tags: [String]
  }

  init(_ inventory: Inventory, schema: String, differing: [String]? = nil) {
    self.schema = schema
    self.differing = differing
    nodes = inventory.nodes.map { Node(name: $0.name, address: $0.address, version: $0.version) }
    guests = inventory.guests.map {
      Member(
        kind: $0.kind.rawValue, id: $0.id, name: $0.name, address: $0.address, node: $0.node,
        purpose: $0.purpose, tags: $0.tags)
    }
  }
}

/// What a check found, as `tenon.inventory-check/1`.
private struct InventoryFindings: Encodable {
  let schema = "tenon.inventory-check/1"
  let findings: [String]
}

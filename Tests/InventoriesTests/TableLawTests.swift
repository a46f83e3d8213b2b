import Inventories
import Skeletons
import Testing
import TestSupport

/// Tables of any order of columns, under any of their usual heads, say the same.
@Suite struct TableLawTests {
  private static let heads: [FactField: [String]] = [
    .id: ["VMID", "CT/VM ID", "Proxmox ID", "`VMID`", "**VMID**"],
    .kind: ["Type", "Typ", "Kind", "Tipo"],
    .name: ["Name", "Hostname", "Nom", "Nombre", "Rechnername", "VM name"],
    .address: ["IP", "IP Address", "IP-Adresse", "Adresse IP", "Dirección IP", "IPv4"],
    .node: ["Node", "Knoten", "Nœud", "Nodo", "Proxmox node"],
    .status: ["Status", "State", "Zustand", "État"],
    .purpose: ["Purpose", "Role", "Zweck", "Rôle", "Descripción", "Notes"],
    .tags: ["Tags", "Labels", "Schlagworte", "Étiquettes"],
    .cores: ["Cores", "vCPU", "CPUs", "Kerne"],
    .memory: ["Memory (MB)", "RAM (MiB)", "Arbeitsspeicher [MB]"],
    .disk: ["Disk (GB)", "Festplatte (GB)", "Disco [GiB]"],
    .services: ["Services", "Dienste"],
    .user: ["User", "Benutzer"],
  ]

  private func guest(_ id: Int, using generator: inout SeededGenerator) -> Guest {
    func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &generator) ? value : nil }
    var guest = Guest(
      kind: Guest.Kind.allCases.randomElement(using: &generator) ?? .machine, id: id, name: "host-\(id)")
    guest.address = maybe("10.0.\(id / 256 % 256).\(id % 254 + 1)")
    guest.node = maybe("node\(id % 3)")
    guest.status = maybe(Guest.Status.allCases.randomElement(using: &generator) ?? .running)
    guest.purpose = maybe("serves a | b for (\(id))")
    guest.tags = maybe(["web", "t\(id % 5)"]) ?? []
    guest.cores = maybe(id % 16 + 1)
    guest.memory = maybe(id * 16)
    guest.disk = maybe(id % 100 + 1)
    guest.services = maybe(["one", "two three"]) ?? []
    guest.user = maybe("ops")
    return guest
  }

  private func cell(_ value: FactValue?, using generator: inout SeededGenerator) -> String {
    let text =
      value?.words.replacing("|", with: "\\|")
      ?? (["", "-", "–", "n/a"].randomElement(using: &generator) ?? "")
    return Bool.random(using: &generator) && value != nil && !text.contains("\\") ? "`\(text)`" : text
  }

  @Test(arguments: seeds(200))
  func `what a table states is read, whatever its order and heads`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let ids = Set(
      (0..<Int.random(in: 1...8, using: &generator)).map { _ in Int.random(in: 100...9000, using: &generator)
      })
    let guests = ids.sorted().map { guest($0, using: &generator) }
    let fields = Self.heads.keys.sorted { $0.rawValue < $1.rawValue }.shuffled(using: &generator)
    let lines =
      [fields.map { Self.heads[$0]?.randomElement(using: &generator) ?? "" }, fields.map { _ in "---" }]
      + guests.map { guest in fields.map { cell(guest[$0], using: &generator) } }
    let text = lines.map { "| \($0.joined(separator: " | ")) |\r\n" }.joined()
    let merge = InventoryMerge(Inventory(), with: SourceFacts(markdown: text, at: "S.md"))
    #expect(merge.result.guests == guests, "\(text)")
    #expect(merge.leftOut == [])
  }
}

import Diagnostics
import Inventories
import Skeletons
import Testing

/// Cells, each read within a table of one row.
@Suite struct GrammarTests {
  /// The guest of a row with one more column, and what was said of it.
  private func row(_ head: String, _ cell: String) -> (guest: Guest?, reasons: [String], isRefused: Bool) {
    let text = "## LXC\n\n| VMID | Name | \(head) |\n|---|---|---|\n| 100 | a | \(cell) |\n"
    let merge = InventoryMerge(Inventory(), with: SourceFacts(markdown: text, at: "S.md"))
    return (
      merge.result.guests.first, merge.leftOut.map(\.reason), merge.leftOut.contains(where: \.isRefused)
    )
  }

  @Test(
    arguments: [
      ("192.0.2.5", "192.0.2.5", nil), ("192.0.2.5/24", "192.0.2.5", 24), ("`192.0.2.5`", "192.0.2.5", nil),
      ("192.0.2.5/255.255.255.0", "192.0.2.5", 24), ("2001:DB8::0005/64", "2001:db8::5", 64),
      ("192.0.2.5 (static)", "192.0.2.5", nil), ("[192.0.2.5](http://192.0.2.5)", "192.0.2.5", nil),
      ("192.0.2.5<br>2001:db8::5", "192.0.2.5", nil), ("192.0.2.5&nbsp;", "192.0.2.5", nil),
      ("192.0.2.5 (DHCP reservation)", "192.0.2.5", nil), ("10.0.0.1/31", "10.0.0.1", 31),
    ] as [(String, String, Int?)])
  func `an address is one address`(cell: String, address: String, prefix: Int?) {
    let found = row("IP", cell)
    #expect(found.guest?.address == address)
    #expect(found.guest?.prefix == prefix)
    #expect(!found.isRefused)
  }

  @Test(arguments: [
    "192.0.2.300", "192.0.2", "192.0.2.1-9", "192.0.2.1 - 192.0.2.9", "192.0.2.1–192.0.2.9", "192.0.2.0/24",
    "192.0.2.255/24",
    "127.0.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.x", ".5", "192.0.2.5:80", "192.0.2.5/33",
    "010.0.0.1",
    "2001:db8::g", "fe80::1%eth0", "web.lab", "192.0.2.5?", "192.0.2.5, web", "1.2.3.4.5", "::1", "12:34",
  ])
  func `what is no address is refused, and nothing is stored`(cell: String) {
    let found = row("IP", cell)
    #expect(found.guest?.address == nil)
    #expect(found.isRefused, "\(found.reasons)")
  }

  @Test(arguments: [
    "DHCP", "dhcp", "(DHCP)", "-", "", "n/a", "–", "TBD", "DHCP (192.0.2.9)", "192.0.2.9 (DHCP)", "fe80::1",
  ])
  func `where there is no fixed address there is none`(cell: String) {
    let found = row("IP", cell)
    #expect(found.guest != nil)
    #expect(found.guest?.address == nil)
    #expect(!found.isRefused, "\(found.reasons)")
  }

  @Test(arguments: [
    "192.0.2.6, 198.51.100.6", "192.0.2.6 / 198.51.100.6", "192.0.2.6/198.51.100.6", "192.0.2.6 198.51.100.6",
    "192.0.2.6<br>198.51.100.6", "192.0.2.6 & 198.51.100.6", "192.0.2.6; 198.51.100.6 (wan)",
    "192.0.2.6/24 198.51.100.6/24",
  ])
  func `further addresses are kept as such and said`(cell: String) {
    let found = row("IP", cell)
    #expect(found.guest?.address == "192.0.2.6")
    #expect(found.guest?.addresses == ["198.51.100.6"])
    #expect(found.reasons.contains { $0.contains("198.51.100.6") })
  }

  @Test(arguments: [
    ("RAM", "2 GB", 2048), ("RAM", "512 MB", 512), ("RAM", "1.5GiB", 1536), ("RAM", "0,5 Go", 512),
    ("RAM (MB)", "300", 300),
    ("Memory [GB]", "4", 4096), ("Memory in GB", "4", 4096), ("RAM", "4096", 4096), ("Mem", "2048M", 2048),
  ])
  func `memory is MiB`(head: String, cell: String, memory: Int) {
    #expect(row(head, cell).guest?.memory == memory)
  }

  @Test(arguments: [
    "2", "64", "1,024 MB", "2 GB + 1 GB", "lots", "2 XB", "-1 GB", "0 MB", "2-4 GB", "99999999999 GB",
  ])
  func `memory that nobody can know is refused`(cell: String) {
    let found = row("RAM", cell)
    #expect(found.guest?.memory == nil)
    #expect(found.isRefused)
  }

  @Test(arguments: [("8 GB", 8), ("1 TB", 1024), ("32G", 32), ("20", 20), ("1,5 To", 1536), ("2048 MB", 2)])
  func `a disk is GiB`(cell: String, disk: Int) { #expect(row("Disk", cell).guest?.disk == disk) }

  @Test(arguments: [
    ("web, prod", ["web", "prod"]), ("`web` `prod`", ["web", "prod"]), ("#web #prod", ["web", "prod"]),
    ("web;prod", ["web", "prod"]),
    ("Web", ["web"]), ("web<br>c++", ["web", "c++"]), ("web, web", ["web"]),
  ])
  func `tags are those of Proxmox VE`(cell: String, tags: [String]) {
    #expect(row("Tags", cell).guest?.tags == tags)
  }

  @Test func `a tag that is none is left out, and the others stay`() {
    let found = row("Tags", "web, reverse proxy, ä")
    #expect(found.guest?.tags == ["web"])
    #expect(found.reasons.count == 2)
  }

  @Test(arguments: [
    ("🟢", Guest.Status.running), ("✅ running", .running), ("Up", .running), ("🔴 stopped", .stopped),
    ("läuft", .running),
    ("arrêté", .stopped), ("en marche", .running), ("paused", .paused), (":green_circle:", .running),
    ("planned", .planned),
  ])
  func `a status is one of five`(cell: String, status: Guest.Status) {
    #expect(row("Status", cell).guest?.status == status)
  }

  @Test(arguments: ["broken", "🟢 stopped", "running since May"])
  func `another status is refused`(cell: String) {
    #expect(row("Status", cell).guest?.status == nil)
    #expect(row("Status", cell).isRefused)
  }

  @Test func `a password is neither kept nor shown`() {
    for (head, cell) in [
      ("User", "root / hunter2"), ("URL", "https://root:hunter2@x"), ("Password", "hunter2"),
    ] {
      let found = row(head, cell)
      #expect(found.guest?.user == nil && found.guest?.urls == [])
      #expect(!found.reasons.isEmpty)
      #expect(!found.reasons.contains { $0.contains("hunter2") })
    }
  }

  @Test(arguments: [
    ("CT 102", "ct/102"), ("ct102", "ct/102"), ("VM-102", "vm/102"), ("vm/102", "vm/102"), ("#102", "ct/102"),
    ("102 (VM)", "vm/102"), ("999999999", "ct/999999999"),
  ])
  func `an id is one number`(cell: String, reference: String) {
    let text = "## LXC\n\n| ID | Name |\n|---|---|\n| \(cell) | a |\n"
    let merge = InventoryMerge(Inventory(), with: SourceFacts(markdown: text, at: "S.md"))
    #expect(merge.result.guests.map(\.reference) == [reference])
  }

  @Test(arguments: [
    "112-115", "112–115", "112 - 115", "112..115", "112, 113", "112/113", "99", "0", "0102", "1e3", "102.0",
    "+102", "１０２",
    "1000000000", "99999999999999999999", "10x", "abc 102", "102 103",
  ])
  func `what is no id is refused with its place`(cell: String) {
    let text = "## LXC\n\n| ID | Name |\n|---|---|\n| \(cell) | a |\n"
    let merge = InventoryMerge(Inventory(), with: SourceFacts(markdown: text, at: "S.md"))
    #expect(merge.result.guests == [])
    #expect(
      merge.leftOut.contains { $0.isRefused && $0.place.line == 5 && $0.place.column == 3 },
      "\(merge.leftOut)")
  }
}

import Diagnostics
import Inventories
import Skeletons
import Testing

/// A second import, and sources that differ.
@Suite struct MergeTests {
  private let known = Inventory(
    nodes: [HostNode(name: "lab", address: "192.0.2.2", version: "8.2.4")],
    guests: [
      Guest(
        kind: .container, id: 102, name: "nginx", address: "192.0.2.102", node: "lab", tags: ["web", "mine"]),
      Guest(kind: .machine, id: 201, name: "db", purpose: "by hand"),
    ])

  private func merge(_ rows: String, accepting words: [String] = []) -> InventoryMerge {
    let text = "| VMID | Name | Type | IP | Tags |\n|---|---|---|---|---|\n\(rows)\n"
    return InventoryMerge(known, with: SourceFacts(markdown: text, at: "S.md"), accepting: Acceptance(words))
  }

  private let rows = "| 102 | proxy | CT | 192.0.2.103/24 | web, new |\n| 202 | web | VM | 192.0.2.202 | |"

  @Test func `what is new is taken, what differs stays and is said`() {
    let merge = merge(rows)
    #expect(merge.result.guests.map(\.id) == [102, 201, 202])
    #expect(merge.result.guests[0].name == "nginx")
    #expect(merge.result.guests[0].address == "192.0.2.102")
    #expect(merge.result.guests[0].prefix == nil)
    #expect(merge.result.guests[0].tags == ["web", "mine", "new"])
    #expect(merge.result.guests[1].purpose == "by hand")
    #expect(
      Set(merge.changes.map(\.acceptance)) == [
        "ct/102.name", "ct/102.address", "ct/102.tags", "vm/202", "vm/201",
      ])
    #expect(merge.changes.filter(\.isOpen).map(\.acceptance) == ["ct/102.name", "ct/102.address"])
  }

  @Test(arguments: ["ct/102.address", "102.address", "nginx.address"])
  func `one fact is accepted, and what belongs to it comes with it`(word: String) {
    let guest = merge(rows, accepting: [word]).result.guests[0]
    #expect(guest.address == "192.0.2.103")
    #expect(guest.prefix == 24)
    #expect(guest.name == "nginx")
    #expect(guest.tags.contains("mine"))
  }

  @Test func `a guest is accepted whole, and keeps its identity under a new name`() {
    let guest = merge(rows, accepting: ["ct/102"]).result.guests[0]
    #expect(guest.id == 102)
    #expect(guest.name == "proxy")
    #expect(guest.tags == ["web", "new"])
  }

  @Test func `what is gone goes only where that is accepted`() {
    #expect(merge(rows).result.guests.contains { $0.id == 201 })
    #expect(!merge(rows, accepting: ["db"]).result.guests.contains { $0.id == 201 })
    #expect(merge(rows).result.nodes == known.nodes)
  }

  @Test func `an acceptance that names nothing is known`() {
    #expect(Acceptance(["ct/102", "ct/999", "x.y"]).unused(among: merge(rows).changes) == ["ct/999", "x.y"])
  }

  @Test func `a guest without an id is found by its name, or listed`() {
    let text = "| Hostname | IP |\n|---|---|\n| db | 192.0.2.201 |\n| printer | 192.0.2.9 |\n"
    let merge = InventoryMerge(known, with: SourceFacts(markdown: text, at: "S.md"))
    #expect(merge.result.guests[1].address == "192.0.2.201")
    #expect(merge.result.guests.count == 2)
    #expect(merge.leftOut.map(\.place.line) == [4])
  }
}

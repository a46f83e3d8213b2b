import Diagnostics
import Inventories
import Skeletons
import Testing

@Suite struct InventoryTests {
  let page = """
    # Infrastructure

    ## Proxmox Nodes
    | Node | IP Address | Version |
    |------|-----------|---------|
    | serviceslab | 192.168.2.200 | 8.3.3 |

    ## LXC Containers
    | CT ID | Name | IP | Node | Purpose |
    |:-----:|------|----|------|---------|
    | 102 | **nginx** | `192.168.2.102` | serviceslab | Reverse proxy |
    | CT 103 | [db](http://x/y) | 192.168.2.103 | – | a \\| b |

    ## Virtual machines
    VMID | Name | Type
    -----|------|-----
    9000 | debian-12 | template
    201 | web | VM

    ```
    | CT ID | Name |
    |---|---|
    | 999 | no |
    ```
    """

  @Test func `tables are read as people write them`() throws {
    let inventory = InventoryMerge(Inventory(), with: SourceFacts(markdown: page, at: "STATUS.md")).result
    #expect(inventory.nodes == [HostNode(name: "serviceslab", address: "192.168.2.200", version: "8.3.3")])
    #expect(inventory.guests.map(\.reference) == ["ct/102", "ct/103", "vm/201", "template/9000"])
    #expect(inventory.guests[0].name == "nginx")
    #expect(inventory.guests[0].address == "192.168.2.102")
    #expect(inventory.guests[1].name == "db")
    #expect(inventory.guests[1].purpose == "a | b")
    #expect(inventory.guests[1].node == nil)
  }

  @Test func `what is written is read again`() throws {
    let inventory = InventoryMerge(Inventory(), with: SourceFacts(markdown: page, at: "STATUS.md")).result
    #expect(try Inventory(parsing: Array(inventory.yaml.utf8), at: "inventory.yaml") == inventory)
  }

  @Test func `a second statement that differs is refused with its line, and neither is taken`() throws {
    let text = "| CT ID | Name |\n|---|---|\n| 102 | a |\n| 102 | b |\n"
    let source = SourceFacts(markdown: text, at: "S.md")
    #expect(
      source.leftOut.map(\.place) == [Place("S.md", line: 3, column: 9), Place("S.md", line: 4, column: 9)])
    #expect(source.leftOut.last?.isRefused == true)
    #expect(source.statements == [])
  }

  @Test func `lines are added and every comment stays`() throws {
    let text = """
      # mine
      guests:
        # the proxy
        - { kind: ct, id: 102, name: nginx }
        - kind: vm
          id: 201
          name: web   # later
      nodes: # none
        - name: a

      """
    let added = Inventory(
      nodes: [HostNode(name: "b")], guests: [Guest(kind: .container, id: 103, name: "db")])
    let bytes = try InventoryText(Array(text.utf8), at: "i").adding(added)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        # mine
        guests:
          # the proxy
          - { kind: ct, id: 102, name: nginx }
          - kind: vm
            id: 201
            name: web   # later
          - { kind: ct, id: 103, name: db }
        nodes: # none
          - name: a
          - { name: b }

        """)
    let read = try Inventory(parsing: bytes, at: "i")
    #expect(read.guests.map(\.id) == [102, 201, 103])
    #expect(read.nodes.map(\.name) == ["a", "b"])
  }

  @Test func `every fault of an inventory is found at once`() throws {
    let text = "guests:\n  - { kind: lxc, id: 1, name: a, adress: x }\n  - { kind: ct }\nnode: []\n"
    do {
      _ = try Inventory(parsing: Array(text.utf8), at: "i")
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.diagnostics.count == 5)
      #expect(error.diagnostics.allSatisfy { $0.kind == .data && $0.place?.line != nil })
    }
  }

  @Test func `facts that contradict each other are found`() {
    let inventory = Inventory(
      nodes: [HostNode(name: "pve", address: "10.0.0.1")],
      guests: [
        Guest(kind: .container, id: 102, name: "a", address: "10.0.0.1", node: "pve"),
        Guest(kind: .machine, id: 102, name: "a", node: "pv"),
      ])
    #expect(
      inventory.contradictions == [
        "there are 2 guests with the id '102'", "there are 2 guests with the name 'a'",
        "there are 2 owners of the address '10.0.0.1'", "vm/102 is on node 'pv', which is not listed",
      ])
    #expect(Inventory().contradictions.isEmpty)
  }
}

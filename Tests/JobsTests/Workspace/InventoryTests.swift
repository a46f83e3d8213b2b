import Testing

/// Facts of the infrastructure: taken from a source, asked about, and held against the repository.
struct InventoryTests {
  private static let table = """
    | CT ID | Name | IP |
    | --- | --- | --- |
    | 102 | web | 192.168.2.102 |
    | 103 | db | 192.168.2.103 |

    """

  private func scene(_ files: [String: String] = [:]) throws -> Scene {
    let scene = try Scene(files)
    try scene.sandbox.write("status.md", Self.table)
    return scene
  }

  private func guests(_ report: ImportReport) -> [String] {
    report.result.guests.map { "\($0.reference) \($0.name) \($0.address ?? "-")" }
  }

  @Test func `a table becomes facts, and a second import finds nothing new`() throws {
    let scene = try scene()
    let report = try scene.importInventory("../status.md")
    #expect(report.isWritten && !report.needsAttention && report.changes.count == 2)
    #expect(guests(report) == ["ct/102 web 192.168.2.102", "ct/103 db 192.168.2.103"])
    #expect(scene.exists(".tenon/inventory.yaml") && scene.exists(".tenon/.gitignore"))
    let again = try scene.importInventory("../status.md")
    #expect(!again.isWritten && again.changes.isEmpty)
    #expect(try scene.undo().label == "inventory import")
    #expect(!scene.exists(".tenon/inventory.yaml"))
  }

  @Test func `a dry run reads and writes nothing`() throws {
    let scene = try scene()
    #expect(try !scene.unchanged { try scene.importInventory("../status.md", isDryRun: true) }.isWritten)
  }

  private func differing() throws -> Scene {
    let scene = try scene()
    try scene.importInventory("../status.md")
    try scene.sandbox.write(
      "status.md",
      Self.table.replacing("192.168.2.102", with: "192.168.2.110").replacing(
        "| 103 | db | 192.168.2.103 |\n", with: ""))
    return scene
  }

  @Test func `a fact that differs is open until it is accepted by name`() throws {
    let scene = try differing()
    let open = try scene.importInventory("../status.md")
    #expect(open.needsAttention && !open.isWritten)
    #expect(guests(open).first == "ct/102 web 192.168.2.102")
    #expect(open.changes.filter { !$0.isTaken }.map(\.acceptance).contains("ct/102.address"))
    let taken = try scene.importInventory("../status.md", accepting: ["ct/102.address"])
    #expect(taken.isWritten && guests(taken).first == "ct/102 web 192.168.2.110")
    #expect(guests(taken).count == 2)
  }

  @Test func `what is accepted and is nothing is answered with the nearest`() throws {
    let scene = try differing()
    let near = refusal { try scene.importInventory("../status.md", accepting: ["ct/102.adress"]) }
    #expect(near.code == .noFact && near.hints == ["did you mean 'ct/102.address'?"])
    #expect(
      refusal { try scene.importInventory("../status.md", accepting: ["zzzzzzzzzz"]) }.hints == [
        "such as ct/102, ct/102.address or node/lab.version"
      ])
    // What is settled already may be accepted again.
    #expect(try !scene.importInventory("../status.md", accepting: ["ct/103.name"]).isWritten)
  }

  @Test(arguments: [
    (["y", "y"], ["ct/102 web 192.168.2.110"]),
    (["", "n"], ["ct/102 web 192.168.2.102", "ct/103 db 192.168.2.103"]),
  ])
  func `a person is asked about each difference, and only a plain yes counts`(
    replies: [String], result: [String]
  ) throws {
    let scene = try differing()
    let person = ScriptedPerson(list: replies)
    let report = try scene.importInventory("../status.md", asking: person)
    #expect(guests(report) == result)
    #expect(
      person.asked.first
        == "ct/102.address: address is '192.168.2.102' here and '192.168.2.110' in the source; accept it? [y/N]"
    )
    #expect(
      person.asked.last?.hasPrefix("ct/103 'db' is gone from the source; remove it?") == true,
      "\(person.asked)")
  }

  @Test func `a source without facts is refused with what would be one`() throws {
    let scene = try scene()
    try scene.sandbox.write("empty.md", "# Nothing\n")
    let refused = refusal { try scene.importInventory("../empty.md") }
    #expect(refused.message == "no guest, node or network was found" && refused.place == "../empty.md")
    #expect(refused.hints.first?.contains("id column") == true)
    #expect(refusal { try scene.importInventory("gone.md") }.diagnostics.first?.kind == .missing)
  }

  @Test func `a person's own inventory is edited where it differs, and nowhere else`() throws {
    let mine = "---\n# by hand\nguests:\n  - { kind: ct, id: 102, name: web } # the web\n"
    let scene = try scene([".tenon/inventory.yaml": mine])
    try scene.importInventory("../status.md")
    let text = try scene.text(".tenon/inventory.yaml")
    #expect(text.contains("# by hand\n") && text.contains("# the web"))
    #expect(text.contains("192.168.2.102") && text.contains("db"))
  }

  // MARK: check

  @Test func `facts that contradict each other are found`() throws {
    let scene = try Scene([
      ".tenon/inventory.yaml":
        "guests:\n  - { kind: ct, id: 102, name: web, address: 10.0.0.2 }\n  - { kind: ct, id: 103, name: db, address: 10.0.0.2 }\n"
    ])
    let check = try scene.checkInventory()
    #expect(check.findings.count == 1 && check.findings[0].message.contains("10.0.0.2"), "\(check.findings)")
  }

  @Test func `a file that says otherwise is found with its place`() throws {
    let scene = try Scene([
      ".tenon/inventory.yaml": "guests:\n  - { kind: ct, id: 102, name: web, address: 10.0.0.2 }\n",
      "hosts.ini": "[web]\nweb ansible_host=10.0.0.9\n",
    ])
    let found = try scene.checkInventory().findings
    #expect(found.contains { $0.place?.path == "hosts.ini" && $0.place?.line == 2 }, "\(found)")
  }

  private func guestScene(_ more: String = "") throws -> Scene {
    let scene = try Scene([
      ".tenon/inventory.yaml":
        "guests:\n  - { kind: ct, id: 102, name: web, address: 10.0.0.2, node: lab }\nnodes:\n  - { name: lab, version: 8.1.0 }\n"
    ])
    try scene.writeSkeleton(
      "box",
      """
      name: box
      version: 1.0.0
      summary: A box
      destination: boxes/<% name %>
      variables:
        name: { type: string }
        guest: { type: guest }
      \(more)
      """, ["f": "<% guest.address %>\n"])
    return scene
  }

  @Test func `a guest that is gone is found at the units that name it`() throws {
    let scene = try guestScene()
    try scene.new("one", of: "box", set: ["guest=web"])
    #expect(try scene.text("boxes/one/f") == "10.0.0.2\n")
    #expect(try scene.checkInventory().findings.isEmpty)
    try scene.write([".tenon/inventory.yaml": "guests: []\n"])
    let found = try scene.checkInventory().findings
    #expect(found.map { $0.place?.path } == [".tenon/units/box/one/record.json", "boxes/one/f"])
    #expect(found[0].message.hasPrefix("box/one: "))
  }

  @Test func `a requirement that a node's version does not meet is found, and asked in a handoff`() throws {
    let scene = try guestScene("handoff: { requires: [{ tool: Proxmox VE, version: \">=9\" }] }\n")
    try scene.new("one", of: "box", set: ["guest=web"])
    #expect(
      try scene.checkInventory().findings.map(\.message) == [
        "box/one requires Proxmox VE >=9, and node 'lab' has 8.1.0"
      ])
    let questions = try scene.handOff().manifest?.openQuestions ?? []
    #expect(
      questions == [
        "box/one requires Proxmox VE >=9, but .tenon/inventory.yaml says 8.1.0 of lab: which is right?"
      ])
  }
}

import Inventories
import JSONCoding
import Skeletons
import Testing
import TestSupport

/// The published schema, held against the reader by somebody else's validator.
@Suite(.requires("check-jsonschema")) struct InventorySchemaTests {
  private static let sound = [
    InventoryEditTests.text, "guests: []\n",
    "networks:\n  - { name: lan, cidr: 192.0.2.0/24, vlan: 10 }\nnodes: []\n",
    "guests:\n  - { kind: vm, id: 100, name: a, memory: 2 GB, disk: 32, cores: 2, status: running, urls: [https://x], user: ops }\n",
    "nodes:\n  - { name: a, network: lan, version: \"8.3.3\" }\n",
    "guests:\n  - { kind: vm, id: 100, name: a, address: , tags: [] }\n",
  ]
  private static let faulty = [
    "guests:\n  - { kind: lxc, id: 100, name: a }\n", "guests:\n  - { kind: vm, id: 99, name: a }\n",
    "guests:\n  - { kind: vm, id: 100 }\n", "guests:\n  - { kind: vm, id: 100, name: a, adress: x }\n",
    "guest: []\n", "guests:\n  - { kind: vm, id: 100, name: a, status: odd }\n",
    "networks:\n  - { name: a, vlan: 4095 }\n", "guests:\n  - { kind: vm, id: 100, name: a, cores: 0 }\n",
  ]

  @Test func `the schema takes and refuses what the reader does`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("schema.json", try encodeJSON(Inventory.schema))
    for (index, text) in (Self.sound + Self.faulty).enumerated() {
      try sandbox.write("\(index).yaml", text)
      let isSound = index < Self.sound.count
      let finished = try sandbox.run("check-jsonschema", ["--schemafile", "schema.json", "\(index).yaml"])
      #expect((finished.status == 0) == isSound, "\(text)\(finished.text)")
      #expect(((try? Inventory(parsing: Array(text.utf8), at: "i")) != nil) == isSound, "\(text)")
    }
  }
}

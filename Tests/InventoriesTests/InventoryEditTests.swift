import Diagnostics
import Inventories
import Skeletons
import Testing
import TestSupport

/// An inventory that a person keeps, with comments, an order and a style of their own, changed by tenon.
@Suite struct InventoryEditTests {
  static let text = """
    # The lab. Do not sort!
    guests:
      # the proxy
      - { kind: ct, id: 102, name: nginx, address: 192.0.2.102, tags: [web, "proxy"] } # edge
      - kind: vm   # the database
        id: 201
        name: 'db'
        tags:
          - db   # primary
          - backup
        purpose: >-
          a long
          story

      # later
      - {kind: template, id: 9000,
         name: debian}
    nodes: # all of them
      - name: lab
        address: 192.0.2.2

    """

  private func edited(_ change: (inout Inventory) -> Void) throws -> String {
    var wanted = try Inventory(parsing: Array(Self.text.utf8), at: "i")
    change(&wanted)
    let bytes = try InventoryText(Array(Self.text.utf8), at: "i").rewritten(as: wanted)
    #expect(try Inventory(parsing: bytes, at: "i") == wanted)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a fact is changed where it stands`() throws {
    let text = try edited {
      $0.guests[0].address = "192.0.2.103"
      $0.guests[1].name = "on"
      $0.nodes[0].version = "8.3.3"
    }
    #expect(
      text
        == Self.text.replacing("192.0.2.102", with: "\"192.0.2.103\"").replacing("'db'", with: "\"on\"")
        .replacing("address: 192.0.2.2\n", with: "address: 192.0.2.2\n    version: \"8.3.3\"\n"))
  }

  @Test func `a fact is added behind the one that comes before it`() throws {
    let text = try edited {
      $0.guests[0].prefix = 24
      $0.guests[1].address = "192.0.2.201"
      $0.guests[2].node = "lab"
    }
    #expect(
      text
        == Self.text.replacing("192.0.2.102,", with: "192.0.2.102, prefix: 24,")
        .replacing("    name: 'db'\n", with: "    name: 'db'\n    address: \"192.0.2.201\"\n")
        .replacing("name: debian}", with: "name: debian, node: lab}"))
  }

  @Test func `items of a list come and go, their comments stay`() throws {
    let text = try edited {
      $0.guests[0].tags.append("new")
      $0.guests[1].tags = ["db", "pg"]
    }
    #expect(
      text
        == Self.text.replacing("[web, \"proxy\"]", with: "[web, proxy, new]")
        .replacing("      - backup\n", with: "      - pg\n"))
  }

  @Test func `a guest goes, and every comment beside it stays`() throws {
    let text = try edited { $0.guests.remove(at: 1) }
    #expect(text.contains("# later\n  - {kind: template"))
    #expect(text.contains("# edge\n"))
    #expect(!text.contains("201"))
  }

  @Test(arguments: [
    "guests: []\n", "guests:\n", "---\nguests: [] # none yet\nnodes: []\n", "", "# nothing\n", "guests: []",
    "guests:",
  ])
  func `guests are added to an inventory that has none`(text: String) throws {
    let added = Inventory(
      nodes: [HostNode(name: "lab")],
      guests: [Guest(kind: .machine, id: 201, name: "db"), Guest(kind: .container, id: 102, name: "nginx")])
    let bytes = try InventoryText(Array(text.utf8), at: "i").adding(added)
    #expect(try Inventory(parsing: bytes, at: "i") == added)
    if text.contains("#") {
      #expect(String(decoding: bytes, as: UTF8.self).contains(text.drop { $0 != "#" }.prefix { $0 != "\n" }))
    }
  }

  @Test(arguments: seeds(300))
  func `whatever changes, the result is read as what was wanted and no comment is lost`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var wanted = try Inventory(parsing: Array(Self.text.utf8), at: "i")
    for _ in 0..<Int.random(in: 1...5, using: &generator) { change(&wanted, using: &generator) }
    do throws(Findings) {
      let bytes = try InventoryText(Array(Self.text.utf8), at: "i").rewritten(as: wanted)
      #expect(try Inventory(parsing: bytes, at: "i") == wanted)
      let text = String(decoding: bytes, as: UTF8.self)
      for comment in ["# The lab. Do not sort!", "# the proxy", "# later", "# all of them"] {
        #expect(text.contains(comment))
      }
    } catch {
      // A text that would lose something is left alone, and said to be.
      #expect(error.diagnostics.first?.message.contains("cannot be edited") == true)
      #expect(
        wanted.guests.contains { $0.id == 201 && $0.purpose != "a long story" } || wanted.guests.isEmpty)
    }
  }

  private func change(_ inventory: inout Inventory, using generator: inout SeededGenerator) {
    let words = ["x", "on", "a: b", "# c", "it's", "10.0.0.9", "ü"]
    let word = words.randomElement(using: &generator) ?? "x"
    switch Int.random(in: 0...6, using: &generator) {
    case 0:
      inventory.guests.append(
        Guest(kind: .container, id: Int.random(in: 300...999, using: &generator), name: word))
    case 1:
      if inventory.guests.count > 1 {
        inventory.guests.remove(at: Int.random(in: inventory.guests.indices, using: &generator))
      }
    case 2:
      inventory.nodes.append(HostNode(name: "n\(Int.random(in: 0...99, using: &generator))", version: word))
    case 3: inventory.networks.append(Network(name: word, cidr: "10.0.0.0/8"))
    default:
      guard let index = inventory.guests.indices.randomElement(using: &generator) else { return }
      let fields: [FactField] = [.name, .node, .purpose, .tags, .services, .cores, .memory, .network]
      let field = fields.randomElement(using: &generator) ?? .name
      switch field {
      case .tags, .services: inventory.guests[index][field] = .list([word, "two"])
      case .cores, .memory:
        inventory.guests[index][field] = .number(Int.random(in: 1...99, using: &generator))
      default: inventory.guests[index][field] = .text(word)
      }
    }
  }
}

import Skeletons
import Testing

/// Variables that are asked only somewhere, and rules between answers.
@Suite struct ConditionalVariableTests {
  private static let cache = """
    variables:
      name: { type: string, default: web }
      kind: { type: choice, choices: [none, redis], default: none }
      port: { type: integer, default: 6379, when: { kind: redis } }
      memory: { type: string, format: size, default: 256M }
      reserved: { type: string, format: size, optional: true }
    rules:
      - { require: { memory: { at_least: reserved } }, message: "the limit is below the reservation" }
      - { when: { kind: redis }, require: { memory: { more_than: 16M } }, message: Redis needs more }

    """

  private func values(_ given: [String: Answer], now: Set<String> = []) throws -> Values {
    try skeleton(heading + Self.cache).values(given: given, now: now)
  }

  @Test func `an answer applies where its condition holds`() throws {
    #expect(try values(["kind": .text("redis"), "port": .integer(1)], now: ["port"])["port"] == .integer(1))
    #expect(try values(["kind": .text("redis")])["port"] == .integer(6379))
  }

  @Test func `an answer given now where it does not apply is refused`() {
    #expect(
      words { _ = try values(["port": .integer(1)], now: ["port"]) } == [
        "variable 'port': it applies only if kind is redis (answer that too, or leave 'port' out)"
      ])
  }

  @Test func `a recorded answer lies dormant there`() throws {
    let answers: [String: Answer] = ["port": .integer(1)]
    let values = try values(answers)
    #expect(values["port"].text == "")
    let dormant = try skeleton(heading + Self.cache).dormant(answers, values)
    #expect(dormant.map(\.variable.name) == ["port"])
    #expect(dormant.map(\.words) == ["kind is redis"])
  }

  @Test(arguments: [("256M", "512M"), ("1G", "1025M"), ("64K", "1M")])
  func `a rule between two answers counts by size`(memory: String, reserved: String) {
    #expect(throws: (any Error).self) { try values(["memory": .text(memory), "reserved": .text(reserved)]) }
    #expect(throws: Never.self) { try values(["memory": .text(reserved), "reserved": .text(memory)]) }
  }

  @Test func `a broken rule says its sentence, the answers and what is required`() {
    #expect(
      words { _ = try values(["memory": .text("16M"), "reserved": .text("32M")]) } == [
        "the limit is below the reservation (memory=16M, reserved=32M)"
          + " (required: memory is at least reserved)"
      ])
    #expect(throws: (any Error).self) { try values(["kind": .text("redis"), "memory": .text("16M")]) }
    #expect(throws: Never.self) { try values(["kind": .text("none"), "memory": .text("16M")]) }
  }

  private static let published = #"""
    variables:
      name: { type: string, default: web }
      port: { type: integer, default: 80 }
      ports: { type: list }
    rules:
      - require: { distinct: ["<% port %>/tcp", "<%# ports %><% before(., \":\") %>/<% default(after(., \"/\"), \"tcp\") %>\n<%/ ports %>"] }
        message: a port is published twice

    """#

  @Test(arguments: [
    ([], nil), (["81:80", "80:80/udp"], nil), (["80:90"], "80/tcp"), (["80:90/tcp"], "80/tcp"),
    (["81:90", "81:91"], "81/tcp"), (["81:1", "81:2", "81:3/tcp", "80:4"], "81/tcp, 80/tcp"),
    (["53:53/udp", "53:53", "53:1/udp"], "53/udp"),
  ])
  func `lines that must be distinct are named where they are not`(ports: [String], twice: String?) throws {
    let skeleton = try skeleton(heading + Self.published)
    let said = words { _ = try skeleton.values(given: ["ports": .list(ports)]) }
    let hint = "(required: port and ports name nothing twice)"
    #expect(said == (twice.map { ["a port is published twice (\($0)) \(hint)"] } ?? []))
  }

  @Test(arguments: [
    ("port: { type: integer, when: { nobody: true } }", "unknown variable 'nobody'"),
    (
      "a: { type: boolean, when: { b: true } }\n  b: { type: boolean, when: { a: true } }",
      "form a cycle: a → b → a"
    ),
    ("a: { type: string, when: { name: { at_least: 5 } } }", "'name' cannot be compared by order"),
    ("a: { type: string, when: { name: { bigger: 5 } } }", "unknown comparison 'bigger'"),
    ("a: { type: string, when: { distinct: [] } }", "'distinct' names nothing"),
    ("a: { type: string, when: { distinct: ['<% nobody %>'] } }", "unknown variable 'nobody'"),
  ])
  func `a condition that means nothing is refused with the skeleton`(declaration: String, words said: String)
  {
    let found = words { _ = try skeleton(heading + nameOnly + "  \(declaration)\n") }
    #expect(found.contains { $0.contains(said) }, "\(found)")
  }

  @Test func `lists have no empty items, and no twins where they must be unique`() throws {
    #expect(throws: (any Error).self) { try value("{ type: list }", .list(["a", ""])) }
    #expect(throws: (any Error).self) { try value("{ type: list, unique: true }", .list(["a", "a"])) }
    #expect(try value("{ type: list, unique: true }", .list(["a", "b"])) == .list(["a", "b"]))
  }

  @Test func `only a text that says so has lines`() throws {
    #expect(try value("{ type: string, multiline: true }", .text("a\nb")) == .text("a\nb"))
    #expect(throws: (any Error).self) { try value("{ type: string }", .text("a\nb")) }
    #expect(throws: (any Error).self) { try value("{ type: string, multiline: true }", .text("a\u{1B}[2J")) }
  }

  @Test func `choices may say what they mean`() throws {
    let skeleton = try asking("{ type: choice, choices: { a: The first, b: The other }, default: a }")
    #expect(skeleton.variable("x")?.rules.choices == ["a", "b"])
    #expect(skeleton.variable("x")?.rules.choiceWords["b"] == "The other")
  }
}

import Diagnostics
import Skeletons
import Testing

/// Defaults that depend on another answer, and answers that are settled once.
@Suite struct `Defaults` {
  private static let declaration = """
    name: demo
    version: 1.0.0
    summary: A demonstration
    destination: d/<% name %>
    variables:
      name: { type: string }
      kind: { type: choice, choices: [cache, store, other], fixed: true, default: { by: name, redis: cache, else: other } }
      port: { type: integer, default: { by: kind, cache: 6379, store: 5432, else: 80 } }
      label: { type: string, default: { by: kind, cache: "<% name %>-cache", else: none } }
      parts: { type: list, default: { by: kind, cache: [one, "<% name %>"] } }
    """

  private func values(_ answers: [String: Answer]) throws -> Values {
    try skeleton(Self.declaration, files: ["file": "<% kind %> <% port %> <% label %>"]).values(
      given: answers)
  }

  @Test func `depend on another answer, given or by default itself`() throws {
    let cache = try values(["name": .text("redis")])
    #expect(cache["kind"] == .text("cache"))
    #expect(cache["port"] == .integer(6379))
    #expect(cache["label"] == .text("redis-cache"))
    #expect(cache["parts"] == .list(["one", "redis"]))
    let store = try values(["name": .text("redis"), "kind": .text("store")])
    #expect(store["port"] == .integer(5432))
    #expect(store["label"] == .text("none"))
    #expect(store["parts"] == .list([]))
    #expect(try values(["name": .text("web")])["port"] == .integer(80))
  }

  @Test func `give way to an answer`() throws {
    #expect(try values(["name": .text("redis"), "port": .integer(1)])["port"] == .integer(1))
  }

  @Test func `are told in words`() throws {
    let words = try skeleton(Self.declaration).variable("port")?.defaultWords
    #expect(words == "6379 for cache, 5432 for store, 80 otherwise")
  }

  @Test func `are settled when a unit is laid out, where the skeleton says so`() throws {
    let demo = try skeleton(Self.declaration)
    let settled = demo.settled(by: try demo.values(given: ["name": .text("redis")]))
    #expect(settled == ["kind": .text("cache")])
  }

  @Test(arguments: [
    ("{ redis: 1, else: 2 }", "the default of 'x' has no 'by' that names a variable"),
    ("{ by: nobody, else: 2 }", "unknown variable 'nobody'"),
    ("{ by: kind, wrong: 1, else: 2 }", "'kind' is never 'wrong'"),
    ("{ by: kind, a: 1 }", "the default of 'x' has no 'else' for the remaining choices"),
    ("{ by: kind, a: one, else: 2 }", "'x' is 'one', not an integer"),
    ("{ by: x, else: 2 }", "the defaults form a cycle: x → x"),
  ])
  func `are refused with the reason`(fallback: String, fault: String) {
    let faults = words {
      _ = try skeleton(
        """
        name: demo
        version: 1.0.0
        summary: A demonstration
        destination: d/<% name %>
        variables:
          name: { type: string }
          kind: { type: choice, choices: [a, b], default: a }
          x: { type: integer, default: \(fallback) }
        """)
    }
    #expect(faults.contains { $0.contains(fault) })
  }
}

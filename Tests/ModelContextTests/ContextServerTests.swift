import JSONCoding
import ModelContext
import Testing

/// The protocol by itself: a box with one tool, and lines in and out.
@Suite struct ContextServerTests {
  private struct Box: ToolBox {
    var items = 3
    let tools = [
      Tool(
        name: "count", title: "Count", description: "Counts.", input: .object(["type": .text("object")]),
        output: .object(["type": .text("object")]), effect: .reads)
    ]
    func call(_ call: ToolCall) -> ToolAnswer {
      if call.arguments["ask"] != nil, call.said["name"] == nil {
        return .failure(
          refusal("name is missing"),
          questions: [ToolQuestion(name: "name", schema: .object(["type": .text("string")]))])
      }
      return .document(
        .object([
          "items": .list((0..<items).map { .integer(Int64($0)) }), "said": call.said["name"] ?? .null,
        ]))
    }
    func refusal(_ message: String) -> JSONValue { .object(["message": .text(message)]) }
  }

  private static func server(items: Int = 3) -> ContextServer<Box> {
    ContextServer(name: "box", version: "1", instructions: "Count.", tools: Box(items: items))
  }

  private static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}"#

  private static func ask(_ line: String, _ server: inout ContextServer<Box>) throws -> JSONValue? {
    try server.answer(to: Array(line.utf8)).map { try decodeJSON(from: $0, at: "answer") }
  }

  private static func ask(_ line: String) throws -> JSONValue? {
    var server = server()
    return try ask(line, &server)
  }

  @Test(arguments: [
    ("nonsense", -32700), ("[]", -32600), ("7", -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600), (#"{"id":1,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"odd","params":{\#(meta)}}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"odd",\#(meta)}}"#, -32602),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2099-01-01"}}}"#,
      -32022
    ),
  ])
  func `what cannot be answered is refused by its number`(line: String, code: Int) throws {
    #expect(try Self.ask(line)?["error"]?["code"] == .integer(Int64(code)))
  }

  @Test(arguments: [
    "", "  \r", #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    #"{"jsonrpc":"2.0","id":9,"result":{}}"#,
  ])
  func `what wants no answer gets none`(line: String) throws {
    #expect(try Self.ask(line) == nil)
  }

  @Test func `a request without a session carries its version and learns who answers`() throws {
    let answer = try Self.ask(
      #"{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{\#(Self.meta)}}"#)
    #expect(answer?["result"]?["supportedVersions"] == .list([.text("2026-07-28")]))
    #expect(answer?["result"]?["resultType"] == .text("complete"))
    #expect(answer?["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == .text("box"))
  }

  @Test(arguments: [
    ("2025-03-26", "2025-03-26"), ("2025-11-25", "2025-11-25"), ("1999-01-01", "2025-11-25"),
    ("2026-07-28", "2025-11-25"),
  ])
  func `initialize settles a revision that has sessions`(wanted: String, settled: String) throws {
    var server = Self.server()
    let answer = try Self.ask(
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\#(wanted)"}}"#, &server)
    #expect(answer?["result"]?["protocolVersion"] == .text(settled))
    let call = try Self.ask(
      #"{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"count"}}"#, &server)
    #expect((call?["result"]?["structuredContent"] == nil) == (settled == "2025-03-26"))
    #expect(call?["id"] == .text("a"))
    let batch = try Self.ask(#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, &server)
    #expect((batch?["error"] == nil) == (settled == "2025-03-26"))
  }

  @Test func `a long list is handed out in pages that make it up again`() throws {
    var server = Self.server(items: 20_000)
    var cursor = ""
    var seen: [JSONValue] = []
    repeat {
      let arguments = cursor.isEmpty ? "{}" : #"{"cursor":"\#(cursor)"}"#
      let answer = try Self.ask(
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"count","arguments":\#(arguments),\#(Self.meta)}}"#,
        &server)
      let page = try #require(answer?["result"]?["structuredContent"])
      if case .list(let items)? = page["items"] { seen += items }
      if case .text(let next)? = page["next_cursor"] { cursor = next } else { cursor = "" }
    } while !cursor.isEmpty
    #expect(seen == (0..<20_000).map { .integer($0) })
    let stale = try Self.ask(
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"count","arguments":{"cursor":"5-abc"},\#(Self.meta)}}"#,
      &server)
    #expect(stale?["result"]?["isError"] == .boolean(true))
  }

  @Test func `what is missing is asked for once, and a refusal is taken`() throws {
    let call = #""name":"count","arguments":{"ask":1},\#(Self.meta)"#
    let asked = try Self.ask(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{\#(call)}}"#)
    #expect(asked?["result"]?["resultType"] == .text("input_required"))
    let said = try Self.ask(
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{\#(call),"inputResponses":{"answers":{"action":"accept","content":{"name":"x"}}}}}"#
    )
    #expect(said?["result"]?["structuredContent"]?["said"] == .text("x"))
    let refused = try Self.ask(
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{\#(call),"inputResponses":{"answers":{"action":"decline"}}}}"#
    )
    #expect(refused?["result"]?["isError"] == .boolean(true))
  }
}

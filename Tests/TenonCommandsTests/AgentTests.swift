import Foundation
import Testing
import TestSupport

/// The server for agents on streams that are given: what each tool answers, and that a plan writes nothing.
struct AgentTests {
  private static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  /// Calls tools one after the other in one server, and gives the result of each.
  private func call(_ calls: (tool: String, arguments: String)..., in scene: Scene) throws -> [Document] {
    let lines = zip(1..., calls).map { number, call in
      #"{"jsonrpc":"2.0","id":\#(number),"method":"tools/call","params":{"name":"\#(call.tool)","#
        + #""arguments":\#(call.arguments),\#(Self.meta)}}"#
    }
    let finished = try scene.tenon("mcp", input: lines.joined(separator: "\n") + "\n")
    #expect(finished.status == 0 && finished.errorText == "", "\(finished.errorText)")
    return try finished.text.split(separator: "\n").map { line in
      try Document(Finished(status: 0, output: Data(line.utf8), errors: Data()))
    }
  }

  private static let plan = (tool: "plan", arguments: #"{"action":"new","skeleton":"queue","name":"mail"}"#)

  @Test func `every tool is listed with what it takes and whether it changes something`() throws {
    let scene = try Scene()
    let asked = #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{\#(Self.meta)}}"# + "\n"
    let document = try Document(try scene.tenon("mcp", input: asked))
    #expect(
      document.texts("result.tools", "name") == [
        "status", "diff", "skeletons", "plan", "apply", "check", "handoff_create", "handoff_verify",
      ])
    #expect(document.flag("result.tools.3.annotations.readOnlyHint") == true)
    #expect(document.flag("result.tools.4.annotations.readOnlyHint") != true)
  }

  @Test func `a plan writes nothing, and its handle is carried out by the server that made it`() throws {
    let scene = try Scene()
    let planned = try scene.unchanged { try call(Self.plan, in: scene) }
    #expect(planned[0].text("result.structuredContent.schema") == "tenon.new/1")
    #expect(planned[0].text("result.structuredContent.state") == "planned")
    let handle = try #require(planned[0].text("result.structuredContent.handle"))
    let apply = (tool: "apply", arguments: #"{"handle":"\#(handle)"}"#)
    let alone = try scene.unchanged { try call(apply, in: scene) }
    #expect(alone[0].flag("result.isError") == true)
    #expect(alone[0].text("result.structuredContent.code") == "no-plan", "\(alone[0].root)")
    let answers = try call(Self.plan, apply, apply, ("status", "{}"), in: scene)
    #expect(answers[1].text("result.structuredContent.schema") == "tenon.apply/1")
    #expect(answers[2].text("result.structuredContent.code") == "no-plan")
    #expect(answers[3].text("result.structuredContent.units.0.id") == "queue/mail")
    #expect(scene.exists("queues/mail/start"))
  }

  @Test func `a refusal is an error document, and what is missing no question of a terminal's`() throws {
    let scene = try Scene.laidOut()
    let answers = try call(
      ("status", #"{"units":["gone"]}"#), Self.plan, ("plan", #"{"action":"rename","units":["mail"]}"#),
      ("handoff_verify", #"{"handoff":"abcd"}"#), in: scene)
    #expect(answers.allSatisfy { $0.flag("result.isError") == true })
    #expect(
      answers.map { $0.text("result.structuredContent.code") } == [
        "no-unit", "unit-exists", "missing-answer", "no-handoff",
      ])
  }

  @Test func `a line that is too long is refused, and the next is answered`() throws {
    let scene = try Scene()
    let long = String(repeating: " ", count: (4 << 20) + 1)
    let asked = #"{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{\#(Self.meta)}}"#
    let lines = try scene.tenon("mcp", input: "\(long)\n\(asked)\n").text.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("\"error\"") && lines[1].contains("\"id\":7"))
  }

  @Test func `a handoff is created and verified, and a check says how units are`() throws {
    let scene = try Scene()
    try scene.succeed("new", "queue", "mail")
    let answers = try call(
      ("handoff_create", #"{"title":"Add mail"}"#), ("check", "{}"), ("diff", "{}"), in: scene)
    let id = try #require(answers[0].text("result.structuredContent.id"), "\(answers[0].root)")
    #expect(answers[1].flag("result.structuredContent.good") == true)
    #expect(answers[2].texts("result.structuredContent.files", "path").contains("queues/mail/start"))
    let verified = try call(("handoff_verify", #"{"handoff":"\#(id)"}"#), in: scene)
    #expect(verified[0].flag("result.structuredContent.exact") == true, "\(verified[0].root)")
  }
}

import Collecting
import Diagnostics
import FileTrees
import Jobs
import JSONCoding
import ModelContext
import Skeletons
import Units

/// The tools that `tenon mcp` serves, and the plans that it keeps between two calls.
struct AgentTools: ToolBox {
  private static var all: [any AgentTool.Type] {
    [
      StatusTool.self, DiffTool.self, SkeletonsTool.self, PlanTool.self, ApplyTool.self, CheckTool.self,
      HandoffCreateTool.self, HandoffVerifyTool.self,
    ]
  }

  let tools: [Tool]
  private let plans = PlanStore()
  /// Determined for each call, since the time changes.
  private let process: () throws(Findings) -> ProcessEnvironment

  init(in process: @escaping () throws(Findings) -> ProcessEnvironment) throws(Findings) {
    var tools: [Tool] = []
    for tool in Self.all { tools.append(try tool.listed()) }
    self.tools = tools
    self.process = process
  }

  func call(_ call: ToolCall) -> ToolAnswer {
    let person = AgentQuestioner(said: call.said)
    do throws(Findings) {
      guard let index = tools.firstIndex(where: { $0.name == call.name }) else {
        throw Findings(Diagnostic(.usage, "unknown tool '\(quoted(call.name))'"))
      }
      let session = AgentSession(process: try process(), plans: plans, person: person)
      return .document(
        try TenonCommands.call(Self.all[index], call.arguments, listed: tools[index], in: session))
    } catch {
      return .failure(document(of: error), questions: person.open)
    }
  }

  func refusal(_ message: String) -> JSONValue { document(of: Findings(Diagnostic(.usage, message))) }

  private func document(of findings: Findings) -> JSONValue {
    do throws(Findings) {
      return try jsonValue(of: ErrorReport(findings))
    } catch {
      return .object(["schema": .text("tenon.error/1"), "errors": .list([])])
    }
  }
}

/// A document as the value that a tool answers with.
func jsonValue(of document: some Encodable) throws(Findings) -> JSONValue {
  try decodeJSON(from: try encodeJSON(document, pretty: false), at: "the answer")
}

/// Answers to a skeleton's questions as a person gave them in a form, and what is still to be asked.
final class AgentQuestioner: Questioner {
  private var said: [String: JSONValue]
  private(set) var open: [ToolQuestion] = []

  init(said: [String: JSONValue]) { self.said = said }

  /// A conflict is decided by arguments, never by a question.
  func ask(_ prompt: String) -> String? { nil }

  func tell(_ line: String) {}

  func edit(_ text: [UInt8], of path: RelativePath) throws(Findings) -> [UInt8] {
    throw Findings(Diagnostic(.usage, "an agent has no editor", at: Place(path.description)))
  }

  func ask(_ prompt: String, about variable: Variable) -> String? {
    if let answer = said.removeValue(forKey: variable.name) { return Self.text(of: answer) }
    if !open.contains(where: { $0.name == variable.name }) {
      open.append(ToolQuestion(name: variable.name, schema: variable.formSchema))
    }
    return nil
  }

  private static func text(of answer: JSONValue) -> String? {
    switch answer {
    case .text(let text): text
    case .boolean(let flag): String(flag)
    case .integer(let number): String(number)
    default: nil
    }
  }
}

extension Variable {
  /// What a form asks for: of a schema, the little that every client can show.
  fileprivate var formSchema: JSONValue {
    var schema: [String: JSONValue] = ["title": .text(name)]
    switch kind {
    case .boolean: schema["type"] = .text("boolean")
    case .integer: schema["type"] = .text("integer")
    default: schema["type"] = .text("string")
    }
    if kind == .choice { schema["enum"] = .list(rules.choices.map { .text($0) }) }
    let secret =
      kind == .secret ? "A reference to the secret, never the secret itself: vault_x, secrets/x, X" : ""
    let words = [help, secret].filter { !$0.isEmpty }.joined(separator: ". ")
    if !words.isEmpty { schema["description"] = .text(words) }
    return .object(schema)
  }
}

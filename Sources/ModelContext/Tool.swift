package import JSONCoding

/// What a client is told of a tool.
package struct Tool: Sendable {
  package let name: String
  package let title: String
  package let description: String
  /// The schema of its arguments, an object.
  package let input: JSONValue
  /// The schema of its structured answer, an object.
  package let output: JSONValue
  package let effect: Effect

  /// The effect of a call, as in MCP's tool annotations.
  package enum Effect: Sendable {
    case reads
    /// It writes only what was not there, or its own papers; the same call again changes nothing more.
    case adds
    /// It may overwrite and delete files.
    case changes
  }

  package init(
    name: String, title: String, description: String, input: JSONValue, output: JSONValue, effect: Effect
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.input = input
    self.output = output
    self.effect = effect
  }

  /// As `tools/list` has it.
  func json(for version: ProtocolVersion) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .text(name), "description": .text(description), "inputSchema": input,
      "annotations": annotations,
    ]
    if version.isStructured {
      members["title"] = .text(title)
      members["outputSchema"] = output
    }
    return .object(members)
  }

  private var annotations: JSONValue {
    .object([
      "readOnlyHint": .boolean(effect == .reads),
      "destructiveHint": .boolean(effect == .changes),
      "idempotentHint": .boolean(effect != .changes),
      // It works on files below one folder and never on a network.
      "openWorldHint": .boolean(false),
    ])
  }
}

/// A call of a tool, whose arguments are an object.
package struct ToolCall: Sendable {
  package let name: String
  package let arguments: [String: JSONValue]
  /// Answers to the questions of an earlier result, by the question's name.
  package let said: [String: JSONValue]

  /// A call without answers to earlier questions.
  package init(name: String, arguments: [String: JSONValue] = [:], said: [String: JSONValue] = [:]) {
    self.name = name
    self.arguments = arguments
    self.said = said
  }
}

/// What came of a call.
package enum ToolAnswer: Sendable {
  /// A document that the tool's output schema describes.
  case document(JSONValue)
  /// What went wrong, as a document, and what a person could be asked so that it goes well.
  case failure(JSONValue, questions: [ToolQuestion] = [])
}

/// Something that only a person can tell.
package struct ToolQuestion: Sendable {
  package let name: String
  /// The schema of its answer: a text, a number, true or false, or one of several words.
  package let schema: JSONValue

  /// A question of a form.
  package init(name: String, schema: JSONValue) {
    self.name = name
    self.schema = schema
  }
}

/// The tools of a server.
package protocol ToolBox {
  /// In the order in which they are listed, always the same.
  var tools: [Tool] { get }
  mutating func call(_ call: ToolCall) -> ToolAnswer
  /// The document that states what is wrong with a call.
  func refusal(_ message: String) -> JSONValue
}

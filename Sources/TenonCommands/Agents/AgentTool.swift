import Collecting
import Diagnostics
import Jobs
import JSONCoding
import ModelContext
import Units

/// A tool for agents: its members are its arguments, and it calls the job that its command calls.
protocol AgentTool: Decodable {
  static var name: String { get }
  static var title: String { get }
  /// What it is for, in a few sentences, for the model that chooses.
  static var words: String { get }
  static var effect: Tool.Effect { get }
  /// The arguments by name.
  static var argumentWords: [String: String] { get }
  /// The schemas of the documents it answers with, by name.
  static var documents: [String] { get }
  /// Members of its answer that no document has.
  static var moreMembers: [String: JSONValue] { get }

  func answer(in session: AgentSession) throws(Findings) -> JSONValue
}

/// What a call has besides its arguments.
struct AgentSession {
  let process: ProcessEnvironment
  let plans: PlanStore
  let person: AgentQuestioner
}

extension AgentTool {
  /// As it is listed; its schemas are those of its arguments and of its documents.
  static func listed() throws(Findings) -> Tool {
    Tool(
      name: name, title: title, description: words, input: try inputSchema(), output: try outputSchema(),
      effect: effect)
  }

  private static func inputSchema() throws(Findings) -> JSONValue {
    guard case .object(var schema) = try typeSchema(of: Self.self),
      case .object(var properties)? = schema["properties"]
    else { return .object(["type": .text("object")]) }
    var words = argumentWords
    if effect == .reads {
      properties["cursor"] = .object(["type": .text("string")])
      words["cursor"] = "next_cursor of the previous page"
    }
    for (name, said) in words {
      guard case .object(var property)? = properties[name] else { continue }
      property["description"] = .text(said)
      properties[name] = .object(property)
    }
    schema["properties"] = .object(properties)
    if schema["required"] == .list([]) { schema["required"] = nil }
    return .object(schema)
  }

  static var moreMembers: [String: JSONValue] { [:] }

  /// One of the documents, or an error: every member that any of them has, and which each must have.
  private static func outputSchema() throws(Findings) -> JSONValue {
    var properties: [String: JSONValue] = [:]
    var ways: [JSONValue] = []
    for name in documents {
      let schema = try DocumentSchema.named(name).schema()
      guard case .object(let members)? = schema["properties"] else { continue }
      properties.merge(members.mapValues(shallow)) { one, other in one == other ? one : .object([:]) }
      let way = JSONValue.object(["required": schema["required"] ?? .list([])])
      if !ways.contains(way) { ways.append(way) }
    }
    properties.merge(moreMembers) { own, _ in own }
    properties["errors"] = .object(["type": .text("array")])
    ways.append(.object(["required": .list([.text("code"), .text("errors")])]))
    properties["schema"] = .object(["enum": .list((documents + ["tenon.error/1"]).map { .text($0) })])
    if effect == .reads { properties["next_cursor"] = .object(["type": .text("string")]) }
    return .object([
      "type": .text("object"), "properties": .object(properties), "anyOf": .list(ways),
    ])
  }

  /// Clients read the list of tools at every start, so deeper levels are left to `tenon schema`.
  private static func shallow(_ schema: JSONValue) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    return .object(members.filter { ["type", "enum"].contains($0.key) })
  }
}

/// Reads a tool from its arguments and calls it.
func call<Chosen: AgentTool>(
  _ tool: Chosen.Type, _ arguments: [String: JSONValue], listed: Tool, in session: AgentSession
) throws(Findings) -> JSONValue {
  try check(arguments, against: listed.input)
  let read: Chosen = try decodeJSON(from: try encodeJSON(JSONValue.object(arguments)), at: "arguments")
  return try read.answer(in: session)
}

/// Throws for every argument that the tool does not have or that is of another type.
private func check(_ arguments: [String: JSONValue], against schema: JSONValue) throws(Findings) {
  guard case .object(let properties)? = schema["properties"] else { return }
  var faults: [Diagnostic] = []
  for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
    guard let property = properties[name] else {
      let near = nearest(to: name, among: properties.keys.sorted()).map { "did you mean '\($0)'?" }
      let all = "one of \(properties.keys.sorted().joined(separator: ", "))"
      faults.append(Diagnostic(.usage, "unknown argument '\(quoted(name))'", hint: near ?? all))
      continue
    }
    if let words = fault(in: value, against: property) {
      faults.append(Diagnostic(.usage, "argument '\(name)': \(words)"))
    }
  }
  if let findings = Findings(faults) { throw findings }
}

private func fault(in value: JSONValue, against property: JSONValue) -> String? {
  if case .list(let words)? = property["enum"], !words.contains(value) {
    let known = words.compactMap { if case .text(let word) = $0 { word } else { nil } }
    return "invalid value (expected one of: \(known.joined(separator: ", ")))"
  }
  let fits =
    switch (property["type"], value) {
    case (.text("string")?, .text), (.text("boolean")?, .boolean), (.text("integer")?, .integer),
      (.text("object")?, .object):
      true
    case (.text("array")?, .list(let items)):
      items.allSatisfy { item in property["items"].map { fault(in: item, against: $0) == nil } ?? true }
    case (nil, _): true
    default: false
    }
  return fits ? nil : "invalid value (expected \(words(for: property)), found \(value.kindWords))"
}

private func words(for property: JSONValue) -> String {
  switch property["type"] {
  case .text("string")?: "a text"
  case .text("boolean")?: "true or false"
  case .text("integer")?: "an integer"
  case .text("array")?: "a list of \(property["items"]?["type"] == .text("string") ? "texts" : "objects")"
  default: "an object"
  }
}

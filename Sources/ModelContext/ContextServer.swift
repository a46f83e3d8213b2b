import Diagnostics
import JSONCoding

/// A server of the Model Context Protocol on lines of text: one message a line in, one answer a line out.
///
/// It speaks the sessions of `initialize` and the requests without a session side by side, asks the client nothing by
/// itself, and knows neither a disk nor a clock: what tools do is their business.
package struct ContextServer<Tools: ToolBox> {
  private let name: String
  private let version: String
  private let instructions: String
  private var tools: Tools
  /// What `initialize` settled; nil before, and for clients that need none.
  private var session: ProtocolVersion?

  /// `instructions` tell the model what the tools are for.
  package init(name: String, version: String, instructions: String, tools: Tools) {
    self.name = name
    self.version = version
    self.instructions = instructions
    self.tools = tools
  }

  /// The line that answers a line, without its line feed; nil if there is no answer.
  package mutating func answer(to line: [UInt8]) -> [UInt8]? {
    let blank: Set<UInt8> = [0x20, 0x09, 0x0D]
    if line.allSatisfy(blank.contains) { return nil }
    do throws(RPCError) {
      let value = try Self.parsed(line)
      if case .list(let messages) = value { return try answer(toBatch: messages)?.line }
      return answer(to: value)?.line
    } catch {
      return error.json.line
    }
  }

  /// The answer to a line that is longer than the reader takes.
  package func answer(toLineBeyond limit: Int) -> [UInt8] {
    RPCError(.invalidRequest, "the line has more than \(limit) bytes").json.line
  }

  /// One message has far fewer values; each costs more than its bytes.
  private static var mostValues: Int { 1 << 16 }

  private static func parsed(_ line: [UInt8]) throws(RPCError) -> JSONValue {
    do throws(Findings) {
      return try decodeJSON(from: line, at: "message", mostValues: mostValues)
    } catch {
      throw RPCError(.parse, error.diagnostics.first?.message ?? "invalid JSON")
    }
  }

  private mutating func answer(toBatch messages: [JSONValue]) throws(RPCError) -> JSONValue? {
    guard session?.takesBatches == true, !messages.isEmpty else {
      throw RPCError(.invalidRequest, "a line must contain one message, not a list")
    }
    var answers: [JSONValue] = []
    for message in messages { if let answer = answer(to: message) { answers.append(answer) } }
    return answers.isEmpty ? nil : .list(answers)
  }

  private mutating func answer(to value: JSONValue) -> JSONValue? {
    do throws(RPCError) {
      guard case .request(let request) = try RPCMessage(value) else { return nil }
      do throws(RPCError) {
        let result = try result(of: request)
        return .object(["jsonrpc": .text("2.0"), "id": request.id, "result": result])
      } catch {
        var told = error
        told.id = request.id
        return told.json
      }
    } catch {
      return error.json
    }
  }
}

extension JSONValue {
  /// The message as one line.
  fileprivate var line: [UInt8] {
    do throws(Findings) {
      return try encodeJSON(self, pretty: false)
    } catch {
      return Array(#"{"error":{"code":-32603,"message":"not to be written"},"id":null,"jsonrpc":"2.0"}"#.utf8)
    }
  }
}

extension ContextServer {
  private mutating func result(of request: RPCRequest) throws(RPCError) -> JSONValue {
    guard case .object(let params) = request.params else {
      throw RPCError(.invalidParams, "params is \(request.params.kindWords), not an object")
    }
    if request.method == "initialize" { return initialized(params) }
    let context = try RequestContext(params, session: session)
    let members: [String: JSONValue]
    switch request.method {
    case "server/discover": members = try discovered(context)
    case "ping" where !context.version.isStateless: members = [:]
    case "tools/list": members = listed(context)
    case "tools/call": members = try called(params, context)
    default: throw RPCError(.methodNotFound, "unknown method '\(quoted(request.method))'")
    }
    return .object(context.version.isStateless ? members.merging(stamp) { own, _ in own } : members)
  }

  /// What every result of the stateless revision carries.
  private var stamp: [String: JSONValue] {
    [
      "resultType": .text("complete"),
      "_meta": .object(["io.modelcontextprotocol/serverInfo": information]),
    ]
  }

  private var information: JSONValue {
    .object(["name": .text(name), "title": .text(name), "version": .text(version)])
  }

  private mutating func initialized(_ params: [String: JSONValue]) -> JSONValue {
    var settled = ProtocolVersion.newestHandshake
    if case .text(let wanted)? = params["protocolVersion"], let known = ProtocolVersion(rawValue: wanted),
      !known.isStateless
    {
      settled = known
    }
    session = settled
    return .object([
      "protocolVersion": .text(settled.rawValue), "capabilities": Self.capabilities,
      "serverInfo": information, "instructions": .text(instructions),
    ])
  }

  private static var capabilities: JSONValue { .object(["tools": .object([:])]) }

  private func discovered(_ context: RequestContext) throws(RPCError) -> [String: JSONValue] {
    guard context.version.isStateless else {
      throw RPCError(.methodNotFound, "server/discover belongs to requests without a session")
    }
    return [
      "supportedVersions": .list(ProtocolVersion.stateless.map { .text($0.rawValue) }),
      "capabilities": Self.capabilities, "instructions": .text(instructions),
    ].merging(Self.caching) { own, _ in own }
  }

  /// The tools of one executable never change.
  private static var caching: [String: JSONValue] {
    ["ttlMs": .integer(3_600_000), "cacheScope": .text("public")]
  }

  private func listed(_ context: RequestContext) -> [String: JSONValue] {
    let list: [String: JSONValue] = ["tools": .list(tools.tools.map { $0.json(for: context.version) })]
    return context.version.isStateless ? list.merging(Self.caching) { own, _ in own } : list
  }
}

extension ContextServer {
  private mutating func called(
    _ params: [String: JSONValue], _ context: RequestContext
  ) throws(RPCError) -> [String: JSONValue] {
    guard case .text(let name)? = params["name"] else {
      throw RPCError(.invalidParams, "tools/call names no tool")
    }
    guard let tool = tools.tools.first(where: { $0.name == name }) else {
      let names = tools.tools.map(\.name).joined(separator: ", ")
      throw RPCError(.invalidParams, "unknown tool '\(quoted(name))' (expected one of: \(names))")
    }
    guard case .object(var arguments) = params["arguments"] ?? .object([:]) else {
      throw RPCError(.invalidParams, "the arguments of a tool must be an object")
    }
    var cursor: String?
    if tool.effect == .reads, case .text(let text)? = arguments.removeValue(forKey: "cursor") {
      cursor = text
    }
    let answer = tools.call(
      ToolCall(name: name, arguments: arguments, said: ElicitedForm.said(in: params["inputResponses"])))
    switch answer {
    case .document(let document):
      return page(of: document, from: cursor, pages: tool.effect == .reads, context)
    case .failure(let document, let questions):
      if !questions.isEmpty, context.canAsk, !ElicitedForm.isRefused(in: params["inputResponses"]) {
        return ElicitedForm.request(questions)
      }
      return Self.content(document, isError: true, context)
    }
  }

  /// A page of a reader's answer; what a writer did is told once, and as much of it as a page holds.
  private func page(
    of document: JSONValue, from cursor: String?, pages: Bool, _ context: RequestContext
  ) -> [String: JSONValue] {
    let page: AnswerPage
    do throws(StaleCursor) {
      page = try AnswerPage(of: document, from: cursor)
    } catch {
      return Self.content(tools.refusal(error.words), isError: true, context)
    }
    guard let next = page.next, case .object(var members) = page.document else {
      return Self.content(page.document, isError: false, context)
    }
    if pages { members["next_cursor"] = .text(next) } else { members["truncated"] = .boolean(true) }
    return Self.content(.object(members), isError: false, context)
  }

  private static func content(
    _ document: JSONValue, isError: Bool, _ context: RequestContext
  ) -> [String: JSONValue] {
    let text = String(decoding: (try? encodeJSON(document, pretty: false)) ?? [], as: UTF8.self)
    var result: [String: JSONValue] = [
      "content": .list([.object(["type": .text("text"), "text": .text(text)])]),
      "isError": .boolean(isError),
    ]
    if context.version.isStructured { result["structuredContent"] = document }
    return result
  }
}

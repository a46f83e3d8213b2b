import JSONCoding

/// One message of JSON-RPC 2.0 from the client.
enum RPCMessage {
  case request(RPCRequest)
  /// It wants no answer.
  case notification
  /// An answer to something, which this server never asks.
  case response

  /// Throws what the sender is told, where it is not a message at all.
  init(_ value: JSONValue) throws(RPCError) {
    guard case .object(let members) = value else {
      throw RPCError(.invalidRequest, "a message must be an object, not \(value.kindWords)")
    }
    let id = members["id"]
    guard case .text(let method)? = members["method"] else {
      if members["result"] != nil || members["error"] != nil {
        self = .response
        return
      }
      throw RPCError(.invalidRequest, "the message has no method", id: Self.usable(id))
    }
    guard members["jsonrpc"] == .text("2.0") else {
      throw RPCError(.invalidRequest, "the message is not JSON-RPC 2.0", id: Self.usable(id))
    }
    guard let id else {
      self = .notification
      return
    }
    guard let usable = Self.usable(id) else {
      throw RPCError(.invalidRequest, "the id of a request must be a text or an integer, not \(id.kindWords)")
    }
    self = .request(RPCRequest(id: usable, method: method, params: members["params"] ?? .object([:])))
  }

  private static func usable(_ id: JSONValue?) -> JSONValue? {
    switch id {
    case .text, .integer: id
    default: nil
    }
  }
}

/// A request, which is answered exactly once.
struct RPCRequest {
  let id: JSONValue
  let method: String
  let params: JSONValue
}

/// What a request could not be answered with.
struct RPCError: Error {
  let code: Code
  let message: String
  var id: JSONValue?
  var more: JSONValue?

  /// Numbers after the JSON-RPC 2.0 specification and MCP's schema.
  enum Code: Int64 {
    case parse = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case unsupportedVersion = -32022
  }

  init(_ code: Code, _ message: String, id: JSONValue? = nil, more: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.id = id
    self.more = more
  }

  /// The answer to the request that it is about, or to none.
  var json: JSONValue {
    var error: [String: JSONValue] = ["code": .integer(code.rawValue), "message": .text(message)]
    error["data"] = more
    return .object(["jsonrpc": .text("2.0"), "id": id ?? .null, "error": .object(error)])
  }
}

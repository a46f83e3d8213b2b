import Diagnostics
import JSONCoding

/// Which revision a request is of, and whether its client can ask a person.
struct RequestContext {
  let version: ProtocolVersion
  let canAsk: Bool

  private static let versionKey = "io.modelcontextprotocol/protocolVersion"
  private static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

  /// Reads what the request carries; one that carries nothing belongs to the session that `initialize` began.
  init(_ params: [String: JSONValue], session: ProtocolVersion?) throws(RPCError) {
    let carried = params["_meta"]?[Self.versionKey]
    if carried == nil, let session {
      version = session
      // Sessions ask with requests of the server's own, which this one never sends.
      canAsk = false
      return
    }
    guard case .text(let name)? = carried else {
      throw RPCError(.invalidParams, "the request lacks _meta.\(Self.versionKey), and no session was begun")
    }
    guard let known = ProtocolVersion(rawValue: name), known.isStateless else {
      throw RPCError(
        .unsupportedVersion, "unsupported protocol version '\(quoted(name))'",
        more: .object([
          "supported": .list(ProtocolVersion.allCases.map { .text($0.rawValue) }), "requested": .text(name),
        ]))
    }
    guard case .object(let capabilities)? = params["_meta"]?[Self.capabilitiesKey] else {
      throw RPCError(.invalidParams, "the request lacks _meta.\(Self.capabilitiesKey)")
    }
    version = known
    canAsk = Self.takesForms(capabilities["elicitation"])
  }

  /// An elicitation capability without modes means forms.
  private static func takesForms(_ capability: JSONValue?) -> Bool {
    guard case .object(let modes)? = capability else { return false }
    return modes.isEmpty || modes["form"] != nil
  }
}

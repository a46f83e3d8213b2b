/// A revision of the Model Context Protocol that the server speaks.
///
/// https://modelcontextprotocol.io/specification: up to 2025-11-25 a session begins with `initialize`; from 2026-07-28
/// on every request carries its version and there is no session.
package enum ProtocolVersion: String, Sendable, CaseIterable {
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// Those that need no `initialize`.
  static let stateless: [ProtocolVersion] = [.july2026]
  /// What `initialize` is answered with where the client's version is unknown here.
  static let newestHandshake = ProtocolVersion.november2025

  var isStateless: Bool { Self.stateless.contains(self) }
  /// Whether tools have titles and output schemas, and answers structured content.
  var isStructured: Bool { self != .march2025 }
  /// Whether a line may hold a list of messages.
  var takesBatches: Bool { self == .march2025 }
}

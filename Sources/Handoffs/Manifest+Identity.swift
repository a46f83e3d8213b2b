package import Diagnostics
import FileTrees
import GitReading
import JSONCoding

extension Manifest {
  /// The id that its contents have: the same work, from the same base, has the same id.
  package func identity() throws(Findings) -> String {
    try Self.identity(of: try decodeJSON(from: try encodeJSON(self, pretty: false), at: "handoff"))
  }

  /// The first 12 digits of the blob id of `{"base":…,"files":…,"roles":…}` as canonical JSON, the commit's trailers
  /// left out: the trailer holds the id itself.
  ///
  /// Works on the JSON, not on what was understood of it, so that nothing in a foreign manifest escapes the digest.
  static func identity(of manifest: JSONValue) throws(Findings) -> String {
    try digest(of: manifest, without: [["librarian", "commit", "trailers"]])
  }

  /// The id before there are commands, after which the librarian's papers are named: the commands name the papers,
  /// and the id covers the commands.
  func workIdentity() throws(Findings) -> String {
    let value: JSONValue = try decodeJSON(from: try encodeJSON(self, pretty: false), at: "handoff")
    return try Self.digest(
      of: value, without: [["librarian", "commit", "trailers"], ["librarian", "commands"]])
  }

  private static func digest(of manifest: JSONValue, without: [[String]]) throws(Findings) -> String {
    let roles = without.reduce(manifest["roles"] ?? .null) { $0.without($1[...]) }
    let work = JSONValue.object([
      "base": manifest["repository"]?["base"] ?? .null, "files": manifest["files"] ?? .null, "roles": roles,
    ])
    return String(blobID(of: try encodeJSON(work, pretty: false)).hex.prefix(12))
  }
}

extension JSONValue {
  /// The value without what stands at the end of a way of keys.
  fileprivate func without(_ way: ArraySlice<String>) -> JSONValue {
    guard case .object(var members) = self, let key = way.first else { return self }
    members[key] = way.count == 1 ? nil : members[key]?.without(way.dropFirst())
    return .object(members)
  }
}

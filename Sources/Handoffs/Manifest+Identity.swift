package import Diagnostics
import FileTrees
import JSONCoding
import Texts

extension Manifest {
  /// The placeholder for the id while it is not known.
  static let noID = String(repeating: "0", count: 12)

  /// The id that its contents have: the same work, from the same base, has the same id.
  package func identity() throws(Findings) -> String {
    try Self.identity(of: try decodeJSON(from: try encodeJSON(self, pretty: false), at: "handoff"))
  }

  /// The first 12 digits of the blob id of the manifest as canonical JSON (sorted keys, compact, slashes plain) without
  /// `created`, every occurrence of the id in it written as twelve zeros.
  ///
  /// Works on the JSON, not on what was understood of it, so that nothing in a foreign manifest escapes the digest.
  static func identity(of manifest: JSONValue) throws(Findings) -> String {
    guard case .object(var members) = manifest else { return noID }
    members["created"] = nil
    var bytes = try encodeJSON(JSONValue.object(members), pretty: false)
    if case .text(let id) = members["id"], id.utf8.count == noID.utf8.count {
      bytes.replace(Array(id.utf8), with: Array(noID.utf8))
    }
    return String(blobID(of: bytes).hex.prefix(12))
  }
}

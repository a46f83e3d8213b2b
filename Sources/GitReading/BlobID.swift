import CLibgit2
package import FileTrees

/// The id that git gives a blob of these bytes; no filter runs and no repository is needed.
package func blobID(of bytes: [UInt8]) -> ObjectID { objectID(of: bytes, type: GIT_OBJECT_BLOB) }

/// The id of any object; hashing in memory cannot fail once libgit2 runs.
func objectID(of bytes: [UInt8], type: git_object_t) -> ObjectID {
  var id = git_oid()
  do throws(GitError) {
    try check(.hash) {
      unsafe bytes.withUnsafeBytes { unsafe git_odb_hash(&id, $0.baseAddress, $0.count, type) }
    }
  } catch {
    preconditionFailure("hashing in memory failed: \(error.reason)")
  }
  return ObjectID(id)
}

extension ObjectID {
  init(_ id: git_oid) {
    let hex = unsafe withUnsafeBytes(of: id) { unsafe $0.map(Self.digits).joined() }
    self = ObjectID(hex: hex) ?? .zero
  }

  /// The same id as libgit2 holds it.
  var raw: git_oid {
    var id = git_oid()
    _ = unsafe git_oid_fromstr(&id, hex)
    return id
  }

  private static func digits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

package import CLibgit2
package import FileTrees

/// The id that git gives a file with these bytes; no repository is needed.
package func blobID(of bytes: [UInt8]) -> ObjectID { objectID(of: bytes, type: GIT_OBJECT_BLOB) }

/// The id of an object with these bytes; a commit or a tree must be in git's own form.
package func objectID(of bytes: [UInt8], type: git_object_t) -> ObjectID {
  var oid = git_oid()
  let status = unsafe git_odb_hash(&oid, bytes, bytes.count, type)
  precondition(status == 0, "git_odb_hash fails only for a type that is none of an object")
  return ObjectID(oid)
}

extension ObjectID {
  /// The id that libgit2 holds.
  package init(_ oid: git_oid) {
    self = unsafe withUnsafeBytes(of: oid.id) { bytes in
      unsafe ObjectID(
        UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
    }
  }

  /// As libgit2 takes it.
  package var oid: git_oid {
    var oid = git_oid()
    let bytes = rawBytes
    unsafe withUnsafeMutableBytes(of: &oid.id) { unsafe $0.copyBytes(from: bytes) }
    return oid
  }
}

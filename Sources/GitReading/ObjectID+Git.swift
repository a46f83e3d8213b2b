internal import CLibgit2
package import FileTrees

/// The id that git gives a file with these bytes; no repository is needed.
package func blobID(of bytes: [UInt8]) -> ObjectID { objectID(of: bytes, type: GIT_OBJECT_BLOB) }

/// The id of an object with these bytes; a commit or a tree must be in git's own form.
func objectID(of bytes: [UInt8], type: git_object_t) -> ObjectID {
  var oid = git_oid()
  let status = unsafe git_odb_hash(&oid, bytes, bytes.count, type)
  precondition(status == 0, "git_odb_hash fails only for a type that is none of an object")
  return ObjectID(oid)
}

extension ObjectID {
  init(_ oid: git_oid) {
    self.init(rawBytes: unsafe withUnsafeBytes(of: oid.id) { unsafe Array($0) })
  }

  /// From the 20 bytes that git writes in trees; of any other number it makes the zero id.
  init(rawBytes: some Collection<UInt8>) {
    let hex = rawBytes.flatMap { [hexDigits[Int($0 >> 4)], hexDigits[Int($0 & 15)]] }
    self = ObjectID(hex: String(decoding: hex, as: UTF8.self)) ?? .zero
  }

  /// The 20 bytes that git writes in trees.
  var rawBytes: [UInt8] {
    let values = hex.utf8.map {
      $0 < UInt8(ascii: "a") ? $0 - UInt8(ascii: "0") : $0 - UInt8(ascii: "a") + 10
    }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  /// As libgit2 takes it.
  var oid: git_oid {
    var oid = git_oid()
    let bytes = rawBytes
    unsafe withUnsafeMutableBytes(of: &oid.id) { unsafe $0.copyBytes(from: bytes) }
    return oid
  }
}

private let hexDigits = Array("0123456789abcdef".utf8)

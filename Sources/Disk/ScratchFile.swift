import Glibc
import SystemPackage

/// A file of its own for a program of the person's, which goes when it does.
package struct ScratchFile: ~Copyable {
  package let path: String

  /// Makes it in `folder`, for no one else to read, with the extension of `name` so that an editor knows the language.
  package init(
    holding bytes: [UInt8], endingLike name: some Collection<UInt8>, in folder: String
  ) throws(DiskError) {
    let ending = String(decoding: name, as: UTF8.self).split(separator: ".").dropFirst().last ?? ""
    let suffix = ending.isEmpty || !ending.allSatisfy { $0.isLetter || $0.isNumber } ? "" : ".\(ending)"
    var template = Array("\(folder)/tenon-XXXXXX\(suffix)".utf8CString)
    let file = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemps($0, Int32(suffix.utf8.count)) } ?? -1
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard file >= 0 else { throw DiskError(.write, bytes: Array(path.utf8), .failed(Errno(rawValue: errno))) }
    do {
      try FileDescriptor(rawValue: file).closeAfter { _ = try FileDescriptor(rawValue: file).writeAll(bytes) }
    } catch {
      throw DiskError(.write, bytes: Array(path.utf8), .failed(error as? Errno ?? .ioError))
    }
  }

  deinit { unsafe unlink(path) }
}

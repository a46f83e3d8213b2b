import Glibc
import SystemPackage

/// Reads a file that a person named, wherever it is and whatever it is: links are followed and pipes are waited for.
///
/// `-` is standard input. Throws above `limit` bytes.
package func readGivenFile(_ path: String, limit: Int) throws(DiskError) -> [UInt8] {
  do {
    if path == "-" { return try readAll(.standardInput, named: path, limit: limit) }
    let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    return try file.closeAfter { try readAll(file, named: path, limit: limit) }
  } catch let error as DiskError {
    throw error
  } catch {
    throw DiskError(.read, bytes: Array(path.utf8), .failed(error as? Errno ?? .ioError))
  }
}

private func readAll(_ file: FileDescriptor, named path: String, limit: Int) throws -> [UInt8] {
  var bytes: [UInt8] = []
  while bytes.count <= limit {
    let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    if piece.isEmpty { return bytes }
    bytes += piece
  }
  throw DiskError(.read, bytes: Array(path.utf8), .tooLarge(limit: limit))
}

/// Writes a file that a person named outside of any workspace, replacing what stands there.
package func writeGivenFile(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
  do {
    let file = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
    _ = try file.closeAfter { try file.writeAll(bytes) }
  } catch {
    throw DiskError(.write, bytes: Array(path.utf8), .failed(error as? Errno ?? .ioError))
  }
}

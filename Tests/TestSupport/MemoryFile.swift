import CTestSupport
package import Foundation

/// A file without a name that lies in memory: what work in this process reads and writes instead of its streams.
package struct MemoryFile: ~Copyable {
  package let descriptor: Int32

  /// Holds these bytes, with the next read at the first of them.
  package init(_ bytes: [UInt8] = []) throws {
    descriptor = open_memory_file()
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    try handle.write(contentsOf: bytes)
    try handle.seek(toOffset: 0)
  }

  deinit { close(descriptor) }

  /// All that it holds, from its beginning.
  package func contents() throws -> Data {
    try handle.seek(toOffset: 0)
    return try handle.readToEnd() ?? Data()
  }

  private var handle: FileHandle { FileHandle(fileDescriptor: descriptor, closeOnDealloc: false) }
}

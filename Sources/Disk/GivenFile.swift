import Glibc
import SystemPackage

/// Reads a file that a person named, anywhere and of any kind: links are followed, and a pipe is read to its end.
///
/// `-` is the standard input that is given. Throws above `limit` bytes, and never waits for someone to open the other end
/// of a pipe.
package func readGivenFile(
  _ path: String, limit: Int, standardInput: Int32 = 0
) throws(DiskError) -> [UInt8] {
  do {
    if path == "-" {
      let input = FileDescriptor(rawValue: standardInput)
      return try GivenFile(input, named: path, limit: limit).readAll()
    }
    // Opening a pipe would wait for a writer.
    let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
    return try file.closeAfter { try GivenFile(file, named: path, limit: limit).checked().readAll() }
  } catch let error as DiskError {
    throw error
  } catch {
    throw DiskError(.read, bytes: Array(path.utf8), .failed(error as? Errno ?? .ioError))
  }
}

/// A file that a person named, open.
private struct GivenFile {
  private let file: FileDescriptor
  private let path: String
  private let limit: Int
  private var isPipe = false

  init(_ file: FileDescriptor, named path: String, limit: Int) {
    self.file = file
    self.path = path
    self.limit = limit
  }

  /// The same, after checking that it is not a folder and that its reported size is within the limit.
  func checked() throws -> GivenFile {
    var status = stat()
    guard unsafe fstat(file.rawValue, &status) == 0 else { throw Errno.last }
    var checked = self
    checked.isPipe = status.st_mode & S_IFMT == S_IFIFO
    switch status.form {
    case .file where status.size > limit: throw failure(.tooLarge(limit: limit))
    case .folder: throw failure(.folder)
    case .file, .symlink, .special: return checked
    }
  }

  func readAll() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = try readSome()
      if piece.isEmpty {
        if isPipe && bytes.isEmpty { throw failure(.unwritten) }
        return bytes
      }
      bytes += piece
    }
    throw failure(.tooLarge(limit: limit))
  }

  /// What comes next; waits while someone holds the other end of a pipe, and for no device.
  private func readSome() throws -> [UInt8] {
    while true {
      do {
        return try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
          count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      } catch Errno.wouldBlock {
        guard isPipe else { throw failure(.special) }
        var event = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&event, 1, -1)
      }
    }
  }

  private func failure(_ reason: DiskError.Reason) -> DiskError {
    DiskError(.read, bytes: Array(path.utf8), reason)
  }
}

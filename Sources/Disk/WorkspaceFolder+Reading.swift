import CLinux
package import FileTrees
import Glibc
import SystemPackage

extension WorkspaceFolder {
  /// What is at a path, or nil if it does not exist.
  package func kind(at path: RelativePath) throws(DiskError) -> DiskKind? {
    do throws(DiskError) {
      let found = try open(path, for: .look, locate)
      return try kind(of: found, at: path)
    } catch {
      if error.isAbsence { return nil }
      throw error
    }
  }

  /// The bytes of a regular file; refused above `limit` bytes, and for anything that is not a regular file.
  ///
  /// A pipe or device is never opened for reading: it could block, or act.
  package func read(_ path: RelativePath, limit: Int) throws(DiskError) -> [UInt8] {
    let size = try checkIsFile(try open(path, for: .read, locate), at: path, limit: limit)
    return try content(at: path, size: size, limit: limit)
  }

  /// What is at a path, with the bytes of a regular file in the same look; nil if it does not exist.
  ///
  /// Refused above `limit` bytes.
  package func look(at path: RelativePath, limit: Int) throws(DiskError) -> DiskLook? {
    do throws(DiskError) {
      let found = try open(path, for: .look, locate)
      let status = try status(of: found, at: path)
      let kind = try kind(of: found, status, at: path)
      let bytes = kind.isFile ? try content(at: path, size: status.size, limit: limit) : []
      return DiskLook(kind: kind, attributes: FileAttributes(status), bytes: bytes)
    } catch {
      if error.isAbsence { return nil }
      throw error
    }
  }

  /// The bytes of what is known to be a regular file of this size.
  private func content(at path: RelativePath, size: Int, limit: Int) throws(DiskError) -> [UInt8] {
    guard size <= limit else { throw DiskError(.read, path, .tooLarge(limit: limit)) }
    let file = try open(path, for: .read, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    let size = try checkIsFile(file, at: path, limit: limit)
    return try bytes(of: file, at: path, expected: size, limit: limit)
  }

  /// The names in a folder, or in this one, in byte order; none if there is no such folder.
  package func names(in folder: RelativePath?) throws(DiskError) -> [[UInt8]] {
    do throws(DiskError) {
      let opened = try open(folder, for: .list, O_RDONLY | O_DIRECTORY | O_NONBLOCK)
      return try diagnosing(.list, folder) { () throws(Errno) in try Listing(opened).names() }
    } catch {
      if error.isAbsence { return [] }
      throw error
    }
  }

  /// Everything directly in a folder, or in this one, in byte order of the names.
  package func list(_ folder: RelativePath?) throws(DiskError) -> [DiskItem] {
    let opened = try open(folder, for: .list, O_RDONLY | O_DIRECTORY | O_NONBLOCK)
    var items: [DiskItem] = []
    for name in try diagnosing(.list, folder, { () throws(Errno) in try Listing(opened).names() }) {
      let path = folder.map { RelativePath(name: name, in: $0) } ?? RelativePath(name: name)
      // What is gone since it was listed is not there.
      if let path, let kind = try kind(at: path) { items.append(DiskItem(path: path, kind: kind)) }
    }
    return items
  }

  private func checkIsFile(
    _ file: borrowing Descriptor, at path: RelativePath, limit: Int
  ) throws(DiskError) -> Int {
    switch try kind(of: file, at: path) {
    case .file(_, let size) where size <= limit: return size
    case .file: throw DiskError(.read, path, .tooLarge(limit: limit))
    case .symlink: throw DiskError(.read, path, .symlink(path))
    case .folder: throw DiskError(.read, path, .folder)
    case .special: throw DiskError(.read, path, .special)
    }
  }

  private func kind(of found: borrowing Descriptor, at path: RelativePath) throws(DiskError) -> DiskKind {
    try kind(of: found, try status(of: found, at: path), at: path)
  }

  private func kind(
    of found: borrowing Descriptor, _ status: stat, at path: RelativePath
  ) throws(DiskError) -> DiskKind {
    switch status.form {
    case .file: return .file(executable: status.isExecutable, size: status.size)
    case .symlink: return .symlink(target: try target(of: found, at: path))
    case .folder: return .folder
    case .special: return .special
    }
  }

  func status(of found: borrowing Descriptor, at path: RelativePath) throws(DiskError) -> stat {
    try diagnosing(.look, path) { () throws(Errno) in try found.status() }
  }

  private func target(of link: borrowing Descriptor, at path: RelativePath) throws(DiskError) -> [UInt8] {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlinkat(link.number, "", &bytes, bytes.count)
    guard count >= 0 else { throw DiskError(.look, path, .failed(.last)) }
    return bytes[..<count].map { UInt8(bitPattern: $0) }
  }

  /// Reads to the end, one byte past `limit` at most: the file may grow while it is read.
  private func bytes(
    of file: borrowing Descriptor, at path: RelativePath, expected: Int, limit: Int
  ) throws(DiskError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: expected + 1)
    var filled = 0
    while true {
      let count = try readOnce(file, into: &bytes, from: filled, at: path)
      filled += count
      if count == 0 {
        bytes.removeLast(bytes.count - filled)
        return bytes
      }
      guard filled <= limit else { throw DiskError(.read, path, .tooLarge(limit: limit)) }
      if filled == bytes.count { bytes += [UInt8](repeating: 0, count: max(4096, filled)) }
    }
  }

  private func readOnce(
    _ file: borrowing Descriptor, into bytes: inout [UInt8], from start: Int, at path: RelativePath
  ) throws(DiskError) -> Int {
    let number = file.number
    return try diagnosing(.read, path) { () throws(Errno) in
      try retrying {
        unsafe bytes.withUnsafeMutableBytes { buffer in
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
          return unsafe Glibc.read(number, rest.baseAddress, rest.count)
        }
      }
    }
  }
}

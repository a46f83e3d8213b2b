import Glibc
import SystemPackage

/// Writes a file that a person named outside of any workspace, replacing what is there.
///
/// A file gives way to a new one with its permissions, so that neither a read-only file nor a full disk leaves half of
/// anything; a link stays one, and a pipe or device is written to.
package func writeGivenFile(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
  do {
    let target = GivenTarget(path)
    if target.isReplaceable, try target.replace(with: bytes) { return ThisProcess.noteWriting() }
    try target.write(bytes)
    ThisProcess.noteWriting()
  } catch {
    throw DiskError(.write, bytes: Array(path.utf8), .failed(error as? Errno ?? .ioError))
  }
}

/// Where a person wants a file, links followed.
private struct GivenTarget {
  private let path: String
  /// Nil if nothing is there.
  private let status: stat?

  init(_ named: String) {
    path = resolvedFile(named) ?? named
    var found = stat()
    status = unsafe stat(cPath(path.utf8), &found) == 0 ? found : nil
  }

  var isReplaceable: Bool { status.map { $0.form == .file } ?? true }

  /// Returns false if nothing can be created beside it, as in a folder that has a different owner.
  func replace(with bytes: [UInt8]) throws -> Bool {
    let draft = FilePath(path).removingLastComponent().appending(
      ".\(FilePath(path).lastComponent?.string ?? "").\(getpid()).part")
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(
        draft, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
    } catch {
      return false
    }
    do {
      try file.closeAfter {
        try file.writeAll(bytes)
        if let status { try keepAttributes(status, of: file) }
      }
      guard unsafe rename(draft.string, path) == 0 else { throw Errno.last }
      return true
    } catch {
      unsafe unlink(draft.string)
      throw error
    }
  }

  private func keepAttributes(_ status: stat, of file: FileDescriptor) throws {
    // Only root may give files away; anyone else keeps what is theirs.
    _ = fchown(file.rawValue, status.st_uid, status.st_gid)
    guard fchmod(file.rawValue, status.st_mode & 0o7777) == 0 else { throw Errno.last }
  }

  /// Writes into what is there.
  func write(_ bytes: [UInt8]) throws {
    let file = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
      permissions: FilePermissions(rawValue: 0o666))
    _ = try file.closeAfter { try file.writeAll(bytes) }
  }
}

/// The file that a path names, absolute and with every link resolved; nil if nothing is there.
private func resolvedFile(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

import CLinux
package import FileTrees
import Glibc
import SystemPackage

extension WorkspaceFolder {
  /// Carries out one operation, or throws and has changed nothing but what a half-written file leaves.
  package func perform(_ operation: DiskOperation) throws(DiskError) {
    switch operation {
    case .makeFolder(let path, let permissions): try makeFolder(path, permissions)
    case .write(let path, let bytes, let executable, let like):
      try write(path, bytes, executable: executable, like: like)
    case .move(let path, let target): try move(path, to: target)
    case .exchange(let path, let other): try exchange(path, other)
    case .remove(let path): try remove(path, .remove, flags: 0)
    case .removeFolder(let path): try remove(path, .remove, flags: AT_REMOVEDIR)
    case .sync(let paths): try sync(paths)
    case .syncAll: try syncAll()
    }
  }

  /// Permissions and owner of what stands at a path.
  package func attributes(at path: RelativePath) throws(DiskError) -> FileAttributes {
    let status = try status(of: try open(path, for: .look, locate), at: path)
    return FileAttributes(
      permissions: UInt32(status.st_mode & 0o7777), user: status.st_uid, group: status.st_gid,
      size: Int(status.st_size))
  }

  /// Which file stands at a path; nil where none does.
  package func identity(at path: RelativePath) throws(DiskError) -> FileIdentity? {
    do throws(DiskError) {
      let status = try status(of: try open(path, for: .look, locate), at: path)
      return FileIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    } catch {
      if error.isAbsence { return nil }
      throw error
    }
  }

  /// The id of the file system that a path lies on, which outlasts a reboot; 0 where it has none.
  package func fileSystem(at path: RelativePath) throws(DiskError) -> UInt {
    let opened = try open(path, for: .look, locate)
    var id: UInt64 = 0
    try check(.look, path) { unsafe tenon_file_system(opened.number, &id) }
    return UInt(id)
  }

  /// When what stands at a path was made, in nanoseconds since 1970; nil where the file system does not say.
  package func birth(at path: RelativePath) throws(DiskError) -> Int? {
    let opened = try open(path, for: .look, locate)
    let nanoseconds = tenon_birth(opened.number)
    return nanoseconds > 0 ? Int(nanoseconds) : nil
  }

  private func makeFolder(_ path: RelativePath, _ permissions: UInt32?) throws(DiskError) {
    let parent = try parent(of: path, for: .makeFolder)
    try check(.makeFolder, path) { unsafe mkdirat(parent.number, cPath(path.name), 0o777) }
    guard let permissions else { return }
    try check(.makeFolder, path) { unsafe fchmodat(parent.number, cPath(path.name), permissions, 0) }
  }

  private func write(
    _ path: RelativePath, _ bytes: [UInt8], executable: Bool, like: FileAttributes?
  ) throws(DiskError) {
    // Nobody else reads it before it has the permissions of the file whose place it takes.
    let mode: mode_t = like != nil ? 0o600 : executable ? 0o777 : 0o666
    let file = try open(path, for: .write, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    try write(bytes, to: file, at: path)
    guard let like else { return }
    // Only root may give files away; anybody else keeps what is theirs.
    _ = fchown(file.number, like.user, like.group)
    try check(.write, path) { fchmod(file.number, like.permissions(executable: executable)) }
  }

  func write(_ bytes: [UInt8], to file: borrowing Descriptor, at path: RelativePath) throws(DiskError) {
    let number = file.number
    var written = 0
    while written < bytes.count {
      written += try diagnosing(.write, path) { () throws(Errno) in
        try retrying {
          unsafe bytes.withUnsafeBytes { buffer in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
            return unsafe Glibc.write(number, rest.baseAddress, rest.count)
          }
        }
      }
    }
  }

  private func exchange(_ path: RelativePath, _ other: RelativePath) throws(DiskError) {
    let here = try parent(of: path, for: .exchange)
    let there = try parent(of: other, for: .exchange)
    do throws(DiskError) {
      try check(.exchange, other) {
        unsafe tenon_exchange(here.number, cPath(path.name), there.number, cPath(other.name))
      }
    } catch {
      throw error.meansUnknown ? DiskError(.exchange, other, .notSupported) : error
    }
  }

  private func remove(_ path: RelativePath, _ attempt: DiskError.Attempt, flags: CInt) throws(DiskError) {
    let parent = try parent(of: path, for: attempt)
    try check(attempt, path) { unsafe unlinkat(parent.number, cPath(path.name), flags) }
  }

  /// The folder that holds a path, open only to go through it.
  func parent(of path: RelativePath, for attempt: DiskError.Attempt) throws(DiskError) -> Descriptor {
    do throws(DiskError) {
      return try open(path.parent, for: attempt, locate | O_DIRECTORY)
    } catch {
      throw DiskError(attempt, path, error.reason)
    }
  }

  func check(
    _ attempt: DiskError.Attempt, _ path: RelativePath?, _ call: () -> CInt
  ) throws(DiskError) {
    _ = try diagnosing(attempt, path) { () throws(Errno) in try retrying { Int(call()) } }
  }
}

extension DiskError {
  /// Whether the file system or kernel does not know the call or its flag (renameat2(2)).
  var meansUnknown: Bool {
    [.failed(.invalidArgument), .failed(.noFunction), .failed(.notSupportedOnSocket)].contains(reason)
  }
}

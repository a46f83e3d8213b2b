import CLinux
package import FileTrees
import Glibc
import SystemPackage

extension WorkspaceFolder {
  /// Permissions, owner and size of what is at a path.
  package func attributes(at path: RelativePath) throws(DiskError) -> FileAttributes {
    FileAttributes(try status(of: try open(path, for: .look, locate), at: path))
  }

  /// Which file is at a path; nil if there is none.
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

  /// When the entry at a path was created, in nanoseconds since 1970; nil if the file system does not report it.
  package func birth(at path: RelativePath) throws(DiskError) -> Int? {
    let opened = try open(path, for: .look, locate)
    let nanoseconds = tenon_birth(opened.number)
    return nanoseconds > 0 ? Int(nanoseconds) : nil
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

extension FileAttributes {
  init(_ status: stat) {
    self.init(
      permissions: UInt32(status.st_mode & 0o7777), user: status.st_uid, group: status.st_gid,
      size: status.size)
  }
}

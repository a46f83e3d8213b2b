import CLinux
package import FileTrees
import Glibc
import SystemPackage

/// A file that one process at a time holds (flock(2)); the kernel lets go of it when the process ends, however it ends.
package struct FileLock: ~Copyable {
  private let descriptor: Descriptor

  /// Takes the lock, making its file if there is none; nil if someone else holds it.
  package init?(at path: RelativePath, in folder: WorkspaceFolder) throws(DiskError) {
    while true {
      let file = try folder.open(path, for: .lock, O_RDWR | O_CREAT | O_NONBLOCK, mode: 0o666)
      do throws(DiskError) {
        try folder.check(.lock, path) { tenon_lock(file.number) }
      } catch {
        if error.reason == .failed(.wouldBlock) { return nil }
        throw error
      }
      // The one who held it may have removed the file: then what was locked is not what others will find.
      let status = try folder.status(of: file, at: path)
      let identity = FileIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
      if try folder.identity(at: path) == identity {
        descriptor = file
        return
      }
    }
  }

  /// Replaces what the file states.
  package func write(
    _ bytes: [UInt8], at path: RelativePath, in folder: WorkspaceFolder
  ) throws(DiskError) {
    try folder.check(.lock, path) { ftruncate(descriptor.number, 0) }
    try folder.check(.lock, path) { CInt(lseek(descriptor.number, 0, SEEK_SET)) }
    try FolderWriter(folder).write(bytes, to: descriptor, at: path)
  }
}

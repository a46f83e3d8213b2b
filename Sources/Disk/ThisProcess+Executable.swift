import Glibc

extension ThisProcess {
  /// Numbers that differ between two builds of this executable: its size, its identity and when it was written.
  package static let executableStamp: [UInt64] = {
    var status = stat()
    guard unsafe stat("/proc/self/exe", &status) == 0 else { return [] }
    return [
      UInt64(status.st_size), UInt64(status.st_ino), UInt64(status.st_dev),
      UInt64(bitPattern: Int64(status.st_mtim.tv_sec)), UInt64(bitPattern: Int64(status.st_mtim.tv_nsec)),
    ]
  }()
}

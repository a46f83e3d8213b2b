internal import Glibc

extension FileStamp {
  /// The stamp of what is at a path now, or nil if there is nothing; a symlink is not followed.
  init?(at path: [CChar]) { unsafe self.init(at: path, from: AT_FDCWD) }

  /// The same of a path below an open folder.
  init?(at path: UnsafePointer<CChar>, from folder: CInt) {
    var status = stat()
    guard unsafe fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    size = UInt32(truncatingIfNeeded: status.st_size)
    modified = Moment(status.st_mtim)
    changed = Moment(status.st_ctim)
    node = UInt32(truncatingIfNeeded: status.st_ino)
    mode = GitMode(bits: status.st_mode)
  }
}

extension FileStamp.Moment {
  /// The index keeps 32 bits.
  init(_ time: timespec) {
    self.init(
      seconds: Int32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
  }
}

package import FileTrees

/// One change on disk, as data: it can be shown, counted, and made to fail by a test before it happens.
package enum DiskOperation: Hashable, Sendable {
  /// Makes a folder whose parent is; without permissions it gets what the umask leaves.
  case makeFolder(RelativePath, permissions: UInt32? = nil)
  /// Creates a file; `like` has the attributes of the file that it is to replace.
  case write(RelativePath, [UInt8], executable: Bool, like: FileAttributes? = nil)
  /// Renames a file or folder; never replaces an existing one.
  case move(RelativePath, to: RelativePath)
  /// Lets two files change places in one step.
  case exchange(RelativePath, RelativePath)
  case remove(RelativePath)
  /// Removes a folder that holds nothing.
  case removeFolder(RelativePath)
  /// Waits until these files and folders are on disk; for a file that is new, its folder is one of them.
  case sync([RelativePath])
  /// Waits until everything on the file system is on disk.
  case syncAll
}

/// Whose a file is and who may do what with it.
package struct FileAttributes: Hashable, Sendable {
  package let permissions: UInt32
  package let user: UInt32
  package let group: UInt32
  /// In bytes.
  package let size: Int

  /// The same permissions with x where git would put it: for everyone who may read, or for no one.
  ///
  /// Where the file is as executable already as wanted, its bits stay as they are.
  func permissions(executable: Bool) -> UInt32 {
    if (permissions & 0o100 != 0) == executable { return permissions }
    return executable ? permissions | (permissions & 0o444) >> 2 : permissions & ~0o111
  }
}

/// Which file it is, independently of its name: two names with one identity are one file.
package struct FileIdentity: Hashable, Sendable {
  package let device: UInt
  package let inode: UInt
}

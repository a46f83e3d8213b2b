import CLinux
import FileTrees
import Glibc
import SystemPackage

/// Changes what lies below an open folder, one operation after the other.
package struct FolderWriter {
  let folder: WorkspaceFolder
  let kept: KeptFolder?

  /// Writes below this folder, and reaches what is in a folder that is `kept` open from there.
  package init(_ folder: WorkspaceFolder, knowing kept: KeptFolder? = nil) {
    self.folder = folder
    self.kept = kept
  }

  /// Applies one operation, or throws and has changed nothing but what a half-written file leaves.
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

  private func makeFolder(_ path: RelativePath, _ permissions: UInt32?) throws(DiskError) {
    let parent = try folder.parent(of: path, for: .makeFolder)
    try folder.check(.makeFolder, path) { unsafe mkdirat(parent.number, cPath(path.name), 0o777) }
    guard let permissions else { return }
    try folder.check(.makeFolder, path) { unsafe fchmodat(parent.number, cPath(path.name), permissions, 0) }
  }

  private func write(
    _ path: RelativePath, _ bytes: [UInt8], executable: Bool, like: FileAttributes?
  ) throws(DiskError) {
    // No one else reads it before it has the permissions of the file whose place it takes.
    let mode: mode_t = like != nil ? 0o600 : executable ? 0o777 : 0o666
    let file = try create(path, mode)
    try write(bytes, to: file, at: path)
    guard let like else { return }
    // Only root may give files away; anyone else keeps what is theirs.
    _ = fchown(file.number, like.user, like.group)
    try folder.check(.write, path) { fchmod(file.number, like.permissions(executable: executable)) }
  }

  private func create(_ path: RelativePath, _ mode: mode_t) throws(DiskError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL
    guard let kept, let name = kept.name(of: path) else {
      return try folder.open(path, for: .write, flags, mode: mode)
    }
    do throws(DiskError) {
      return try kept.folder.open(name, for: .write, flags, mode: mode)
    } catch {
      throw error.at(path)
    }
  }

  /// Calls with the numbers of the folders that hold two paths, open only to go through them.
  func inParents(
    of path: RelativePath, and other: RelativePath, for attempt: DiskError.Attempt,
    _ body: (CInt, CInt) throws(DiskError) -> Void
  ) throws(DiskError) {
    try inParent(of: path, for: attempt) { here throws(DiskError) in
      try inParent(of: other, for: attempt) { there throws(DiskError) in try body(here, there) }
    }
  }

  private func inParent(
    of path: RelativePath, for attempt: DiskError.Attempt, _ body: (CInt) throws(DiskError) -> Void
  ) throws(DiskError) {
    if let kept, kept.name(of: path) != nil { return try body(kept.folder.descriptor.number) }
    let parent = try folder.parent(of: path, for: attempt)
    try body(parent.number)
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
    try inParents(of: path, and: other, for: .exchange) { here, there throws(DiskError) in
      do throws(DiskError) {
        try folder.check(.exchange, other) {
          unsafe tenon_exchange(here, cPath(path.name), there, cPath(other.name))
        }
      } catch {
        throw error.meansUnknown ? DiskError(.exchange, other, .notSupported) : error
      }
    }
  }

  private func remove(_ path: RelativePath, _ attempt: DiskError.Attempt, flags: CInt) throws(DiskError) {
    let parent = try folder.parent(of: path, for: attempt)
    try folder.check(attempt, path) { unsafe unlinkat(parent.number, cPath(path.name), flags) }
  }
}

extension DiskError {
  /// Whether the file system or kernel does not know the call or its flag (renameat2(2)).
  var meansUnknown: Bool {
    [.failed(.invalidArgument), .failed(.noFunction), .failed(.notSupportedOnSocket)].contains(reason)
  }
}

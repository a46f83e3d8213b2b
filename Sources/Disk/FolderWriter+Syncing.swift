import CLinux
import FileTrees
import Glibc
import SystemPackage

extension FolderWriter {
  /// Waits until the kernel has all of these on disk, or the whole file system where one of them cannot be asked for.
  ///
  /// Writing starts for all before the first is waited for: a journal is then committed once and not once a file.
  func sync(_ paths: [RelativePath]) throws(DiskError) {
    let files = paths.map(openToSync)
    if paths.count > 1 {
      for case let file? in files { tenon_start_sync(file.number) }
    }
    for (path, file) in zip(paths, files) {
      guard let file else { return try syncAll() }
      do throws(DiskError) {
        try folder.check(.sync, path) { fsync(file.number) }
      } catch {
        // Some network and user-space file systems know no fsync(2) of a folder.
        guard error.meansUnknown else { throw error }
        return try syncAll()
      }
    }
  }

  /// syncfs(2): waits for what others write on the same file system, too.
  func syncAll() throws(DiskError) {
    try folder.check(.sync, nil) { tenon_sync_all(folder.descriptor.number) }
  }

  /// Nil if it cannot be read, or has gone or been replaced meanwhile.
  private func openToSync(_ path: RelativePath) -> OpenFile? {
    do throws(DiskError) {
      return OpenFile(try folder.open(path.isRoot ? nil : path, for: .sync, O_RDONLY | O_NONBLOCK))
    } catch {
      return nil
    }
  }
}

/// One of several files that are open at the same time.
private final class OpenFile {
  private let descriptor: Descriptor

  init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  var number: CInt { descriptor.number }
}

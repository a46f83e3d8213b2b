import CLinux
import Glibc
import SystemPackage

/// An open folder, such as a workspace's root: the only way to what is below it.
///
/// Every path is resolved by the kernel below this folder, at the moment of use, with no symbolic link followed in any
/// component (openat2(2)), so that nothing outside is reached even if a component is swapped. The folder itself may be
/// named through symbolic links.
package final class WorkspaceFolder: Sendable {
  let descriptor: Descriptor

  package init(at path: String) throws(DiskError) {
    let bytes = Array(path.utf8)
    guard !bytes.contains(0) else { throw DiskError(.open, bytes: bytes, .failed(.invalidArgument)) }
    let number = unsafe Glibc.open(cPath(bytes), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw DiskError(.open, bytes: bytes, .failed(.last)) }
    descriptor = Descriptor(owning: number)
  }

  init(owning descriptor: consuming Descriptor) { self.descriptor = descriptor }

  /// The same open folder once more, for an owner of its own.
  package init(sharing other: WorkspaceFolder) throws(DiskError) {
    let number = fcntl(other.descriptor.number, F_DUPFD_CLOEXEC, 0)
    guard number >= 0 else { throw DiskError(.open, nil, .failed(.last)) }
    descriptor = Descriptor(owning: number)
  }
}

/// Whether a folder is at a path of the machine, symbolic links followed.
package func folderExists(at path: String) -> Bool {
  var status = stat()
  let result = unsafe stat(cPath(path.utf8), &status)
  return result == 0 && status.form == .folder
}

/// Whether anything is at a path of the machine, symbolic links followed.
package func fileExists(at path: String) -> Bool { unsafe access(cPath(path.utf8), F_OK) == 0 }

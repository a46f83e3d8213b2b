package import FileTrees
import Glibc

/// What is at a path, seen without following a symbolic link.
package enum DiskKind: Hashable, Sendable {
  case file(executable: Bool, size: Int)
  case symlink(target: [UInt8])
  case folder
  /// A pipe, a socket or a device.
  case special

  package var isFile: Bool {
    if case .file = self { true } else { false }
  }
}

/// What was found at a path when it was looked at once.
package struct DiskLook: Sendable {
  package let kind: DiskKind
  package let attributes: FileAttributes
  /// Those of a regular file; of anything else none.
  package let bytes: [UInt8]
}

/// One name in a folder.
package struct DiskItem: Hashable, Sendable {
  package let path: RelativePath
  package let kind: DiskKind

  package init(path: RelativePath, kind: DiskKind) {
    self.path = path
    self.kind = kind
  }

  /// The last component of the path.
  package var name: ArraySlice<UInt8> { path.name }
}

extension stat {
  enum Form { case file, symlink, folder, special }

  var form: Form {
    switch st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFLNK: .symlink
    case S_IFDIR: .folder
    default: .special
    }
  }

  /// Git's rule: the owner's x bit counts.
  var isExecutable: Bool { st_mode & S_IXUSR != 0 }

  var size: Int { Int(st_size) }
}

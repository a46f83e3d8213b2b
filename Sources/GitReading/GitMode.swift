package import FileTrees

/// A mode of an entry in git's trees and index.
package enum GitMode: Hashable, Sendable {
  case file(FileMode)
  /// Another repository at this path, of which git records the commit.
  case submodule
  case tree

  /// What git makes of a mode that it reads (`create_ce_mode` in object.h): old trees hold `100664` and the like.
  init(bits: UInt32) {
    switch bits & 0o170000 {
    case 0o100000: self = .file(bits & 0o100 == 0 ? .regular : .executable)
    case 0o120000: self = .file(.symlink)
    case 0o040000: self = .tree
    default: self = .submodule
    }
  }

  /// As git writes it, in octal.
  package var text: String {
    switch self {
    case .file(let mode): mode.rawValue
    case .submodule: "160000"
    case .tree: "40000"
    }
  }

  /// Nil for what is not a blob.
  package var fileMode: FileMode? {
    if case .file(let mode) = self { mode } else { nil }
  }
}

/// What a tree or the index holds at a path.
package struct TreeEntry: Hashable, Sendable {
  package let mode: GitMode
  package let id: ObjectID

  package init(mode: GitMode, id: ObjectID) {
    self.mode = mode
    self.id = id
  }
}

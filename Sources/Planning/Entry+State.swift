package import FileTrees
import GitReading
import Texts

extension Entry {
  /// What an apply expects to find: kind, executable bit, and the blob id of the bytes in the working tree.
  package var worktreeState: FileState {
    switch self {
    case .file(let content, let executable): .file(content.worktreeID, executable: executable)
    case .symlink(let target): .symlink(target: target)
    case .folder: .folder
    case .repository, .special: .other
    }
  }
}

extension FileTree {
  /// The state of a path, where an absent one is a state too.
  package func state(of path: RelativePath) -> FileState { self[path]?.worktreeState ?? .absent }
}

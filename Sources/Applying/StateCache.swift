package import Disk
import FileTrees

/// Files below `.tenon/state/cache`: what a command found out that the next one need not find out again.
///
/// They are optional: one that is missing, incomplete or of another folder counts as none, and one that
/// cannot be written is not written. The caller has checked that the state is trusted.
package struct StateCache {
  private let path: RelativePath

  package static let records = StateCache("records")
  package static let layout = StateCache("layout")

  private init(_ name: String) {
    do {
      path = try StateFolder.cache.appending(name)
    } catch {
      preconditionFailure("'\(name)' is a well-formed name")
    }
  }

  /// What was kept; nil if there is nothing that is to be believed.
  package func read(in folder: WorkspaceFolder) -> [UInt8]? {
    guard let bytes = try? folder.read(path, limit: Self.limit), let mark = Self.mark(of: folder),
      bytes.starts(with: mark)
    else { return nil }
    return Array(bytes[mark.count...])
  }

  /// Takes the place of what was there: a reader sees the one, the other or none, and never a part.
  package func write(_ bytes: [UInt8], in folder: WorkspaceFolder) {
    let draft = StateFolder.cache.appending(StateFolder.draftName(ThisProcess.number))
    do throws(DiskError) {
      for part in [StateFolder.tenon, StateFolder.root, StateFolder.cache]
      where try folder.kind(at: part) == nil {
        try FolderWriter(folder).perform(.makeFolder(part))
      }
      if try folder.kind(at: StateFolder.ignore) == nil {
        try FolderWriter(folder).perform(
          .write(StateFolder.ignore, StateFolder.ignoreText, executable: false))
      }
      guard let mark = Self.mark(of: folder) else { return }
      try FolderWriter(folder).perform(.write(draft, mark + bytes, executable: false))
      if try folder.kind(at: path) != nil { try FolderWriter(folder).perform(.remove(path)) }
      try FolderWriter(folder).perform(.move(draft, to: path))
    } catch {
      _ = try? FolderWriter(folder).perform(.remove(draft))
    }
  }

  /// Which folder it was written in: a copy of the folder, or an archive that brings one along, is not believed.
  private static func mark(of folder: WorkspaceFolder) -> [UInt8]? {
    guard let home = try? folder.identity(at: StateFolder.root) else { return nil }
    return Array("\(home.device) \(home.inode)\n".utf8)
  }

  private static let limit = 64 << 20
}

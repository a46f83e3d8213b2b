import Diagnostics
import Disk
import FileTrees

/// Which folder a journal was written in: what a copy of the folder, or a commit that brings one along, is not.
///
/// Kept as text, since JSON has no number that holds all of an inode's.
struct StateHome: Codable, Hashable, Sendable {
  private let inode: String
  private let device: String
  private let fileSystem: String
  /// When the folder was created, in nanoseconds since 1970; nil if the file system does not report it.
  private let birth: String?

  /// The home of the current `.tenon/state`; nil if it does not exist.
  init?(of folder: WorkspaceFolder) throws(DiskError) {
    guard let identity = try folder.identity(at: StateFolder.root) else { return nil }
    inode = String(identity.inode)
    device = String(identity.device)
    fileSystem = String(try folder.fileSystem(at: StateFolder.root))
    birth = try folder.birth(at: StateFolder.root).map { String($0) }
  }

  /// Whether it is the same folder: device numbers change over a reboot, and the id of the file system (statfs(2)) does
  /// not, but for XFS, which makes it of the device number; no copy was made at the same moment.
  func isSame(as other: StateHome) -> Bool {
    let isBornTogether = birth != nil && birth == other.birth
    return inode == other.inode
      && (device == other.device || fileSystem == other.fileSystem || isBornTogether)
  }
}

extension ApplySession {
  /// Whether a journal was written here, and not in another folder that this one is a copy of.
  func isOwn(_ journal: Journal) throws(DiskError) -> Bool {
    guard let home = journal.home, let here = try StateHome(of: folder) else { return false }
    return home.isSame(as: here)
  }

  /// Refuses a journal of another folder, with the way out.
  static func foreign(in place: RelativePath) -> Findings {
    Findings(
      Diagnostic(
        .untrustedState, "it was written in another directory (this one may be a copy), so it is not trusted",
        at: Place(StateFolder.journal(in: place).description),
        hint: "inspect \(StateFolder.root), then remove it: rm -r \(StateFolder.root)"))
  }
}

import Diagnostics
import FileTrees
import Planning
import Secrets
import Texts
import Workspaces

/// Rendered contents in which nothing looks like a credential: units of one skeleton have many in common.
final class CleanContents {
  private var known: Set<Key> = []

  private struct Key: Hashable {
    let id: ObjectID
    let reading: PathReading
  }

  /// Throws where one of these files holds what looks like a credential; what is known to be clean is not read again.
  func check(_ files: [TargetFile], by settings: WorkspaceSettings) throws(Findings) {
    // What a person allows holds at its own path alone.
    guard settings.allowed.isEmpty else { return try settings.checkCredentials(in: files.map(Self.scanned)) }
    let new = files.map { (file: $0, key: Self.key(of: $0)) }.filter { !known.contains($0.key) }
    try settings.checkCredentials(in: new.map { Self.scanned($0.file) })
    if known.count < Self.most { known.formUnion(new.map(\.key)) }
  }

  /// Beyond it, contents that come again are rare.
  private static let most = 1 << 14

  private static func key(of file: TargetFile) -> Key {
    Key(id: file.raw.storedID, reading: PathReading(file.path.description))
  }

  private static func scanned(_ file: TargetFile) -> (path: RelativePath, bytes: [UInt8]) {
    (file.path, file.raw.stored)
  }
}

import Diagnostics
import Disk
import FileTrees

/// Finds where a repository keeps a kind of thing, from the folders that it has.
///
/// A skeleton's usual root, such as `roles`, is looked for at the end of every folder's path down to `depth`, so that
/// `ansible/roles` and `metal/roles` are found. The folder with most folders in it wins; hidden ones and skeletons do not
/// count.
struct LayoutDetection: Sendable {
  private static let depth = 4
  private static let folderLimit = 4000

  /// Every visible folder that was looked at, with the number of folders directly in it.
  private let folders: [RelativePath: Int]

  init(of workspace: borrowing WorkspaceFolder) throws(Findings) {
    var found: [RelativePath: Int] = [:]
    var level = try Self.visibleFolders(in: nil, of: workspace)
    for remaining in stride(from: Self.depth, to: 0, by: -1) where found.count < Self.folderLimit {
      var next: [RelativePath] = []
      for folder in level {
        let children = try Self.visibleFolders(in: folder, of: workspace)
        found[folder] = children.count
        if remaining > 1 { next += children }
      }
      level = next
    }
    folders = found
  }

  /// The folder that holds things of this kind, where the repository has one: `usual` itself, or the best match.
  func root(like usual: RelativePath) -> RelativePath? {
    if folders[usual] != nil { return usual }
    return
      folders
      .filter { $0.key.bytes.ends(with: [UInt8(ascii: "/")] + usual.bytes) }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?
      .key
  }

  private static func visibleFolders(
    in folder: RelativePath?, of workspace: borrowing WorkspaceFolder
  ) throws(Findings) -> [RelativePath] {
    var visible: [RelativePath] = []
    for folder in try workspace.folders(in: folder) where !isHidden(folder.name) {
      if try !workspace.holdsSkeleton(folder) { visible.append(folder) }
    }
    return visible
  }

  private static func isHidden(_ name: ArraySlice<UInt8>) -> Bool {
    name.first == UInt8(ascii: ".") || name.elementsEqual("node_modules".utf8)
  }
}

extension Array where Element: Equatable {
  fileprivate func ends(with suffix: [Element]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}

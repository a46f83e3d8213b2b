package import FileTrees
import Threading

/// The folders above some paths: each is examined once, and nothing is searched for where its folder is missing.
package struct FoldersAbove: Sendable {
  /// Every one of them, the outermost first.
  package let all: [RelativePath]
  package let missing: Set<RelativePath>
  /// Those that are no folder, cannot be examined, or hold something that git repositories hold; the outermost first.
  ///
  /// All others are folders of the repository around them.
  package let suspicious: [RelativePath]

  package init(_ paths: some Sequence<RelativePath>, in folder: WorkspaceFolder) {
    let all = Self.folders(above: paths).sorted()
    let parts = inParallel(all.count, least: 1024) { part in Sorted(all[part], in: folder) }
    self.all = all
    missing = parts.reduce(into: []) { $0.formUnion($1.missing) }
    suspicious = parts.flatMap(\.suspicious)
  }

  /// Whether nothing can be at a path, since the folder that it would be in is missing.
  package func rulesOut(_ path: RelativePath) -> Bool { path.parent.map(missing.contains) ?? false }

  /// Many files are in one folder, so that the folders are few.
  package static func folders(above paths: some Sequence<RelativePath>) -> Set<RelativePath> {
    var folders: Set<RelativePath> = []
    var last = RelativePath.root
    for path in paths where !path.isDirectly(in: last) {
      var folder = path.parent
      last = folder ?? .root
      // Where one is known, those above it are.
      while let one = folder, folders.insert(one).inserted { folder = one.parent }
    }
    return folders
  }
}

/// Some of the folders, the outermost first, by what is there.
private struct Sorted: Sendable {
  private(set) var missing: Set<RelativePath> = []
  private(set) var suspicious: [RelativePath] = []

  init(_ paths: some Sequence<RelativePath>, in folder: WorkspaceFolder) {
    for path in paths where path.parent.map(missing.contains) == true || isMissing(path, in: folder) {
      missing.insert(path)
    }
  }

  /// What cannot be examined is not missing: the caller that needs it gets the error.
  private mutating func isMissing(_ path: RelativePath, in folder: WorkspaceFolder) -> Bool {
    do throws(DiskError) {
      if try !folder.isPlainFolder(path) { suspicious.append(path) }
      return false
    } catch {
      if error.isAbsence { return true }
      suspicious.append(path)
      return false
    }
  }
}

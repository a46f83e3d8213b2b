package import FileTrees

/// The folders above some paths: each is examined once, and nothing is searched for where its folder is missing.
package struct FoldersAbove: Sendable {
  /// Every one of them, the outermost first.
  package let all: [RelativePath]
  package let missing: Set<RelativePath>

  package init(_ paths: some Sequence<RelativePath>, in folder: WorkspaceFolder) {
    all = Self.folders(above: paths).sorted()
    var missing: Set<RelativePath> = []
    for path in all where path.parent.map(missing.contains) == true || Self.isMissing(path, in: folder) {
      missing.insert(path)
    }
    self.missing = missing
  }

  /// Whether nothing can be at a path, since the folder that it would be in is missing.
  package func rulesOut(_ path: RelativePath) -> Bool { path.parent.map(missing.contains) ?? false }

  /// Many files are in one folder, so that the folders are few.
  package static func folders(above paths: some Sequence<RelativePath>) -> Set<RelativePath> {
    let parents = Set(paths.compactMap(\.parent))
    return parents.union(parents.flatMap(\.ancestors))
  }

  /// What cannot be examined is not missing: the caller that needs it gets the error.
  private static func isMissing(_ path: RelativePath, in folder: WorkspaceFolder) -> Bool {
    do throws(DiskError) {
      return try folder.kind(at: path) == nil
    } catch {
      return false
    }
  }
}

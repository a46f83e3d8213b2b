package import FileTrees
package import Skeletons

/// What a skeleton and its answers come to: the files of a unit and what is to be known about deploying it.
package struct RenderedSkeleton: Hashable, Sendable {
  /// The unit's folder, from the repository's root.
  package let destination: RelativePath
  /// In the order of their sources.
  package let files: [RenderedFile]
  package let handoff: HandoffSection

  /// The files at their paths from the repository's root.
  package var tree: FileTree {
    FileTree(Dictionary(files.map { (destination.appending($0.path), $0.entry) }) { first, _ in first })
  }
}

/// One file of a unit.
package struct RenderedFile: Hashable, Sendable {
  /// The path inside the skeleton, below `files/`: the file's identity, wherever answers move it.
  ///
  /// Of a file that is written for each item of a list, the source, `#` and the item.
  package let source: String
  /// Below the unit's destination.
  package let path: RelativePath
  package let entry: Entry
  /// Written once, then yours.
  package let keep: Bool
  package let merging: MergeDeclaration
}

package import Diagnostics
package import FileTrees
import GitReading
import Handoffs
import Texts
package import Workspaces

/// Tracked files that differ from the index, counted by their stat data.
package struct TrackedChanges {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// How many tracked files differ from what the index has; where folders are named, those below them.
  ///
  /// Whose stamps are the same is not opened. Submodules do not count, nor does what git was told to look at no more.
  package func changedTrackedFiles(below folders: [RelativePath]?) throws(Findings) -> Int {
    let table = try diagnosing { () throws(GitError) in try workspace.git.indexTable() }
    var changed: Set<RelativePath> = []
    for positions in folders.map({ $0.map(table.positions) }) ?? [0..<table.count] {
      let sights = try workspace.sights(at: Array(positions))
      for (position, sight) in zip(positions, sights) where sight != .untouched {
        guard let path = table.path(at: position), try differs(path, at: position, of: table, sight) else {
          continue
        }
        changed.insert(path)
      }
    }
    return changed.count
  }

  private func differs(
    _ path: RelativePath, at position: Int, of table: IndexTable, _ sight: WorktreeSight
  ) throws(Findings) -> Bool {
    let traits = table.traits(at: position)
    if !traits.isDisjoint(with: [.skipWorktree, .assumeUnchanged]) { return false }
    guard let mode = table.mode(at: position).fileMode else { return false }
    if sight == .absent || traits.contains(.unmerged) { return true }
    // What git re-encodes, or cannot be read, may differ.
    guard let found = try? PathVersions(workspace).foundInWorkingTree(at: path) else { return true }
    return found != .version(FileVersion(mode: mode, blob: table.id(at: position)))
  }
}

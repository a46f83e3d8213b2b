import Diagnostics
import Disk
import FileTrees
import GitReading
import Texts
import Units
import Workspaces

/// Hand-written files that a person adds to a handoff.
struct IncludedPaths: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The changed paths that a person asked for by naming files or folders, relative to where they are.
  func includedPaths(_ names: [String]) throws(Findings) -> Set<RelativePath> {
    var paths: Set<RelativePath> = []
    for name in names {
      let path = isRoot(name) ? nil : try opened.path(name)
      let changes = try diagnosing { () throws(GitError) in
        try workspace.git.changedPaths(below: path.map { [$0] } ?? [])
      }
      let found = changes.map(\.path)
      if let path, found.isEmpty { throw Findings(try nothingAt(path, typed: name)) }
      paths.formUnion(found)
    }
    return paths
  }

  /// Whether it names the root itself: everything that has changed.
  private func isRoot(_ name: String) -> Bool {
    let path = process.absolute(name)
    return path == workspace.root || path == workspace.root + "/" || path == workspace.root + "/."
  }

  private func nothingAt(_ path: RelativePath, typed name: String) throws(Findings) -> Diagnostic {
    if try diagnosing({ () throws(GitError) in try workspace.git.isIgnored(path) }) {
      return Diagnostic(.ignoredByGit, "git ignores '\(quoted(name))', so it cannot be handed off")
    }
    let kind = try diagnosing { () throws(DiskError) in try workspace.folder.kind(at: path) }
    return kind == nil
      ? Diagnostic(.noFile, "there is no '\(quoted(name))' to include")
      : Diagnostic(.nothingToDo, "nothing to hand off in '\(quoted(name))': unchanged since HEAD")
  }
}

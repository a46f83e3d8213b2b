package import Diagnostics
package import FileTrees
import GitReading
package import Handoffs
import Merging
import Skeletons
import Texts
package import Units
package import Workspaces

/// What `git add` or `git commit` would refuse or change.
package struct HandoffObstacles {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Throws if the librarian's `git commit --only` could not work, independently of the files.
  package func checkPartialCommitIsPossible() throws(Findings) {
    guard let operation = workspace.git.operation, operation != .bisect else { return }
    throw Findings(
      Diagnostic(
        .operationInProgress,
        "a \(operation.rawValue) is in progress, and git cannot commit single files during it",
        hint: "finish it first; git status shows how"))
  }

  /// Why a file cannot be handed off as it is: everything that is wrong with it.
  ///
  /// `others` are all paths of the handoff; `gate` counts what was scanned.
  package func obstacles(
    of file: Manifest.File, besides others: Set<RelativePath>, gate: inout CredentialGate
  ) throws(Findings) -> [Diagnostic] {
    let place = Place(file.path.description)
    let indexed = try PathVersions(workspace).indexEntry(at: file.path)
    if indexed?.isSkipWorktree == true {
      return [
        Diagnostic(
          .sparseCheckout, "the path is marked skip-worktree, and git add refuses it", at: place,
          hint: "git update-index --no-skip-worktree -- \(file.path), or git sparse-checkout add its folder")
      ]
    }
    if indexed?.isUnmerged == true {
      return [
        Diagnostic(
          .unmerged, "the path is unmerged in the index", at: place, hint: "resolve it, then git add it")
      ]
    }
    if file.status == .deleted { return try obstaclesOfDeletion(at: file.path, besides: others) }
    let obstacle = try diagnosing { () throws(GitError) in
      try GitFilters(workspace.git).obstacle(at: file.path)
    }
    if case .foreign(let driver) = obstacle {
      return [
        Diagnostic(
          .gitFilter,
          "the filter '\(quoted(driver))' changes what git stores, and tenon does not run programs configured by a repository",
          at: place, hint: "commit the file separately and leave it out of the handoff")
      ]
    }
    guard file.mode != .symlink, case .file(let content, _) = try workspace.entry(at: file.path) else {
      return []
    }
    return try markerObstacles(in: content, at: file.path) + lineEndingObstacles(in: content, at: file.path)
      + gate.findings(in: content.worktree, at: file.path).map(\.diagnostic)
  }

  /// `git commit --only` takes what is at a path to be deleted, or what a link in its way leads to, for the path
  /// itself, unless that is handed off too: then git replaces the one by the other.
  private func obstaclesOfDeletion(
    at path: RelativePath, besides others: Set<RelativePath>
  ) throws(Findings) -> [Diagnostic] {
    let words: String
    if let link = try PathVersions(workspace).linkInTheWay(of: path) {
      if others.contains(link) { return [] }
      words = "its directory was replaced by a symbolic link that is not handed off"
    } else {
      guard case .folder = try workspace.entry(at: path), !others.contains(where: { $0.isBelow(path) }) else {
        return []
      }
      words = "the file was replaced by a directory of which nothing is handed off"
    }
    return [
      Diagnostic(
        .data, words, at: Place(path.description), hint: "add it with --include, or move it away")
    ]
  }

  /// `git add` refuses a file whose line endings would not come back as they are (`core.safecrlf`, git-config(1)).
  private func lineEndingObstacles(
    in content: Content, at path: RelativePath
  ) throws(Findings) -> [Diagnostic] {
    let isRefused = try diagnosing { () throws(GitError) in
      // `warn` is neither a refusal nor a boolean.
      guard let value = try workspace.git.configuration("core.safecrlf"), value != "warn" else {
        return false
      }
      guard try workspace.git.isSet("core.safecrlf", default: false) else { return false }
      return try GitFilters(workspace.git).checkedOut(content.stored, at: path) != content.worktree
    }
    if !isRefused { return [] }
    return [
      Diagnostic(
        .gitFilter,
        "its line endings would change on checkout, and core.safecrlf=true makes git add refuse it",
        at: Place(path.description),
        hint: "convert its line endings, or declare them in .gitattributes")
    ]
  }

  private func markerObstacles(in content: Content, at path: RelativePath) throws(Findings) -> [Diagnostic] {
    markedConflicts(in: content.worktree).prefix(1).map { conflict in
      Diagnostic(
        .conflictMarkers, "the file contains conflict markers",
        at: Place(path.description, line: conflict.firstLine),
        hint: "resolve the conflict and create the handoff again")
    }
  }
}

package import Diagnostics
import FileTrees
import GitReading
package import Handoffs
import Texts
import Units
package import Workspaces

/// What the working tree, the index or a commit has at the paths of a handoff.
package struct CheckedTrees {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// What is in a place at the paths of a manifest, and what else has changed there.
  package func standing(for manifest: Manifest, in place: HandoffPlace) throws(Findings) -> CheckedTree {
    switch place {
    case .workingTree: try standingInWorkingTree(for: manifest)
    case .index: try standingInIndex(for: manifest)
    case .commit(let revision): try standing(for: manifest, inCommit: revision)
    }
  }

  private func standingInWorkingTree(for manifest: Manifest) throws(Findings) -> CheckedTree {
    let head = try diagnosing { () throws(GitError) in try workspace.git.head() }.commit
    var found: [RelativePath: CheckedTree.Found] = [:]
    for file in manifest.files {
      found[file.path] = try PathVersions(workspace).foundInWorkingTree(at: file.path)
    }
    return CheckedTree(
      base: head, before: try versions(of: manifest, inTreeOf: head), found: found,
      others: try newcomers(besides: manifest), mayBeCommitted: true)
  }

  /// What has changed in the folders of the handoff's units, and is neither handed off nor left out.
  private func newcomers(besides manifest: Manifest) throws(Findings) -> [Extra] {
    let folders = try unitFolders(of: manifest)
    if folders.isEmpty { return [] }
    let leftOut = Set((manifest.roles.librarian.leaveOut ?? []).map(\.path))
    let changes = try diagnosing { () throws(GitError) in try workspace.git.changedPaths(below: folders) }
    return changes.filter { !leftOut.contains($0.path.description) }.map(Extra.init)
  }

  /// Where the units of a handoff are now, together with what tenon keeps of them.
  private func unitFolders(of manifest: Manifest) throws(Findings) -> [RelativePath] {
    var folders: [RelativePath] = []
    for text in Set(manifest.files.compactMap(\.unit)).sorted() {
      guard let id = try? UnitID(text) else { continue }
      folders.append(TenonFolder.folder(of: id))
      if let record = try RecordReader(workspace).record(of: id), !record.destination.isRoot {
        folders.append(record.destination)
      }
    }
    return folders
  }

  private func standingInIndex(for manifest: Manifest) throws(Findings) -> CheckedTree {
    let head = try diagnosing { () throws(GitError) in try workspace.git.head() }.commit
    var found: [RelativePath: CheckedTree.Found] = [:]
    for file in manifest.files { found[file.path] = try PathVersions(workspace).foundInIndex(at: file.path) }
    let staged = try diagnosing { () throws(GitError) in try workspace.git.indexChanges() }
    return CheckedTree(
      base: head, before: try versions(of: manifest, inTreeOf: head), found: found,
      others: staged.map(Extra.init),
      mayBeCommitted: true)
  }

  private func standing(for manifest: Manifest, inCommit revision: String) throws(Findings) -> CheckedTree {
    let id = try diagnosing { () throws(GitError) in try workspace.git.resolve(revision) }
    let commit = try diagnosing { () throws(GitError) in try workspace.git.commit(id) }
    var found: [RelativePath: CheckedTree.Found] = [:]
    for file in manifest.files {
      found[file.path] = try PathVersions(workspace).found(at: file.path, inTreeOf: id)
    }
    var standing = CheckedTree(
      base: commit.parents.first, before: [:], found: found, others: [], tree: commit.tree)
    if let parent = commit.parents.first, try isMissing(parent) {
      try checkDecides(manifest, without: parent)
      standing.before = manifest.before
      return standing
    }
    standing.before = try versions(of: manifest, inTreeOf: commit.parents.first)
    standing.others = try changes(in: commit).map(Extra.init)
    return standing
  }

  private func changes(in commit: Commit) throws(Findings) -> [TreeChange] {
    try diagnosing { () throws(GitError) in
      let before = try commit.parents.first.map { parent throws(GitError) in
        try workspace.git.commit(parent).tree
      }
      return try workspace.git.changes(fromTree: before, toTree: commit.tree)
    }
  }

  /// Whether a shallow clone names a commit without having it.
  private func isMissing(_ commit: ObjectID) throws(Findings) -> Bool {
    do throws(GitError) {
      _ = try workspace.git.commit(commit)
      return false
    } catch {
      if error.reason == .noSuchObject { return true }
      throw Findings(error)
    }
  }

  /// Without the commit before, only its id and the foretold tree can prove anything.
  private func checkDecides(_ manifest: Manifest, without parent: ObjectID) throws(Findings) {
    if parent == manifest.repository.base.commit { return }
    throw Findings(
      Diagnostic(
        .noRevision,
        "the base has moved, and the commit before (\(parent.short)) is not in this shallow clone",
        hint: "git fetch --deepen=1"))
  }

  private func versions(
    of manifest: Manifest, inTreeOf commit: ObjectID?
  ) throws(Findings) -> [RelativePath: FileVersion] {
    var versions: [RelativePath: FileVersion] = [:]
    for file in manifest.files {
      versions[file.path] = try PathVersions(workspace).version(of: file.path, inTreeOf: commit)
    }
    return versions
  }
}

extension Manifest {
  /// The recorded previous state of its paths.
  fileprivate var before: [RelativePath: FileVersion] {
    Dictionary(uniqueKeysWithValues: files.compactMap { file in file.was.map { (file.path, $0) } })
  }
}

extension Extra {
  fileprivate init(_ change: StatusChange) {
    let kinds = [change.staged, change.unstaged]
    let isDeleted = change.unstaged == .deleted || change.staged == .deleted && change.unstaged == nil
    let isAdded = kinds.contains(.added) || kinds.contains(.untracked)
    self.init(path: change.path, status: isDeleted ? .deleted : isAdded ? .added : .modified)
  }

  fileprivate init(_ change: TreeChange) {
    let status: Manifest.File.Status =
      change.before == nil ? .added : change.after == nil ? .deleted : .modified
    self.init(path: change.path, status: status)
  }
}

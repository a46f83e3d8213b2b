package import Diagnostics
import Disk
package import FileTrees
package import GitReading
package import Handoffs
import Texts
package import Workspaces

/// The versions of a path in a commit, in the index and in the working tree.
package struct PathVersions {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// The file in a commit's tree; nil if there is none, or something that is not a file.
  package func version(of path: RelativePath, inTreeOf commit: ObjectID?) throws(Findings) -> FileVersion? {
    guard let commit else { return nil }
    let entry = try diagnosing { () throws(GitError) in try workspace.git.entry(at: path, inTreeOf: commit) }
    return entry.flatMap(FileVersion.init)
  }

  /// What a commit's tree has at the path.
  package func found(at path: RelativePath, inTreeOf commit: ObjectID?) throws(Findings) -> CheckedTree.Found
  {
    guard let commit else { return .nothing }
    let entry = try diagnosing { () throws(GitError) in try workspace.git.entry(at: path, inTreeOf: commit) }
    guard let entry else { return .nothing }
    if entry.mode == .tree { return .nothing }
    return FileVersion(entry).map(CheckedTree.Found.version) ?? .other("a submodule")
  }

  /// What the index has at the path.
  package func foundInIndex(at path: RelativePath) throws(Findings) -> CheckedTree.Found {
    guard let entry = try indexEntry(at: path) else { return .nothing }
    if entry.isUnmerged { return .other("unmerged") }
    guard let mode = entry.mode.fileMode else { return .other("a submodule") }
    return .version(FileVersion(mode: mode, blob: entry.id))
  }

  /// What `git add` would store for the path now; nil for a folder.
  package func foundInWorkingTree(at path: RelativePath) throws(Findings) -> CheckedTree.Found {
    if try linkInTheWay(of: path) != nil { return .nothing }
    switch try workspace.entry(at: path) {
    case nil, .folder: return try notCheckedOut(at: path)
    case .repository: return .other("a git repository")
    case .special: return .other("a special file")
    case .symlink(let target):
      return .version(FileVersion(mode: .symlink, blob: blobID(of: target)))
    case .file(let content, let executable):
      let mode = try mode(at: path, isExecutable: executable)
      return .version(FileVersion(mode: mode, blob: content.storedID))
    }
  }

  /// The folder above a path that is a symbolic link: git does not look behind it.
  package func linkInTheWay(of path: RelativePath) throws(Findings) -> RelativePath? {
    do throws(DiskError) {
      _ = try workspace.folder.kind(at: path)
      return nil
    } catch {
      if case .symlink(let link) = error.reason { return link }
      throw Findings(error)
    }
  }

  /// The entry of the index at a path, stage 0; nil where there is none.
  package func indexEntry(at path: RelativePath) throws(Findings) -> IndexEntry? {
    try diagnosing { () throws(GitError) in try workspace.git.indexEntry(at: path) }
  }

  /// Whether git has a file at the path, staged or committed.
  func isInIndexOrHead(_ path: RelativePath) throws(Findings) -> Bool {
    if try indexEntry(at: path) != nil { return true }
    return try version(
      of: path, inTreeOf: diagnosing { () throws(GitError) in try workspace.git.head().commit }) != nil
  }

  /// A file that a sparse checkout left out is, to git, as the index has it.
  private func notCheckedOut(at path: RelativePath) throws(Findings) -> CheckedTree.Found {
    guard let entry = try indexEntry(at: path), entry.isSkipWorktree else { return .nothing }
    return try foundInIndex(at: path)
  }

  /// Where `core.fileMode` is off, git keeps the mode that the index has.
  private func mode(at path: RelativePath, isExecutable: Bool) throws(Findings) -> FileMode {
    let setting = try diagnosing { () throws(GitError) in try workspace.git.configuration("core.fileMode") }
    guard let setting, ["false", "no", "off", "0"].contains(setting.lowercased()) else {
      return isExecutable ? .executable : .regular
    }
    return try indexEntry(at: path)?.mode.fileMode ?? .regular
  }
}

extension FileVersion {
  /// Nil for a submodule or a folder.
  package init?(_ entry: TreeEntry) {
    guard let mode = entry.mode.fileMode else { return nil }
    self.init(mode: mode, blob: entry.id)
  }
}

extension StatusChange {
  package var isIgnored: Bool { unstaged == .ignored }
}

import Collecting
import Diagnostics
import Disk
import FileTrees
import GitReading
import Handoffs
import Reviewing
import Texts
import Units
import Workspaces

/// What a commit of the working tree would change.
struct HeadChanges: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What a commit of everything would contain: HEAD against the working tree, regardless of the index.
  func changesSinceHead(of units: [String]) throws(Findings) -> FoundChanges {
    let head = try diagnosing { () throws(GitError) in try workspace.git.head().commit }
    var found = FoundChanges()
    let paths = try pathsToCompare(units, at: head)
    for (index, path) in paths.enumerated() {
      process.tellProgress(.file(path), index, of: paths.count)
      try found.take(path, at: head, in: workspace)
    }
    return found
  }

  /// The paths that differ in some way; of units, those that are theirs or were.
  private func pathsToCompare(_ units: [String], at head: ObjectID?) throws(Findings) -> [RelativePath] {
    let changed = try diagnosing { () throws(GitError) in
      try workspace.git.changedPaths(ignored: !units.isEmpty).map(\.path)
    }
    if units.isEmpty { return changed }
    let scope = try HandoffScopeReader(opened).handoffScope(named: units, at: head)
    let theirs = scope.units.reduce(into: Set<RelativePath>()) { $0.formUnion($1.paths) }
    return changed.filter { theirs.contains($0) }
  }
}

extension FoundChanges {
  fileprivate mutating func take(
    _ path: RelativePath, at head: ObjectID?, in workspace: Workspace
  ) throws(Findings) {
    if let obstacle = try diagnosing({ () throws(GitError) in try GitFilters(workspace.git).obstacle(at: path)
    }) {
      return leaveOut(path, because: obstacle.words)
    }
    if try workspace.isTooLarge(path) { return leaveOut(path, because: FoundChanges.tooLarge) }
    let before = try PathVersions(workspace).version(of: path, inTreeOf: head)
    let after: FileVersion?
    switch try PathVersions(workspace).foundInWorkingTree(at: path) {
    case .nothing: after = nil
    case .version(let version): after = version
    case .other(let kind): return leaveOut(path, because: "it is \(kind)")
    }
    if before == after { return }
    let old: Entry?
    do throws(Findings) {
      old = try before.map { version throws(Findings) in try workspace.entry(of: version, at: path) }
    } catch {
      // Git knows the size before anything is read.
      guard error.diagnostics.first?.kind == .data else { throw error }
      return leaveOut(path, because: FoundChanges.tooLarge)
    }
    let new = try after.map { version throws(Findings) in try workspace.standing(version, at: path) }
    changes.append(FileChange(path: path, old: old, new: new))
  }
}

extension FoundChanges {
  fileprivate static let tooLarge = "it is larger than \(Workspace.contentLimit >> 20) MiB"
}

extension FilterObstacle {
  fileprivate var words: String {
    switch self {
    case .workingTreeEncoding(let name): "git re-encodes it (\(quoted(name)))"
    case .foreign(let driver): "it uses the filter '\(quoted(driver))'"
    }
  }
}

extension Workspace {
  /// Whether more is at a path than is ever shown.
  fileprivate func isTooLarge(_ path: RelativePath) throws(Findings) -> Bool {
    if try PathVersions(self).linkInTheWay(of: path) != nil { return false }
    guard case .file(_, let size) = try diagnosing({ () throws(DiskError) in try folder.kind(at: path) })
    else {
      return false
    }
    return size > Workspace.contentLimit
  }

  /// A version that git keeps, with its contents.
  fileprivate func entry(of version: FileVersion, at path: RelativePath) throws(Findings) -> Entry {
    let bytes = try diagnosing { () throws(GitError) in
      try git.blob(version.blob, limit: Workspace.contentLimit)
    }
    guard let bytes else {
      throw Findings(
        Diagnostic(
          .notInGit, "the contents are not in the object database (\(version.blob.short))",
          at: Place(path.description),
          hint: "fetch the missing objects with git fetch"))
    }
    return Entry(bytes, mode: version.mode)
  }

  /// The version that is in the working tree, with its contents as git would store them.
  fileprivate func standing(_ version: FileVersion, at path: RelativePath) throws(Findings) -> Entry {
    guard let entry = try entry(at: path) else { return try self.entry(of: version, at: path) }
    return entry.content.map { Entry($0.stored, mode: version.mode) } ?? entry
  }
}

extension Entry {
  fileprivate init(_ bytes: [UInt8], mode: FileMode) {
    switch mode {
    case .regular: self = .file(Content(bytes), executable: false)
    case .executable: self = .file(Content(bytes), executable: true)
    case .symlink: self = .symlink(target: bytes)
    }
  }
}

package import Applying
package import Diagnostics
import Disk
package import FileTrees
package import GitReading
import Skeletons
import Texts
package import Workspaces

/// The open workspace of a process, with every skeleton within reach: opened once, where a command is executed.
///
/// An apply that a crash interrupted is brought to its end first, so that no job sees half a tree.
package final class OpenWorkspace {
  package let workspace: Workspace
  package let catalogue: SkeletonCatalogue
  package let process: ProcessEnvironment
  /// What was found interrupted when the workspace was opened, and brought to its end; nil if nothing was.
  package let recovery: Recovery?
  /// Why `.tenon/state` is not trusted, nil if it is: readers report it and continue, writers refuse.
  package let distrust: Diagnostic?
  let clean = CleanContents()

  /// `look` sees the repository before anything else is read, even if an error follows.
  package init(
    in process: ProcessEnvironment, look: (GitRepository) throws(Findings) -> Void = { _ in }
  ) throws(Findings) {
    self.process = process
    var recovery: Recovery?
    var distrust: Diagnostic?
    workspace = try Workspace(
      containing: process.directory, environment: process.environment
    ) { (git, folder) throws(Findings) in
      try look(git)
      distrust = try stateDistrust(of: git, in: folder)
      if distrust == nil { recovery = try diagnosing { () throws(ApplyError) in try recover(in: folder) } }
    }
    self.distrust = distrust
    self.recovery = recovery
    if distrust == nil { workspace.memory.begin { StateCache.records.read(in: $0) } }
    catalogue = SkeletonCatalogue(
      root: workspace.root, sources: workspace.settings.skeletonSources,
      userFolder: process.configurationFolder.map { $0 + "/skeletons" },
      home: process.environment["HOME"])
  }

  /// The same once more, for another thread.
  init(sharing other: Shared) throws(Findings) {
    let workspace = try Workspace(sharing: other.workspace, environment: other.process.environment)
    self.workspace = workspace
    (catalogue, process) = (other.catalogue, other.process)
    (recovery, distrust) = (other.recovery, other.distrust)
  }

  /// What several threads can have of it.
  struct Shared: Sendable {
    let workspace: Workspace.Shared
    let catalogue: SkeletonCatalogue
    let process: ProcessEnvironment
    let recovery: Recovery?
    let distrust: Diagnostic?
  }

  var shared: Shared {
    Shared(
      workspace: workspace.shared, catalogue: catalogue, process: process, recovery: recovery,
      distrust: distrust)
  }

  /// A path as typed where the person is, from the workspace's root; the root itself is none.
  package func path(_ typed: String) throws(Findings) -> RelativePath {
    let path = try folder(typed)
    if !path.isRoot { return path }
    throw Findings(
      Diagnostic(.invalidPath, "'\(quoted(typed))' is the workspace's root (expected a path below it)"))
  }

  /// The same for a folder, which may be the root.
  package func folder(_ typed: String) throws(Findings) -> RelativePath {
    let parts = process.absolute(typed).normalisedPath.split(separator: "/")
    let root = workspace.root.split(separator: "/")
    guard parts.starts(with: root) else {
      throw Findings(
        Diagnostic(
          .invalidPath, "'\(quoted(typed))' is outside the workspace", hint: "its root is \(workspace.root)"))
    }
    if parts.count == root.count { return .root }
    return try diagnosing { () throws(PathError) in
      try RelativePath(parts.dropFirst(root.count).joined(separator: "/"))
    }
  }
}

/// Checks git's index; if it cannot be read, the state is not trusted.
private func stateDistrust(
  of git: GitRepository, in folder: WorkspaceFolder
) throws(Findings) -> Diagnostic? {
  let stands = try diagnosing { () throws(DiskError) in try folder.kind(at: TenonFolder.root) } != nil
  guard stands else { return nil }
  do throws(GitError) {
    return try Applying.distrust(in: git)
  } catch {
    return error.diagnostics.first
  }
}

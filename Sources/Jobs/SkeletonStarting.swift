package import Diagnostics
package import FileTrees
import Skeletons
package import Units
import Workspaces

/// A skeleton of one's own that was begun.
package struct SkeletonStart: Sendable {
  package let name: String
  package let folder: RelativePath
  package let files: [RelativePath]
  /// Whether the catalogue finds it already, or only by its path.
  package let isListed: Bool
}

/// Writes a small working skeleton to begin from: below the workspace's first folder of skeletons, or `skeletons/`.
package func startSkeleton(
  _ name: String, into typed: String? = nil, in opened: OpenWorkspace, isDryRun: Bool = false
) throws(Findings) -> SkeletonStart {
  guard Skeleton.isName(name) else {
    let hint = "lower-case letters, digits and -, a letter first, 64 at most"
    throw Findings(Diagnostic(.invalidName, "invalid skeleton name '\(quoted(name))'", hint: hint))
  }
  let listed = SkeletonStarting(opened).folderOfSkeletons
  let parent = try diagnosing { () throws(PathError) in try RelativePath(listed ?? "skeletons") }
  let folder =
    if let typed { try opened.path(typed) } else {
      try parent.adding(name)
    }
  var changes: [Change] = []
  for (path, text) in SkeletonStarter(name: name).files {
    let path = try folder.adding(path)
    guard try opened.workspace.plainFile(at: path) == nil else {
      throw Findings(
        Diagnostic(
          .fileExists, "the destination already exists", at: Place(path.description),
          hint: "--into selects another directory"))
    }
    changes.append(Change(path: path, before: .absent, after: .file(Array(text.utf8), executable: false)))
  }
  if !isDryRun { try opened.carryOut(changes, label: "skeleton new \(name)") }
  return SkeletonStart(
    name: name, folder: folder, files: changes.map(\.path).sorted(),
    isListed: listed != nil && folder.parent == parent)
}

/// The folder that a new skeleton goes to.
struct SkeletonStarting: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The workspace's first folder of skeletons that is in the workspace.
  fileprivate var folderOfSkeletons: String? {
    for case .folder(let path) in workspace.settings.skeletonSources where (try? RelativePath(path)) != nil {
      return path
    }
    return nil
  }
}

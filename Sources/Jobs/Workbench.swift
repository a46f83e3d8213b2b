import Applying
package import Diagnostics
import Disk
package import FileTrees
import GitReading
import Skeletons
package import Workspaces

/// A workspace laid open for one job, with every skeleton within reach.
///
/// An apply that a crash interrupted is brought to its end first, so that no job sees half a tree.
package struct Workbench: ~Copyable {
  package let workspace: Workspace
  package let catalogue: SkeletonCatalogue
  package let surroundings: Surroundings

  package init(in surroundings: Surroundings) throws(Findings) {
    self.surroundings = surroundings
    workspace = try Workspace(containing: surroundings.directory)
    catalogue = SkeletonCatalogue(
      root: workspace.root, sources: workspace.settings.skeletonSources,
      userFolder: surroundings.configurationFolder.map { $0 + "/skeletons" },
      home: surroundings.environment["HOME"])
  }

  /// A path as typed where the person stands, from the workspace's root.
  package func path(_ typed: String) throws(Findings) -> RelativePath {
    let absolute = surroundings.absolute(typed).split(separator: "/", omittingEmptySubsequences: true)
    var parts: [Substring] = []
    for part in absolute where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    let root = workspace.root.split(separator: "/")
    guard parts.count > root.count, parts.starts(with: root) else {
      throw Findings(
        Diagnostic(
          .data, "'\(quoted(typed))' does not lie in the workspace", hint: "its root is \(workspace.root)"))
    }
    return try saying { () throws(PathError) in
      try RelativePath(parts.dropFirst(root.count).joined(separator: "/"))
    }
  }
}

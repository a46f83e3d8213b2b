package import Diagnostics
package import FileTrees
import Skeletons
import Workspaces

/// What `tenon init` wrote.
package struct InitReport: Hashable, Sendable {
  package let path: RelativePath
  /// By skeleton: the folder where the repository keeps such things.
  package let layout: [String: String]
}

/// Writes `.tenon/workspace.yaml` with the layout that the repository shows; refuses to replace one.
package func initialise(in bench: borrowing Workbench, isDryRun: Bool) throws(Findings) -> InitReport {
  let path = TenonFolder.workspaceFile
  if try bench.workspace.plainFile(at: path) != nil {
    throw Findings(
      Diagnostic(
        .inTheWay, "the workspace has its file already", at: Place(path.description), hint: "edit it by hand")
    )
  }
  let layout = try bench.detectedLayout()
  var changes = [
    Change(path: path, before: .absent, after: .file(Array(text(layout).utf8), executable: false))
  ]
  for file in TenonFolder.fixedFiles where try bench.workspace.plainFile(at: file.path) == nil {
    changes.append(
      Change(path: file.path, before: .absent, after: .file(Array(file.text.utf8), executable: false)))
  }
  if !isDryRun { try bench.carryOut(changes, label: "init") }
  return InitReport(path: path, layout: layout)
}

extension Workbench {
  /// For every skeleton within reach, the folder that the repository has for its kind.
  func detectedLayout() throws(Findings) -> [String: String] {
    var layout: [String: String] = [:]
    for listing in try catalogue.listings() where layout[listing.name] == nil {
      let skeleton = try catalogue.load(listing).skeleton
      layout[listing.name] = try workspace.detectedRoot(of: skeleton)?.text
    }
    return layout
  }
}

private func text(_ layout: [String: String]) -> String {
  let roots = layout.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }
  return """
    ---
    # Where units lie, by skeleton: a folder, or a template such as
    # services/<% host %>/<% name %>. Several roots: the first is the default.
    layout:\(roots.isEmpty ? " {}" : "")
    \(roots.joined())
    # Answers for every unit whose skeleton has a variable of that name.
    defaults: {}

    # Where more skeletons come from: folders, and folders of a local git
    # repository at a revision.
    skeletons: []

    """
}

package import Diagnostics
package import FileTrees
import Planning
package import Workspaces

extension OpenWorkspace {
  /// The step that writes the record of a unit that has one.
  package func change(to record: Record) throws(Findings) -> Change {
    let path = TenonFolder.record(of: record.unit)
    let standing = try workspace.plainFile(at: path)
    return Change(
      path: path, before: standing?.worktreeState ?? .absent,
      after: .file(try record.json(), executable: standing?.isExecutable ?? false))
  }
}

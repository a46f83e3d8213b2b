package import Applying
package import Diagnostics
import Disk

/// Finishes or takes back what a crash left in the workspace around the folder, and says what it did.
///
/// For the start of every command, whatever it goes on to do. It looks for `.tenon` without opening the
/// repository; where there is none, or none that a crash left, it costs a few looks at the disk.
package func recoverWorkspace(around surroundings: Surroundings) throws(Findings) -> Recovery? {
  guard let root = workspaceRoot(around: surroundings.directory) else { return nil }
  let folder = try saying { () throws(DiskError) in try WorkspaceFolder(at: root) }
  return try saying { () throws(ApplyError) in try recover(in: folder) }
}

/// The nearest folder at or above `directory` that git keeps a repository in, where tenon keeps something there.
private func workspaceRoot(around directory: String) -> String? {
  var parts = directory.split(separator: "/")
  while true {
    let root = "/" + parts.joined(separator: "/")
    if fileExists(at: root + "/.git") { return folderExists(at: root + "/.tenon") ? root : nil }
    if parts.popLast() == nil { return nil }
  }
}

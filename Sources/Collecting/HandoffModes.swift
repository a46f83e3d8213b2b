package import Diagnostics
import FileTrees
import GitReading
package import Handoffs
import Texts
import Units
package import Workspaces

/// Executable bits that will be missing from the commit.
package struct HandoffModes {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Names every file that a skeleton makes executable and that will be committed without the bit, since git does not
  /// look at it here (`core.fileMode`, git-config(1)).
  package func notes(onLostBitsIn manifest: Manifest) throws(Findings) -> [String] {
    let looks = try diagnosing { () throws(GitError) in
      try workspace.git.isSet("core.fileMode", default: true)
    }
    if looks { return [] }
    var wanted: Set<RelativePath> = []
    for text in Set(manifest.files.compactMap(\.unit)) {
      guard let id = try? UnitID(text), let record = try RecordReader(workspace).record(of: id) else {
        continue
      }
      wanted.formUnion(record.files.filter(\.isExecutable).map(\.path))
    }
    return manifest.files.filter { $0.mode == .regular && wanted.contains($0.path) }.map { file in
      let path = file.path.description
      return "\(path) should be executable, but with core.fileMode=false git commits it without that bit: "
        + "\(shellQuoted(["git", "add", "--chmod=+x", "--", path])), then create the handoff again"
    }
  }
}

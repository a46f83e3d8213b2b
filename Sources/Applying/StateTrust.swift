package import Diagnostics
import FileTrees
package import GitReading
package import Texts

/// Why the contents of `.tenon/state` are not trusted; nil if git has no entry for it.
///
/// A commit can contain anything: a trusted journal in it would make any command delete and write files.
package func distrust(in git: GitRepository) throws(GitError) -> Diagnostic? {
  for folder in [StateFolder.tenon, StateFolder.root] where try git.indexEntry(at: folder) != nil {
    return distrust(at: folder, cure: "git rm --cached \(folder)")
  }
  guard let entry = try git.indexEntries(below: StateFolder.root).first else { return nil }
  return distrust(at: entry.path, cure: "git rm -r --cached \(StateFolder.root)")
}

private func distrust(at path: RelativePath, cure: String) -> Diagnostic {
  Diagnostic(
    .untrustedState,
    "git has an entry here, so the contents of \(StateFolder.root) are not trusted and left alone",
    at: Place(path.description),
    hints: [cure, "then inspect \(StateFolder.root) and remove it"])
}

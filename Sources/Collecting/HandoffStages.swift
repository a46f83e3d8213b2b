package import Diagnostics
import FileTrees
import GitReading
package import Handoffs
import Texts
import Units
package import Workspaces

/// Where each handoff is in its life: open, committed, stale or superseded.
package struct HandoffStages {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// The ids of the handoffs that match the working tree; unreadable ones are left out.
  package func currentHandoffs() throws(Findings) -> [String] {
    var ids: [String] = []
    for path in try HandoffStore(workspace).manifestPaths() {
      guard let manifest = try? HandoffStore(workspace).manifest(at: path) else { continue }
      let standing = try CheckedTrees(workspace).standing(for: manifest, in: .workingTree)
      if Verification(of: manifest, against: standing).isExact { ids.append(manifest.id) }
    }
    return ids
  }

  /// Whether a handoff is committed, waits to be, or was overtaken.
  package func standing(of manifest: Manifest) throws(Findings) -> HandoffListing.Stage {
    let head = try diagnosing { () throws(GitError) in try workspace.git.head() }.commit
    let carrying = try commit(carrying: manifest, from: head)
    // What came after it, another change or a revert, does not make it open again.
    if let carrying, try holds(carrying, manifest) { return .committed(carrying) }
    if try holds(head, manifest) { return .committed(carrying) }
    if let other = try HandoffSuccessors(workspace).successor(of: manifest.id) {
      return .superseded(by: other)
    }
    let verification = Verification(
      of: manifest, against: try CheckedTrees(workspace).standing(for: manifest, in: .workingTree))
    if verification.isExact { return manifest.openQuestions?.isEmpty == false ? .draft : .current }
    let moved = Set(verification.differences.compactMap(\.path)).sorted()
    // What a person knows first, then tenon's own records.
    return .stale(
      moved.filter { !$0.isBelow(TenonFolder.root) } + moved.filter { $0.isBelow(TenonFolder.root) })
  }

  /// The commit with the handoff's trailer among the last hundred after its base, along first parents.
  private func commit(carrying manifest: Manifest, from head: ObjectID?) throws(Findings) -> ObjectID? {
    var next = head
    for _ in 0..<100 {
      // The history of a shallow clone ends before it does.
      guard let id = next, id != manifest.repository.base.commit, let commit = try? workspace.git.commit(id)
      else {
        return nil
      }
      let lines = commit.message.split(separator: UInt8(ascii: "\n"))
      if lines.contains(where: { $0.elementsEqual("Tenon-Handoff: \(manifest.id)".utf8) }) { return id }
      next = commit.parents.first
    }
    return nil
  }

  /// Whether every file of the handoff is in the commit as it was handed off.
  private func holds(_ commit: ObjectID?, _ manifest: Manifest) throws(Findings) -> Bool {
    for file in manifest.files
    where try PathVersions(workspace).version(of: file.path, inTreeOf: commit) != file.version {
      return false
    }
    return true
  }
}

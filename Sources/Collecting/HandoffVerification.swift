package import Diagnostics
import FileTrees
import GitReading
package import Handoffs
import Texts
import Units
package import Workspaces

/// What a manifest is compared with.
package enum HandoffPlace: Hashable, Sendable {
  case workingTree
  case index
  /// A commit, by any name that git knows it by.
  case commit(String)

  package var words: String {
    switch self {
    case .workingTree: "the working tree"
    case .index: "the index"
    case .commit(let revision): "commit \(quoted(revision))"
    }
  }
}

/// What came of a verification.
package struct HandoffVerdict: Sendable {
  package let manifest: Manifest
  package let place: HandoffPlace
  package let verification: Verification
  /// What is not a difference, but worth knowing.
  package let notes: [String]

  package init(manifest: Manifest, place: HandoffPlace, verification: Verification, notes: [String]) {
    self.manifest = manifest
    self.place = place
    self.verification = verification
    self.notes = notes
  }
}

/// What a person should know beside the verdict of a verification.
package struct HandoffVerification {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// A base that moved, and a commit without the handoff's trailer.
  package func notes(
    on manifest: Manifest, _ verification: Verification, in place: HandoffPlace
  ) throws(Findings) -> [String] {
    var notes: [String] = []
    if case .commit(let revision) = place {
      let id = try diagnosing { () throws(GitError) in try workspace.git.resolve(revision) }
      let commit = try diagnosing { () throws(GitError) in try workspace.git.commit(id) }
      let lines = commit.message.split(separator: UInt8(ascii: "\n"))
      if !lines.contains(where: { $0.elementsEqual("Tenon-Handoff: \(manifest.id)".utf8) }) {
        notes.append("the commit's message has no trailer 'Tenon-Handoff: \(manifest.id)'")
      }
      if commit.parents.count > 1 { notes.append("it is a merge, compared with its first parent") }
      if verification.baseMoved, verification.isExact {
        notes.append("the base has moved, but none of the handoff's files changed")
      }
    }
    return notes
  }
}

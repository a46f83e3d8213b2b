package import Diagnostics
import FileTrees
import GitReading
import Merging
package import Planning
import Texts
package import Workspaces

/// Notes that name the git command for the situation.
package struct GitHints: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What git thinks of every path that is in the way, as notes for a person who has to decide.
  package func notes(onConflictsOf plan: Plan) throws(Findings) -> [String] {
    var notes: [String] = []
    for file in plan.conflicts where file.conflict?.isInTheWay == true {
      notes.append("\(file.path) is \(try gitWords(for: file.path))")
    }
    return notes
  }

  /// A note where the unit's base is not whole, since something changed or deleted it, and is known from elsewhere.
  package func notes(onBasesOf input: UnitInput) -> [String] {
    let isKnown = input.record?.files.contains { input.base[$0.source] != nil } == true
    guard isKnown, !input.damaged.isEmpty else { return [] }
    return [
      "the base of \(input.unit) was modified or deleted outside of tenon: an update restores it"
    ]
  }

  /// A note for each file that may have been moved, and is not followed.
  package func notes(on suggestions: [MoveSuggestion]) -> [String] {
    suggestions.map {
      "\($0.old) is missing, and \($0.new) is similar: if you moved it, run tenon move \($0.unit) \($0.old) \($0.new)"
    }
  }

  /// A note if git ignores some of the files, since no commit will have them.
  package func notes(onIgnored units: [UnitPlan]) throws(Findings) -> [String] {
    let written = units.map { $0.files.filter { $0.result != nil }.map(\.path) }
    let ignored = try diagnosing { () throws(GitError) in try workspace.git.ignored(among: written.joined()) }
    if ignored.isEmpty { return [] }
    return written.compactMap { paths in
      let those = paths.filter(ignored.contains)
      guard let first = those.first else { return nil }
      let others = those.count == 1 ? "" : " and \(those.count - 1) more"
      return "git ignores \(first)\(others): handoffs leave out ignored files"
    }
  }

  private func gitWords(for path: RelativePath) throws(Findings) -> String {
    let isTracked = try diagnosing { () throws(GitError) in try workspace.git.isTracked(path) }
    return isTracked ? "tracked by git" : try isIgnored(path) ? "ignored by git" : "not tracked by git"
  }

  private func isIgnored(_ path: RelativePath) throws(Findings) -> Bool {
    try diagnosing { () throws(GitError) in try workspace.git.isIgnored(path) }
  }
}

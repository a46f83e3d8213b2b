package import Diagnostics
import FileTrees
import GitReading
import Merging
import Texts

extension Decisions.File {
  /// Puts the decision on an open conflict into a policy, or reports why it does not fit the conflict.
  ///
  /// A hunk that is not decided leaves the file in conflict. Throws `busy` (75) where the conflict is not the one that
  /// was decided on.
  package func settle(_ file: FilePlan, in policy: inout ConflictPolicy) throws(Findings) {
    let hunks = try diagnosing { () throws(GitError) in try file.conflict?.placedHunks() ?? [] }
    switch choice {
    case .whole(let choice): policy.byPath[file.path] = choice
    case .all(let resolution):
      if hunks.isEmpty { throw Findings(cannotBeSplit(file)) }
      policy.byHunk[file.path] = hunks.map { _ in resolution }
    case .hunks(let decided):
      if hunks.isEmpty { throw Findings(cannotBeSplit(file)) }
      if let findings = Findings(decided.compactMap { fault(of: $0, among: hunks, of: file) }) {
        throw findings
      }
      let sides = Dictionary(decided.map { ($0.number, $0.resolution) }) { first, _ in first }
      let resolutions = hunks.compactMap { sides[$0.number] }
      if resolutions.count == hunks.count { policy.byHunk[file.path] = resolutions }
    }
  }

  private func cannotBeSplit(_ file: FilePlan) -> Diagnostic {
    Diagnostic(
      .invalidDecision,
      "\(file.path) has no hunks to decide: \(file.conflict?.words ?? "it is not in conflict")",
      at: place, hint: "use 'take: ours' or 'take: theirs' for the whole file")
  }

  private func fault(
    of decision: Decisions.Hunk, among hunks: [ConflictHunk], of file: FilePlan
  ) -> Diagnostic? {
    guard let hunk = hunks.first(where: { $0.number == decision.number }) else {
      let count = hunks.count == 1 ? "1 hunk" : "\(hunks.count) hunks"
      return Diagnostic(
        .invalidDecision, "\(file.path) has no hunk \(decision.number) (it has \(count))", at: decision.place)
    }
    guard let id = decision.id, id != hunk.id else { return nil }
    return Diagnostic(
      .moved, "hunk \(hunk.number) of \(file.path) has changed: its id is \(hunk.id), not \(quoted(id))",
      at: decision.place, hint: "list the conflicts again (--json) and decide again")
  }
}

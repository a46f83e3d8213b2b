import Collecting
import Diagnostics
import FileTrees
import Jobs
import JSONCoding
import Merging
import Planning
import Units

extension Console {
  /// Prints the result of a job that writes, and returns its exit status.
  func show(_ outcome: Outcome, of command: String, asJSON: Bool) throws(Findings) -> Int32 {
    streams.keep(outcome)
    if asJSON {
      try write(document: try OutcomeReport(outcome, command: command))
    } else {
      for note in outcome.notes { say(note) }
      let shown = outcome.plan.units.filter { outcome.state == .undecided || !$0.isUndecided }
      for unit in shown { print(PlanView(console: self).lines(of: unit)) }
      for failure in outcome.failures { report(failure) }
      print(summary(of: outcome))
      for step in outcome.nextSteps { say("next: \(step)") }
      explainConflicts(of: outcome)
    }
    return outcome.exitStatus
  }

  private func summary(of outcome: Outcome) -> String {
    let changed = outcome.plan.units.lazy.filter { !$0.isUndecided }.flatMap(\.files).filter(
      \.changesSomething)
    let (written, deleted) = changed.reduce(into: (0, 0)) { counts, file in
      if file.result != nil { counts.0 += 1 } else { counts.1 += 1 }
    }
    let would = outcome.state == .planned ? "would be " : ""
    let parts = [
      written > 0 ? "\(counted(written)) \(would)written" : nil,
      deleted > 0 ? "\(counted(deleted)) \(would)deleted" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    let onlyRecord = "only tenon's record of the unit"
    return switch outcome.state {
    case .applied where !outcome.plan.conflicts.isEmpty:
      "\(painted("done", .yellow)): \(parts.isEmpty ? onlyRecord : parts), \(conflicts(outcome)) to resolve"
    case .applied where parts.isEmpty: "\(painted("done", .green)): changed \(onlyRecord)"
    case .applied: "\(painted("done", .green)): \(parts)"
    case .unchanged: "nothing to do"
    case .planned: "dry run: \(parts.isEmpty ? "\(onlyRecord) would change" : parts)"
    case .undecided: "\(painted("nothing written", .red)): \(conflicts(outcome)) to resolve"
    }
  }

  private func conflicts(_ outcome: Outcome) -> String {
    outcome.plan.conflicts.count == 1 ? "1 conflict" : "\(outcome.plan.conflicts.count) conflicts"
  }

  private func counted(_ number: Int) -> String { number == 1 ? "1 file" : "\(number) files" }

  /// Hints for conflicts are printed after them.
  private func explainConflicts(of outcome: Outcome) {
    guard let first = outcome.plan.conflicts.first else { return }
    for obstacle in outcome.obstacles { report(obstacle) }
    let holding = outcome.plan.conflicts.count { $0.conflict?.canHoldMarkers == true }
    let markers =
      holding == outcome.plan.conflicts.count
      ? "ours, theirs or markers" : holding == 0 ? "ours or theirs" : "ours, theirs or, for lines, markers"
    say("hint: resolve with --on-conflict \(markers), or for one file --on-conflict ours:\(first.path)")
    if holding > 0 { say("hint: --json lists every conflict, and --decisions FILE resolves them one by one") }
  }
}

import Diagnostics
import FileTrees
import Jobs
import JSONCoding
import Merging
import Planning

extension Console {
  /// Shows what came of a job that writes, and gives its exit status.
  func show(_ outcome: Outcome, of command: String, asJSON: Bool) throws(Findings) -> Int32 {
    if asJSON {
      try write(document: OutcomeReport(outcome, command: command))
    } else {
      for note in outcome.notes { say(note) }
      for unit in outcome.plan.units { for line in PlanView(console: self).lines(of: unit) { print(line) } }
      print(summary(of: outcome))
      for step in outcome.nextSteps { say("next: \(step)") }
      explainConflicts(of: outcome)
    }
    return outcome.exitStatus
  }

  private func summary(of outcome: Outcome) -> String {
    let files = outcome.plan.units.flatMap(\.files)
    let changed = files.filter(\.changesSomething).count
    let count = changed == 1 ? "1 file" : "\(changed) files"
    return switch outcome.state {
    case .applied: "\(painted("done", .green)): \(count) written"
    case .unchanged: "nothing to do"
    case .planned: "dry run: \(count) would be written"
    case .undecided: "\(painted("nothing was written", .red)): \(outcome.plan.conflicts.count) to decide"
    }
  }

  /// The way out of a conflict is said where it is met.
  private func explainConflicts(of outcome: Outcome) {
    guard let first = outcome.plan.conflicts.first else { return }
    for obstacle in outcome.obstacles { report(obstacle) }
    say(
      "hint: decide with --on-conflict ours, theirs or markers; for one file --on-conflict ours:\(first.path)"
    )
  }
}

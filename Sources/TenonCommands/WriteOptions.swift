import ArgumentParser
import Diagnostics
import Jobs
import Planning

/// What every command takes that writes into the workspace.
struct WriteOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: "Write nothing; print the plan.")
  var dryRun = false

  @Option(
    name: .customLong("on-conflict"),
    help: ArgumentHelp(
      "Where you and the skeleton disagree: stop, markers, ours or theirs; CHOICE:PATH for one path.",
      valueName: "choice"))
  var onConflict: [String] = []

  @Option(
    help: ArgumentHelp(
      "Decisions on conflicts, hunk by hunk, from a JSON or YAML file, or from standard input with -.",
      valueName: "file"))
  var decisions: String?

  func request(
    in process: ProcessEnvironment, keepsGoing: Bool = false, merge: MergeChoice = .keys
  ) throws(Findings) -> WriteRequest {
    var policy = try ConflictPolicy(parsing: onConflict)
    policy.decisions = try decisions.map { name throws(Findings) in try process.decisions(name) }
    policy.mergesByLine = merge == .lines
    return WriteRequest(policy: policy, isDryRun: dryRun, keepsGoing: keepsGoing)
  }
}

/// What the commands take that merge with a base.
struct MergeOptions: ParsableArguments {
  @Option(help: "Where lines conflict: keys tries again by structure, lines does not.")
  var merge: MergeChoice = .keys
}

/// How far a merge goes.
enum MergeChoice: String, ExpressibleByArgument, CaseIterable {
  case keys, lines
}

/// Answers as given on the command line.
struct AnswerOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "An answer; a list takes values with commas between them.", valueName: "variable=value"),
    completion: Completions.answers)
  var set: [String] = []

  @Option(
    name: .customLong("unset"),
    help: ArgumentHelp("Give a variable its default again; may be repeated.", valueName: "variable"),
    completion: Completions.variables)
  var unset: [String] = []

  @Option(
    help: ArgumentHelp("Answers from a YAML or JSON file, or from standard input with -.", valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      "Leave a file or folder of the skeleton out of the unit for good; may be repeated.", valueName: "path"))
  var skip: [String] = []

  @Option(
    name: .customLong("no-skip"),
    help: ArgumentHelp("Bring back what was left out; may be repeated.", valueName: "path"))
  var noSkip: [String] = []

  func given(in process: ProcessEnvironment) throws(Findings) -> GivenAnswers {
    GivenAnswers(
      single: set, file: try answers.map { name throws(Findings) in try process.answersFile(name) },
      unset: unset, skipped: skip, unskipped: noSkip)
  }
}

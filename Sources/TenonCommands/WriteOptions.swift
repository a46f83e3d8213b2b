import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Planning
import Units

/// What every command takes that writes into the workspace.
struct WriteOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: "Print the plan without writing anything.")
  var dryRun = false

  @Option(
    name: .customLong("on-conflict"),
    help: ArgumentHelp(
      "How to resolve conflicts: stop, markers, ours or theirs; CHOICE:PATH applies to one path.",
      valueName: "choice"))
  var onConflict: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read conflict decisions, hunk by hunk, from a JSON or YAML file (- for standard input).",
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
  @Option(help: "How to merge where lines conflict: keys retries by structure, lines does not.")
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
      "Set an answer; separate list items with commas.", valueName: "variable=value"),
    completion: Completions.answers)
  var set: [String] = []

  @Option(
    name: .customLong("unset"),
    help: ArgumentHelp("Reset a variable to its default (repeatable).", valueName: "variable"),
    completion: Completions.variables)
  var unset: [String] = []

  @Option(
    help: ArgumentHelp("Read answers from a YAML or JSON file (- for standard input).", valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      "Permanently exclude a file or directory of the skeleton from the unit (repeatable).", valueName: "path"
    ))
  var skip: [String] = []

  @Option(
    name: .customLong("no-skip"),
    help: ArgumentHelp("Include a skipped file or directory again (repeatable).", valueName: "path"))
  var noSkip: [String] = []

  func given(in process: ProcessEnvironment) throws(Findings) -> GivenAnswers {
    GivenAnswers(
      single: set, file: try answers.map { name throws(Findings) in try process.answersFile(name) },
      unset: unset, skipped: skip, unskipped: noSkip)
  }
}

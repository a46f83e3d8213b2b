import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Handoffs
import Jobs
import Units

/// `tenon handoff create`: writes a manifest.
struct HandoffCreateCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create a handoff of these units, or of all units with changes to commit.",
    discussion: """
      Fails if a file contains conflict markers or a credential, is unmerged, or has a filter that runs a program \
      (git-crypt, LFS), or if git ignores tenon's records. Ignored files of a unit are left out and listed.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "Units, such as ansible-role/nginx (default: all).", completion: Completions.units)
  var units: [String] = []

  @Option(help: "Commit subject, with or without a type: 'fix(nginx): close the port'.")
  var title: String?

  @Option(name: .customLong("question"), help: "Add an open question (repeatable).")
  var questions: [String] = []

  @Option(
    name: .customLong("decision"),
    help: ArgumentHelp("Record a decision and its reason (repeatable).", valueName: "decision=reason"))
  var decisions: [String] = []

  @Option(
    help: ArgumentHelp("Include a hand-written file or directory (repeatable).", valueName: "path"))
  var include: [String] = []

  @Flag(
    name: .customLong("run-checks"),
    help: "Run the installed parsers and linters on a copy of the handed-off tree.")
  var runChecks = false

  @Flag(
    name: .customLong("run-code"),
    help:
      "Also run checks that execute the repository's code: terraform validate and test, pytest, mypy, syntax checks."
  )
  var runCode = false

  @Option(
    name: .customLong("allow-failed"),
    help: ArgumentHelp("Hand off even if a check failed; the reason is recorded.", valueName: "reason"))
  var allowFailed: String?

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    var request = HandoffRequest()
    request.units = units
    request.title = title
    request.questions = questions
    request.include = include
    (request.runsChecks, request.runsCode, request.allowFailed) = (runChecks, runCode, allowFailed)
    for text in decisions { request.decisions.append(try Self.decision(text)) }
    let report = try createHandoff(request, in: opened)
    if common.json {
      try show(asJSON: report, on: console)
    } else {
      let lines = report.manifest.map { Self.lines(of: $0, report, on: console) } ?? ["nothing to hand off"]
      for line in lines { console.print(line) }
      for note in report.notes { console.say("note: \(note)") }
      for failure in report.failures { console.report(failure) }
    }
    return report.failures.isEmpty ? 0 : 1
  }

  private func show(asJSON report: HandoffReport, on console: Console) throws(Findings) {
    if let manifest = report.manifest {
      try console.write(document: CreatedHandoff(manifest, report))
    } else if let findings = Findings(report.failures) {
      try console.write(document: ErrorReport(findings))
    }
  }

  private static func decision(_ text: String) throws(Findings) -> Manifest.Scribe.Decision {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Findings(
        Diagnostic(
          .usage, "invalid decision '\(quoted(text))'", hint: "--decision 'DECISION=REASON'"))
    }
    return Manifest.Scribe.Decision(parts[0], reason: parts[1])
  }

  private static func lines(
    of manifest: Manifest, _ report: HandoffReport, on console: Console
  ) -> [String] {
    let verify = shellQuoted(["tenon", "handoff", "verify", manifest.id, "--commit", "HEAD"])
    let leftOut = (manifest.roles.librarian.leaveOut ?? []).map { "  \(quoted($0.path)): \($0.why)" }
    let commands = (manifest.roles.librarian.commands ?? []).map { "  \(shellQuoted($0.argv))" }
    return HandoffView.heading(of: manifest, on: console)
      + report.artifacts.prefix(2).map { "  \($0)" }
      + (leftOut.isEmpty ? [] : ["left out:"] + leftOut)
      + ["to commit exactly these files, run in the repository's root:"] + commands + ["  \(verify)"]
  }
}

/// `tenon.handoff.create/1`.
struct CreatedHandoff: Codable {
  var schema = "tenon.handoff.create/1"
  let id: String
  let summary: String
  let expectedTree: ObjectID
  let papers: [RelativePath]
  let files: [Manifest.File]
  let leftOut: [Manifest.LeftOut]
  let commands: [Manifest.Command]
  /// Units that could not be handed off.
  let errors: [ErrorReport.Item]
  let notes: [String]

  enum CodingKeys: String, CodingKey {
    case schema, id, summary, papers, files, commands, errors, notes
    case expectedTree = "expected_tree"
    case leftOut = "left_out"
  }

  init(_ manifest: Manifest, _ report: HandoffReport) {
    id = manifest.id
    summary = manifest.summary
    expectedTree = manifest.repository.expectedTree
    papers = report.artifacts
    files = manifest.files
    leftOut = manifest.roles.librarian.leaveOut ?? []
    commands = manifest.roles.librarian.commands ?? []
    errors = report.failures.map(ErrorReport.Item.init)
    notes = report.notes
  }
}

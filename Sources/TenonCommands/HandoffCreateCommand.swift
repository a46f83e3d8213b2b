import ArgumentParser
import Diagnostics
import FileTrees
import Handoffs
import Jobs

/// `tenon handoff create`: writes a manifest.
struct HandoffCreateCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Write a handoff of these units, or of all that have something to commit.",
    discussion: """
      Refused where a file holds conflict markers or a credential, is unmerged, lies behind a filter that runs a program \
      (git-crypt, LFS), or where git ignores tenon's own records. Ignored files of a unit are left out, and said.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "Units, such as ansible-role/nginx.", completion: Completions.units)
  var units: [String] = []

  @Option(help: "The subject of the commit, with or without a type: 'fix(nginx): close the port'.")
  var title: String?

  @Option(name: .customLong("question"), help: "A question that is open; may be repeated.")
  var questions: [String] = []

  @Option(
    name: .customLong("decision"),
    help: ArgumentHelp("A decision and its reason; may be repeated.", valueName: "decision=reason"))
  var decisions: [String] = []

  @Option(
    help: ArgumentHelp("A hand-written file or folder to hand off too; may be repeated.", valueName: "path"))
  var include: [String] = []

  @Flag(
    name: .customLong("run-checks"),
    help: "Run installed parsers and linters on a scratch copy of exactly what is handed off.")
  var runChecks = false

  @Flag(
    name: .customLong("run-code"),
    help:
      "Run what executes code of the repository too: terraform validate and test, pytest, mypy, syntax checks."
  )
  var runCode = false

  @Option(
    name: .customLong("allow-failed"),
    help: ArgumentHelp("Hand off although a check failed; the reason is written down.", valueName: "reason"))
  var allowFailed: String?

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
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
          .usage, "'\(quoted(text))' is no decision with a reason", hint: "--decision 'DECISION=REASON'"))
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
      + ["to commit exactly this, from the root of the repository:"] + commands + ["  \(verify)"]
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

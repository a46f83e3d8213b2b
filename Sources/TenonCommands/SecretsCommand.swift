import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Secrets
import Units

/// `tenon secrets`: credentials alone.
struct SecretsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrets",
    abstract: "Find credentials, and allow harmless findings.",
    subcommands: [SecretsCheckCommand.self, SecretsAllowCommand.self]
  )
}

/// `tenon secrets check`: for people, hooks and CI.
struct SecretsCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find credentials in changed files, or in the given files and directories.",
    discussion: """
      In a hook: tenon secrets check --index. In CI: tenon secrets check --since origin/main. --write-baseline records \
      existing findings of an old repository by path, rule and key; they still need to be revoked.

      Exit status: 0 none found, 1 credentials found, 66 no such path.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Files and directories (default: changes since HEAD).")
  var paths: [String] = []

  @Flag(help: "Check all tracked and untracked files that are not ignored.")
  var all = false

  @Flag(help: "Check staged changes.")
  var index = false

  @Option(help: ArgumentHelp("Check changes since this revision.", valueName: "rev"))
  var since: String?

  @Option(help: ArgumentHelp("Output format: text, json or sarif.", valueName: "format"))
  var format = SecretsFormat.text

  @Flag(
    name: .customLong("write-baseline"),
    help:
      "Record current findings in .tenon/secrets-baseline.json; only new ones are reported from then on."
  )
  var writeBaseline = false

  @Flag(name: .customLong("dry-run"), help: "Show what the baseline would contain without writing it.")
  var dryRun = false

  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32 {
    let report = try report(in: process, on: console)
    switch common.json ? .json : format {
    case .json: try console.write(document: SecretsDocument(report))
    case .sarif: try console.write(document: SARIFDocument(report))
    case .text: SecretsView(report).show(on: console)
    }
    return report.findings.isEmpty ? 0 : 1
  }

  private func report(in process: ProcessEnvironment, on console: Console) throws(Findings) -> SecretsReport {
    let request = try request
    do throws(Findings) {
      let opened = try OpenWorkspace(in: process)
      console.say(opened.recovery)
      return try checkSecrets(request, in: opened)
    } catch {
      // Outside a repository the files that are named can be examined all the same.
      let isOutside = error.diagnostics.first?.kind == .missing && !isInRepository(process)
      guard isOutside, !paths.isEmpty, !writeBaseline else { throw error }
      return try checkSecrets(request, in: process)
    }
  }

  private func isInRepository(_ process: ProcessEnvironment) -> Bool {
    do throws(Findings) {
      _ = try OpenWorkspace(in: process)
      return true
    } catch {
      return false
    }
  }

  private var request: SecretsRequest {
    get throws(Findings) {
      let scopes = [all || writeBaseline, index, since != nil, !paths.isEmpty].count { $0 }
      if scopes > 1 {
        throw Findings(
          Diagnostic(
            .usage, "paths, --all, --index, --since and --write-baseline are mutually exclusive",
            hint: "give one of them"))
      }
      var request = SecretsRequest()
      request.paths = paths
      request.writesBaseline = writeBaseline
      request.isDryRun = dryRun
      if all || writeBaseline { request.scope = .everything }
      if index { request.scope = .staged }
      if let since { request.scope = .since(since) }
      return request
    }
  }
}

/// How findings are printed.
enum SecretsFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif
}

/// `tenon secrets allow`: what is harmless.
struct SecretsAllowCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow",
    abstract: "Mark a finding as harmless.",
    discussion: """
      The exception is stored in .tenon/workspace.yaml with a digest of the value: the line may move, but a different \
      value is reported again. A token whose checksum proves it genuine cannot be allowed.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Location of the finding.", valueName: "path:line"))
  var place: String

  @Option(help: "Reason why it is harmless.")
  var why: String

  @Flag(name: .customLong("dry-run"), help: "Show what would be allowed without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try allowSecret(at: place, because: why, in: opened, isDryRun: dryRun)
    if common.json {
      try console.write(document: AllowDocument(report))
    } else {
      for finding in report.allowed {
        console.print("allowed  \(quoted(finding.path)):\(finding.line): \(finding.what)  (\(finding.rule))")
      }
      console.print(
        report.isWritten ? "done: written to \(report.file)" : "dry run: \(report.file) would be written")
    }
    return 0
  }
}

import ArgumentParser
import Diagnostics
import Jobs
import Secrets

/// `tenon secrets`: credentials alone.
struct SecretsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrets",
    abstract: "Look for credentials, and say which are harmless.",
    subcommands: [SecretsCheckCommand.self, SecretsAllowCommand.self]
  )
}

/// `tenon secrets check`: for people, hooks and CI.
struct SecretsCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for credentials in what changed, or in the files and folders that are named.",
    discussion: """
      In a hook: tenon secrets check --index. In CI: tenon secrets check --since origin/main. What an old repository \
      holds already is written down with --write-baseline, by path, rule and key; it is still to be revoked.

      Exit status: 0 none found, 1 found, 66 no such path.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Files and folders; what changed since HEAD where none is named.")
  var paths: [String] = []

  @Flag(help: "Look at every file that git tracks or would.")
  var all = false

  @Flag(help: "Look at what is staged: what git commit would hold.")
  var index = false

  @Option(help: ArgumentHelp("Look at what changed since this revision.", valueName: "rev"))
  var since: String?

  @Option(help: ArgumentHelp("How to print what is found: text, json or sarif.", valueName: "format"))
  var format = SecretsFormat.text

  @Flag(
    name: .customLong("write-baseline"),
    help:
      "Write down what every file holds by now in .tenon/secrets-baseline.json; only what is new is found then."
  )
  var writeBaseline = false

  @Flag(name: .customLong("dry-run"), help: "Write no baseline; say what it would hold.")
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
      // Outside a repository the files that are named can be looked at all the same.
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
            .usage, "paths, --all, --index, --since and --write-baseline exclude each other",
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
    abstract: "Say that what was found in a line is harmless.",
    discussion: """
      It is written into .tenon/workspace.yaml with a digest of the value: it may move to another line, and another value \
      in its place is found. What a checksum proves to have been given out is never allowed.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Where it was found.", valueName: "path:line"))
  var place: String

  @Option(help: "Why it is harmless.")
  var why: String

  @Flag(name: .customLong("dry-run"), help: "Write nothing; show what would be allowed.")
  var dryRun = false

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
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

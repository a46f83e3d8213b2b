import Applying
import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import JSONCoding
import Units
import Workspaces

/// A command of tenon: it builds a job, runs it, and prints the result.
protocol Command: ParsableCommand {
  var common: CommonOptions { get }

  /// Runs the job and prints its report; the result is the exit status.
  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32
}

/// A command that works in a workspace, which is opened for it, and only here.
protocol WorkspaceCommand: Command {
  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32
}

extension WorkspaceCommand {
  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32 {
    let opened = try OpenWorkspace(in: process)
    console.streams.keep(opened)
    console.say(onOpening: opened)
    return try perform(in: opened, on: console)
  }
}

/// A command that needs the skeletons within reach, in a workspace or out of one.
protocol CatalogueCommand: Command {
  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32
}

extension CatalogueCommand {
  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32 {
    let catalogue = try process.reachableCatalogue { console.say(onOpening: $0) }
    return try perform(with: catalogue, in: process, on: console)
  }
}

extension ProcessEnvironment {
  /// The workspace's skeletons; outside a repository the user's own and the built-in ones, which are there all the same.
  func reachableCatalogue(
    onOpening look: (OpenWorkspace) -> Void = { _ in }
  ) throws(Findings) -> SkeletonCatalogue {
    do throws(Findings) {
      let opened = try OpenWorkspace(in: self)
      look(opened)
      return opened.catalogue
    } catch {
      guard error.diagnostics.first?.kind == .missing else { throw error }
      return catalogue
    }
  }
}

extension Console {
  /// Prints what was unusual about the workspace when it was opened, which does not stop readers.
  func say(onOpening opened: OpenWorkspace) {
    if let distrust = opened.distrust {
      let place = distrust.place.map { "\($0): " } ?? ""
      say("note: \(place)\(distrust.message)")
    }
    say(opened.recovery)
  }

  /// Reports what was found interrupted and brought to its end.
  func say(_ recovery: Recovery?) {
    if let recovery { say("note: \(recovery.line)") }
  }
}

extension Command {
  /// Runs the command, and turns what went wrong into words and a status.
  func execute(in process: ProcessEnvironment, on streams: StandardStreams) -> Int32 {
    let console = Console(streams, color: common.color, environment: process.environment)
    guard common.progress == .json else {
      var told = process
      if let progress = TerminalProgress(on: console, in: process) { told.progress = { progress.show($0) } }
      return execute(in: told, on: console)
    }
    let name = (TenonCommand.path(to: Self.self) ?? [Self._commandName]).joined(separator: " ")
    var told = process
    told.progress = { console.say(ProgressLine($0, of: name)) }
    console.say(ProgressLine(.started, of: name))
    let status = execute(in: told, on: console)
    console.say(ProgressLine(.finished, of: name, status: status))
    return status
  }

  private func execute(in process: ProcessEnvironment, on console: Console) -> Int32 {
    do throws(Findings) {
      return try perform(in: try process.entering(common.directory), on: console)
    } catch {
      return report(error, on: console, asJSON: common.json)
    }
  }
}

/// Prints every finding, on stderr as text or on stdout as one JSON document; the first one decides the status.
func report(_ findings: Findings, on console: Console, asJSON: Bool) -> Int32 {
  if asJSON {
    console.write(ErrorReport(findings).json)
  }
  // What could not be reported as a document is reported in words.
  if !asJSON || console.streams.fault != nil {
    for diagnostic in findings.diagnostics { console.report(diagnostic) }
  }
  return findings.diagnostics.first?.kind.exitStatus ?? Diagnostic.Kind.fault.exitStatus
}

extension Console {
  /// Writes the one document that a command gives with `--json`.
  func write(document: some Encodable) throws(Findings) {
    write(try encodeJSON(document))
  }
}

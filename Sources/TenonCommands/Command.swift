import Applying
import ArgumentParser
import Diagnostics
import Jobs
import JSONCoding

/// A command of tenon: it builds a job, runs it, and says what came of it.
protocol Command: ParsableCommand {
  var common: CommonOptions { get }

  /// Runs the job and prints its report; the result is the exit status.
  func perform(in surroundings: Surroundings, on console: Console) throws(Findings) -> Int32

  /// The same where an apply that a crash interrupted has just been finished or taken back, which was said already.
  func perform(
    after recovery: Recovery, in surroundings: Surroundings, on console: Console
  ) throws(Findings) -> Int32
}

extension Command {
  func perform(
    after recovery: Recovery, in surroundings: Surroundings, on console: Console
  ) throws(Findings) -> Int32 {
    try perform(in: surroundings, on: console)
  }
}

extension Command {
  /// Runs the command, and turns what went wrong into words and a status.
  func execute(in surroundings: Surroundings) -> Int32 {
    let console = Console(color: common.color, environment: surroundings.environment)
    do throws(Findings) {
      let place = try surroundings.entering(common.directory)
      guard let recovery = try recoverWorkspace(around: place) else {
        return try perform(in: place, on: console)
      }
      console.say("note: \(recovery.line)")
      return try perform(after: recovery, in: place, on: console)
    } catch {
      return report(error, on: console, asJSON: common.json)
    }
  }
}

/// Says every finding, on stderr in words or on stdout as one JSON document; the first one decides the status.
func report(_ findings: Findings, on console: Console, asJSON: Bool) -> Int32 {
  if asJSON {
    console.write(ErrorReport(findings).json)
  } else {
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

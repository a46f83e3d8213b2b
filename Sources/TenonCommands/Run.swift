import Collecting
import Units
import ArgumentParser
import Diagnostics
import Disk
import Glibc
import Jobs

/// Runs one command line and returns its exit status; the words go to stdout and stderr.
package func run(_ arguments: [String]) -> Int32 {
  hearSignals()
  holdStandardStreams()
  ThisProcess.beginCommand()
  StandardOutput.begin()
  let status = runHere(arguments)
  guard let fault = StandardOutput.fault else { return status }
  Console(color: .auto, environment: [:]).report(fault)
  return fault.kind.exitStatus
}

private func runHere(_ arguments: [String]) -> Int32 {
  do throws(Findings) {
    return run(arguments, in: try .ofThisProcess())
  } catch {
    return report(error, on: Console(color: .auto, environment: [:]), asJSON: arguments.contains("--json"))
  }
}

/// Unblocks ^C and SIGTERM if the parent had blocked them; a signal that is ignored stays so (nohup(1)).
private func hearSignals() {
  signal(SIGPIPE, SIG_IGN)
  var heard = sigset_t()
  unsafe sigemptyset(&heard)
  for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&heard, number) }
  unsafe pthread_sigmask(SIG_UNBLOCK, &heard, nil)
}

private func run(_ arguments: [String], in process: ProcessEnvironment) -> Int32 {
  do {
    var parsed = try TenonCommand.parseAsRoot(withFolderBehind(arguments))
    guard let command = parsed as? any Command else {
      try parsed.run()
      return 0
    }
    return command.execute(in: process)
  } catch {
    return explain(error, arguments: arguments, environment: process.environment)
  }
}

/// Moves `-C DIR` from before the command, where git has it, to after it, where every command takes it.
private func withFolderBehind(_ arguments: [String]) -> [String] {
  guard arguments.count > 2, arguments[0] == "-C" else { return arguments }
  let rest = arguments.dropFirst(2)
  let end = rest.firstIndex(of: "--") ?? rest.endIndex
  return Array(rest[..<end] + arguments.prefix(2) + rest[end...])
}

/// Help and versions are results; anything else from the parser is a usage error, in our form.
private func explain(_ error: any Error, arguments: [String], environment: [String: String]) -> Int32 {
  let console = Console(color: .auto, environment: environment)
  if TenonCommand.exitCode(for: error).isSuccess {
    console.print(TenonCommand.fullMessage(for: error))
    return 0
  }
  let unknown = unknownCommand(in: withFolderBehind(arguments), of: TenonCommand.self)
  let said = Diagnostic(.usage, TenonCommand.message(for: error), hint: usageHint(for: error))
  return report(Findings(unknown ?? said), on: console, asJSON: arguments.contains("--json"))
}

/// The usage line that the parser adds to its message.
private func usageHint(for error: any Error) -> String? {
  TenonCommand.fullMessage(for: error).split(separator: "\n").first { $0.hasPrefix("Usage: ") }
    .map { "usage: " + $0.dropFirst("Usage: ".count) }
}

import ArgumentParser
import Diagnostics
import Disk
import Glibc
import Jobs
import Threading
package import Units
import Workspaces

/// Runs one command line and returns its exit status; the words go to stdout and stderr.
package func run(_ arguments: [String]) -> Int32 {
  hearSignals()
  holdStandardStreams()
  ThisProcess.beginCommand()
  growHeapsWidely()
  EarlySkeleton.begin(for: arguments)
  let streams = StandardStreams.ofThisProcess
  do throws(Findings) {
    return run(arguments, in: try .ofThisProcess(), on: streams)
  } catch {
    return report(error, on: Console(streams), asJSON: arguments.contains("--json"))
  }
}

/// The same in an environment and on streams that are given: nothing of this process's own is looked at.
package func run(
  _ arguments: [String], in process: ProcessEnvironment, on streams: StandardStreams
) -> Int32 {
  var process = process
  process.input = streams.input
  let status = execute(arguments, in: process, on: streams)
  guard let fault = streams.fault else { return status }
  Console(streams).report(fault)
  return fault.kind.exitStatus
}

/// Unblocks ^C and SIGTERM if the parent had blocked them; a signal that is ignored stays so (nohup(1)).
private func hearSignals() {
  signal(SIGPIPE, SIG_IGN)
  var heard = sigset_t()
  unsafe sigemptyset(&heard)
  for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&heard, number) }
  unsafe pthread_sigmask(SIG_UNBLOCK, &heard, nil)
}

private func execute(
  _ arguments: [String], in process: ProcessEnvironment, on streams: StandardStreams
) -> Int32 {
  do {
    var parsed = try TenonCommand.parseAsRoot(withFolderBehind(arguments))
    guard let command = parsed as? any Command else {
      try parsed.run()
      return 0
    }
    return command.execute(in: process, on: streams)
  } catch {
    return explain(error, arguments, on: Console(streams, environment: process.environment))
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
private func explain(_ error: any Error, _ arguments: [String], on console: Console) -> Int32 {
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

import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import ModelContext
import Units

/// `tenon mcp`: serves agents until its input ends.
struct MCPCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Run a Model Context Protocol server on standard input and output.",
    discussion: """
      Messages are one JSON object per line, in revision 2026-07-28 or in sessions of 2025-11-25, 2025-06-18 or \
      2025-03-26. Tools: status, diff, skeletons, plan, apply, check, handoff_create, handoff_verify. The server exits at \
      the end of its input.
      """
  )

  @OptionGroup var common: CommonOptions

  /// A message of the largest decisions and answers fits in so many bytes.
  private static let lineLimit = 4 << 20

  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32 {
    try sayRecovery(in: process, on: console)
    var silent = process
    silent.progress = nil
    let tools = try AgentTools { [silent] () throws(Findings) in
      try silent.asOfNow().entering(silent.directory)
    }
    var server = ContextServer(
      name: "tenon", version: tenonVersion, instructions: Self.instructions, tools: tools)
    var input = LineReader(console.streams.input, limit: Self.lineLimit)
    while let line = input.next() {
      let answer: [UInt8]? =
        switch line {
        case .text(let bytes): server.answer(to: bytes)
        case .tooLong: server.answer(toLineBeyond: Self.lineLimit)
        }
      if let answer { console.write(answer + [UInt8(ascii: "\n")]) }
    }
    return 0
  }

  /// Brings to its end what was interrupted here, as every command does; outside a repository there is nothing.
  private func sayRecovery(in process: ProcessEnvironment, on console: Console) throws(Findings) {
    do throws(Findings) {
      console.say(onOpening: try OpenWorkspace(in: process))
    } catch {
      // Each call reports its own errors.
    }
  }

  private static let instructions = """
    tenon lays out infrastructure code (Ansible roles, Terraform modules, Compose stacks) from skeletons in a git \
    repository and regenerates it without losing edits. Order: status, skeletons, plan, apply, diff, handoff_create. \
    Never write below .tenon, never commit: the handoff states who commits and how. Credentials are references, never values.
    """
}

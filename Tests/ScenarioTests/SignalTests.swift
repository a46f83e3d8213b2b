import Foundation
import Testing
import TestSupport

/// A signal in the middle of an apply or of a question, as a shell and a terminal see it.
@Suite(.requires("strace"))
struct SignalTests {
  /// How the process was started, what is sent, and what a shell's `$?` is to be.
  struct Start: CustomTestStringConvertible, Sendable {
    let with: [String]
    let signal: String
    let status: Int32

    var testDescription: String { "\(with.joined(separator: " ")) \(signal)" }
  }

  static let starts = [
    Start(with: ["env"], signal: "INT", status: 130),
    Start(with: ["env"], signal: "TERM", status: 143),
    Start(with: ["env"], signal: "HUP", status: 129),
    Start(with: ["env", "--block-signal=INT,TERM,HUP"], signal: "INT", status: 130),
    Start(with: ["env", "--block-signal=INT,TERM,HUP"], signal: "TERM", status: 143),
    // Who ignores a signal for us wants the work done.
    Start(with: ["env", "--ignore-signal=INT,TERM,HUP"], signal: "INT", status: 0),
    Start(with: ["env", "--ignore-signal=INT,TERM,HUP"], signal: "TERM", status: 0),
    Start(with: ["nohup"], signal: "HUP", status: 0),
    Start(with: ["nohup"], signal: "TERM", status: 143),
  ]

  /// Does something to the command where everything is staged and nothing has moved yet.
  private static func strace(_ harm: String) -> String {
    "strace -f -qq -o /dev/null -e trace=fsync -e inject=fsync:\(harm):when=1"
  }

  @Test(arguments: starts)
  func `a signal while files are written ends before or after, with the status that a shell shows`(
    start: Start
  ) throws {
    let stage = try FaultStage(.update)
    let folder = try stage.copy("struck")
    let script = "env --default-signal \(Self.strace("signal=\(start.signal)")) \"$@\"; exit $?"
    let finished = try stage.sandbox.run(
      "bash", ["-c", script, "bash"] + start.with + [try tenonExecutable()] + stage.command.arguments,
      in: folder)
    #expect(finished.status == start.status, "\(finished.errorText)")
    let wanted = start.status == 0 ? stage.after : stage.before
    #expect(try State(of: folder, in: stage.sandbox).differences(from: wanted) == [])
    #expect(!stage.sandbox.exists("\(folder)/.tenon/state/pending"))
  }

  @Test func `a background job of a script hears no interrupt, and is done`() throws {
    let stage = try FaultStage(.new)
    let folder = try stage.copy("background")
    let script = "\(Self.strace("signal=INT")) \"$0\" new ./skeletons/unit web & wait $!"
    let finished = try stage.sandbox.run(
      "env", ["--default-signal", "sh", "-c", script, try tenonExecutable()], in: folder)
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(try State(of: folder, in: stage.sandbox).differences(from: stage.after) == [])
  }

  /// Runs a command in the foreground of a shell that outlives it, and says how the terminal was left.
  private func onTerminal(
    _ sandbox: Sandbox, _ folder: String, _ command: String, replies: [Reply]
  ) throws -> TerminalSession {
    let script = """
      stty -g > ../before
      trap : INT
      \(command); echo "status $?"
      stty -g > ../after
      cmp ../before ../after && echo sane
      """
    return try sandbox.onTerminal(
      "/bin/sh", ["-c", script, try tenonExecutable()], replies: replies, in: folder)
  }

  @Test func `^C while files are written leaves the tree and the terminal as they were`() throws {
    let stage = try FaultStage(.update)
    let folder = try stage.copy("typed")
    let untilStaged = "while ! [ -e .tenon/state/pending/journal.part ]; do sleep 0.01; done"
    let session = try onTerminal(
      stage.sandbox, folder,
      "(\(untilStaged); echo now) & \(Self.strace("delay_enter=3000000")) \"$0\" update",
      replies: [Reply(to: "now", "\u{3}")])
    #expect(session.screen.contains("status 130"), "\(session.screen)")
    #expect(session.screen.contains("sane"), "\(session.screen)")
    #expect(try State(of: folder, in: stage.sandbox).differences(from: stage.before) == [])
  }

  @Test func `^C at a question leaves the tree and the terminal as they were`() throws {
    let stage = try FaultStage(.new)
    let folder = try stage.copy("asked")
    let before = try Snapshot(of: stage.sandbox.path(folder))
    let session = try onTerminal(
      stage.sandbox, folder, "\"$0\" new ./skeletons/unit", replies: [Reply(to: "name", "\u{3}")])
    #expect(session.screen.contains("status 130"), "\(session.screen)")
    #expect(session.screen.contains("sane"), "\(session.screen)")
    #expect(try Snapshot(of: stage.sandbox.path(folder)).differences(from: before) == [])
  }
}

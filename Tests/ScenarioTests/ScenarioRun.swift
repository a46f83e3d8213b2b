import Foundation
import TestSupport

/// A scenario being played: a sandbox with an empty git repository `repo`, in which it begins.
struct ScenarioRun {
  let sandbox: Sandbox
  private let executable: String

  init() throws {
    sandbox = try Sandbox()
    executable = try tenonExecutable()
    try sandbox.makeRepository()
    try sandbox.write(".scenario/folder", sandbox.path("repo"))
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path(".scenario/tenon"), withDestinationPath: executable)
  }

  /// Runs one command in the folder that the last one left, and says what it showed.
  func result(of step: ScenarioFile.Step) throws -> ScenarioFile.Step {
    try sandbox.write(".scenario/command", step.command.joined(separator: "\n") + "\n")
    let shell = """
      cd "$(cat "$0/folder")" && . "$0/command"
      status=$?
      pwd > "$0/folder"
      exit $status
      """
    let finished = try sandbox.run(
      "sh", ["-c", "{ \(shell)\n} 2>&1", sandbox.path(".scenario")],
      extra: ["PATH": "\(sandbox.path(".scenario")):\(searchPath)"])
    var shown = finished.text.replacing(sandbox.root, with: "$ROOT").components(separatedBy: "\n")
    if shown.last == "" { shown.removeLast() }
    let output = matches(shown, step.expected[...]) ? step.expected : shown
    return ScenarioFile.Step(command: step.command, expected: output, status: finished.status)
  }

  /// The repository as it is, `.git` included, and all that stands beside it.
  ///
  /// But for the ignored file that names the last process that held the lock.
  func snapshot() throws -> Snapshot {
    try Snapshot(of: sandbox.root).without(".scenario").without("repo/.tenon/state/lock")
  }

  func write(_ path: String, _ lines: [String]) throws {
    try sandbox.write("repo/\(path)", lines.map { "\($0)\n" }.joined())
  }
}

/// Whether the lines are the expected ones, with `...` for any number of them.
func matches(_ lines: [String], _ expected: ArraySlice<String>) -> Bool {
  guard let first = expected.first else { return lines.isEmpty }
  if first == "..." {
    return lines.indices.contains { matches(Array(lines[$0...]), expected.dropFirst()) }
      || expected.dropFirst().isEmpty
  }
  return lines.first == first && matches(Array(lines.dropFirst()), expected.dropFirst())
}

import Testing
import TestSupport

/// What standard output does to the exit status: a reader that goes away nothing, a disk that is full everything.
@Suite struct StandardOutputTests {
  /// A command of the workspace below, its verdict, and whether it writes files.
  struct Question: CustomTestStringConvertible, Sendable {
    let command: String
    let verdict: Int32
    var writes = false

    var testDescription: String { command }
  }

  static let questions = [
    Question(command: "--help", verdict: 0),
    Question(command: "--version", verdict: 0),
    Question(command: "status", verdict: 0),
    Question(command: "status --json", verdict: 0),
    Question(command: "diff", verdict: 0),
    Question(command: "diff --exit-code", verdict: 1),
    Question(command: "check --fail-on drift", verdict: 1),
    Question(command: "handoff verify ../handoff.json", verdict: 1),
    Question(command: "handoff verify ../handoff.json --json", verdict: 1),
    Question(command: "update", verdict: 2),
    Question(command: "status unit/nobody --json", verdict: 66),
    Question(command: "new ./skeletons/unit other", verdict: 0, writes: true),
    Question(command: "update --on-conflict markers", verdict: 1, writes: true),
    Question(command: "update --on-conflict ours", verdict: 0, writes: true),
  ]

  @Test(arguments: questions)
  func `a reader that is gone changes no verdict`(question: Question) throws {
    let sandbox = try Self.workspace()
    // The pipe's reading end is closed before the command begins.
    let script = "mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; \"$0\" -C repo \"$@\" >&4"
    let finished = try run(script, question, in: sandbox)
    #expect(finished.status == question.verdict, "\(finished.errorText)")
    #expect(try isTouched(sandbox) == question.writes)
  }

  @Test(.requires("a full device", fullDevice), arguments: questions, [">/dev/full", ">&-"])
  func `output that cannot be written is 74, and says whether files were`(
    question: Question, redirection: String
  ) throws {
    let sandbox = try Self.workspace()
    let finished = try run("\"$0\" -C repo \"$@\" \(redirection)", question, in: sandbox)
    #expect(finished.status == 74, "\(finished.errorText)")
    let words = question.writes ? "files were written" : "no file was written"
    let reason = redirection == ">&-" ? "Bad file descriptor" : "No space left on device"
    #expect(
      finished.errorText.contains("error: could not write to standard output: \(reason); \(words)\n"),
      "\(finished.errorText)")
    #expect(try isTouched(sandbox) == question.writes)
  }

  @Test func `an error that cannot be said as a document is said in words`() throws {
    let sandbox = try Self.workspace()
    let finished = try run(
      "\"$0\" -C repo \"$@\" >&-", Question(command: "status unit/nobody --json", verdict: 66), in: sandbox)
    #expect(finished.errorText.contains("unit/nobody"), "\(finished.errorText)")
  }

  @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func `no file takes the place of a stream that is closed`(redirection: String) throws {
    let (sandbox, open) = (try Self.workspace(), try Self.workspace())
    let question = Question(command: "new ./skeletons/unit other", verdict: 0, writes: true)
    try run("\"$0\" -C repo \"$@\" \(redirection)", question, in: sandbox)
    try run("\"$0\" -C repo \"$@\"", question, in: open)
    let files = ["units/other/a.txt", ".tenon/units/unit/other/record.json", ".tenon/state/.gitignore"]
    for file in files { #expect(try sandbox.text("repo/\(file)") == open.text("repo/\(file)")) }
    #expect(try sandbox.git("fsck").status == 0)
  }

  @discardableResult
  private func run(_ script: String, _ question: Question, in sandbox: Sandbox) throws -> Finished {
    let words = question.command.split(separator: " ").map(String.init)
    return try sandbox.run("bash", ["-c", script, try tenonExecutable()] + words)
  }

  /// Whether anything differs from the workspace as it begins.
  private func isTouched(_ sandbox: Sandbox) throws -> Bool {
    try sandbox.git("status", "--porcelain").text != "?? notes.txt\n"
  }

  /// One unit that a person edited where its skeleton changed too, and a handoff of something else.
  private static func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("repo/skeletons/unit/files/a.txt", "one\n")
    try sandbox.tenon("new", "./skeletons/unit", "web")
    try sandbox.tenon("handoff", "create")
    try sandbox.run("sh", ["-c", "mv repo/.tenon/handoffs/*.json handoff.json"])
    try sandbox.write("repo/units/web/a.txt", "ONE\n")
    try sandbox.write("repo/skeletons/unit/files/a.txt", "1\n")
    try sandbox.commitAll()
    try sandbox.write("repo/notes.txt", "by hand\n")
    return sandbox
  }

  private static let fullDevice: Bool = {
    (try? runProgram("test", ["-c", "/dev/full"], in: "/", environment: ["PATH": searchPath]))?.status == 0
  }()
}

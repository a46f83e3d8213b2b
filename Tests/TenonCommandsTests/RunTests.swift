import Collecting
import Foundation
import Glibc
import Jobs
import TenonCommands
import Testing
import TestSupport
import Units

/// The road of every command: arguments in, words and a status out, and nothing of this process looked at.
struct RunTests {
  @Test func `folder, environment and standard input are those that are given`() throws {
    let scene = try Scene()
    let laid = try scene.tenon(
      "new", "queue", "mail", "--answers", "-", in: "repo/../repo", input: "size: 5\nowner: ann\n")
    #expect(laid.status == 0, "\(laid.errorText)")
    #expect(try scene.text("queues/mail/queue.conf").contains("size 5\n"))
    let other = try scene.tenon("new", "queue", "post", extra: ["HOME": "/nonexistent"])
    #expect(other.status == 66 && other.errorText.contains("'queue'"))
  }

  @Test func `the clock is the environment's`() throws {
    let scene = try Scene()
    try scene.succeed("new", "queue", "mail")
    let created = try scene.document("handoff", "create").text("id") ?? ""
    let again = try scene.tenon("handoff", "create", extra: ["SOURCE_DATE_EPOCH": "1000000000"])
    #expect(again.status == 0)
    #expect(try scene.tenon("handoff", "list").text.contains("2026-01-02T03:04:05Z") || !created.isEmpty)
    #expect(try scene.tenon("handoff", "list").text.contains("2001-09-09T01:46:40Z"))
  }

  @Test(arguments: [
    ["-C", "deep", "status"], ["status", "-C", "deep"],
  ])
  func `a folder stands before the command or behind it`(arguments: [String]) throws {
    let scene = try Scene(["deep/x": "x\n"])
    let finished = try scene.sandbox.tenon(arguments)
    #expect(finished.status == 0, "\(finished.errorText)")
  }

  @Test func `results go to the output, and all else to the errors`() throws {
    let scene = try Scene()
    let finished = try scene.tenon("new", "queue", "mail")
    #expect(
      finished.text.hasPrefix("queue/mail\n  create  ") && finished.text.hasSuffix("done: 3 files written\n"))
    #expect(finished.errorText == "next: tenon diff queue/mail\nnext: tenon handoff create queue/mail\n")
  }

  // MARK: what cannot be run

  /// A command line that nobody understands, and what is said of it.
  static let misspelt: [(arguments: [String], code: String, words: String, hint: String)] = [
    (["updat"], "unknown-command", "there is no command 'updat'", "did you mean 'update'?"),
    (["zzzzzzzzz"], "unknown-command", "there is no command 'zzzzzzzzz'", "list them with 'tenon --help'"),
    (["handoff", "lst"], "unknown-command", "there is no command 'lst'", "did you mean 'list'?"),
    (["-C", ".", "statu"], "unknown-command", "there is no command 'statu'", "did you mean 'status'?"),
    (["new"], "usage", "Missing expected argument '<skeleton>'", "usage: tenon new"),
    (["status", "--colour"], "usage", "Unknown option '--colour'", "usage: tenon status"),
    (
      ["diff", "--color", "green"], "usage", "The value 'green' is invalid for '--color <when>'",
      "usage: tenon diff"
    ),
    (
      ["handoff", "verify", "abcd", "--signers", "x"], "usage",
      "--signers and --signature must be used together", "usage:"
    ),
    (
      ["handoff", "verify", "abcd", "--index", "--commit", "HEAD"], "usage",
      "--index and --commit are mutually exclusive", "usage:"
    ),
  ]

  @Test(arguments: misspelt.indices)
  func `a command line that nobody understands is a usage error in our form`(index: Int) throws {
    let (arguments, code, words, hint) = Self.misspelt[index]
    let scene = try Scene()
    let said = try scene.sandbox.tenon(arguments)
    #expect(said.status == 64 && said.text == "")
    #expect(
      said.errorText.hasPrefix("error: \(words)") && said.errorText.contains("\nhint: \(hint)"),
      "\(said.errorText)")
    let document = try Document(try scene.sandbox.tenon(arguments + ["--json"]))
    #expect(document.status == 64 && document.text("schema") == "tenon.error/1")
    #expect(document.text("code") == code && document.text("kind") == "usage")
    #expect(document.text("message")?.hasPrefix(words) == true)
  }

  @Test func `help and the version are results`() throws {
    let sandbox = try Sandbox()
    for arguments in [["--help"], ["help", "update"], ["handoff", "--help"]] {
      let help = try sandbox.tenon(arguments, in: "")
      #expect(help.status == 0 && help.text.contains("USAGE: tenon") && help.errorText == "")
    }
    #expect(try sandbox.tenon("--version", in: "").text == tenonVersion + "\n")
  }

  /// A refusal of each kind, and its status.
  static let refusals: [(arguments: [String], folder: String, status: Int32, code: String)] = [
    (["status", "nothing"], "repo", 66, "no-unit"), (["status"], "home", 66, "no-repository"),
    (["new", "queue", "mail"], "repo", 73, "unit-exists"),
    (["new", "queue", "Mail"], "repo", 65, "invalid-answer"),
    (["new", "queue", "post", "--set", "size"], "repo", 64, "invalid-set"),
    (["new", "queue", "post", "--into", "../x"], "repo", 65, "invalid-path"),
    (["-C", "gone", "status"], "repo", 66, "no-file"),
    (["handoff", "show", "abcd"], "repo", 66, "no-handoff"),
    (["apply", "gone.json"], "repo", 66, "no-file"), (["schema", "statsu"], "repo", 66, "no-schema"),
    (["check", "--fail-on", "drift,tired"], "repo", 64, "usage"), (["redo"], "repo", 66, "nothing-to-do"),
    (["init"], "configured", 73, "file-exists"), (["status"], "broken", 65, "invalid-workspace"),
  ]

  @Test(arguments: refusals.indices)
  func `a refusal is words on the errors, or one document, and its kind is the status`(index: Int) throws {
    let (arguments, folder, status, code) = Self.refusals[index]
    let scene = try Scene.laidOut()
    for (name, text) in [("configured", "defaults: {}\n"), ("broken", "layout: [\n")] {
      try scene.sandbox.makeRepository(name)
      try scene.sandbox.write("\(name)/.tenon/workspace.yaml", text)
    }
    let said = try scene.sandbox.tenon(arguments, in: folder)
    #expect(
      said.status == status && said.text == "" && said.errorText.contains("error: "), "\(said.errorText)")
    let document = try Document(try scene.sandbox.tenon(arguments + ["--json"], in: folder))
    #expect(document.status == status && document.text("code") == code, "\(document.root)")
    #expect(
      document.text("errors.0.code") == code && document.text("errors.0.message") == document.text("message"))
  }

  @Test func `a document has every finding, each with its place, its unit and its hints`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(config: "<% nmae %>\n<% sise %>\n")
    let document = try scene.document("update", "mail")
    #expect(document.status == 65 && document.count("errors") == 2)
    #expect(document.texts("errors", "unit") == ["queue/mail", "queue/mail"])
    #expect(document.number("errors.1.line") == 2 && document.number("errors.1.column") == 4)
    #expect(document.texts("errors.0.hints") == ["did you mean 'name'?"])
    #expect(document.text("hint") == "did you mean 'name'?")
  }

  // MARK: streams

  /// Runs a command with its output at a descriptor, and gives its status and what it said.
  private func run(
    _ arguments: [String], in scene: Scene, output: Int32
  ) throws -> (status: Int32, errors: String) {
    let given = try MemoryFile()
    let errors = try MemoryFile()
    let process = ProcessEnvironment(
      directory: scene.sandbox.path("repo"), environment: scene.sandbox.environment)
    let status = TenonCommands.run(
      arguments, in: process,
      on: StandardStreams(input: given.descriptor, output: output, errors: errors.descriptor))
    return (status, String(decoding: try errors.contents(), as: UTF8.self))
  }

  @Test func `an output that cannot be written is a failure, in words even where a document was wanted`()
    throws
  {
    let scene = try Scene.laidOut()
    let full = unsafe open("/dev/full", O_WRONLY | O_CLOEXEC)
    try #require(full >= 0)
    defer { close(full) }
    for arguments in [["status"], ["status", "--json"], ["status", "gone", "--json"]] {
      let said = try run(arguments, in: scene, output: full)
      #expect(said.status == 74, "\(arguments)")
      #expect(said.errors.contains("error: could not write to standard output: No space left on device"))
    }
  }

  // MARK: colours and progress

  @Test(arguments: [
    ("auto", false), ("never", false), ("always", true),
  ])
  func `colours are for terminals, unless somebody wants them`(choice: String, isColoured: Bool) throws {
    let scene = try Scene.laidOut()
    #expect(try scene.tenon("status", "--color", choice).text.contains("\u{1B}[") == isColoured)
    let refused = try scene.tenon("status", "nothing", "--color", choice)
    #expect(refused.errorText.hasPrefix(isColoured ? "\u{1B}[31merror:\u{1B}[0m " : "error: "))
  }

  @Test func `progress is a document a line, from the first to the status`() throws {
    let scene = try Scene()
    try scene.succeed("new", "queue", "mail")
    try scene.succeed("new", "queue", "post")
    let lines = try scene.tenon("update", "--progress", "json").errorText.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(
      lines.allSatisfy {
        $0["schema"] as? String == "tenon.progress/1" && $0["command"] as? String == "update"
      })
    #expect(lines.map { $0["event"] as? String } == ["started", "unit", "unit", "finished"])
    #expect(lines.compactMap { $0["unit"] as? String } == ["queue/mail", "queue/post"])
    #expect(lines.compactMap { $0["number"] as? Int } == [1, 2] && lines.last?["status"] as? Int == 0)
    let refused = try scene.tenon("handoff", "show", "abcd", "--progress", "json").errorText
    #expect(refused.contains(#""command":"handoff show""#) && refused.contains(#""status":66"#))
  }

  @Test func `what was odd when the workspace was opened is a note, and stops no reader`() throws {
    let scene = try Scene.laidOut()
    try scene.git("add", "-f", ".tenon/state")
    let finished = try scene.tenon("status")
    #expect(finished.status == 0 && finished.errorText.hasPrefix("note: .tenon"), "\(finished.errorText)")
    #expect(try scene.tenon("skeleton", "list").errorText.hasPrefix("note: .tenon"))
    #expect(try scene.tenon("undo").status == 65)
  }
}

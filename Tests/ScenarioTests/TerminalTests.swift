import Testing
import TestSupport

/// What a person is asked on a terminal, and that nobody is asked without one.
struct TerminalTests {
  private static let declaration = """
    name: queue
    version: 1.0.0
    summary: A worker
    destination: services/<% name %>
    variables:
      name: { type: string, pattern: "[a-z]+", help: "The worker's name" }
      broker: { type: choice, choices: [redis, rabbitmq], help: "Where the queue lives" }

    """

  private func workspace() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/skeletons/queue/skeleton.yaml", Self.declaration)
    try sandbox.write("repo/skeletons/queue/files/config.yml", "broker: <% broker %>\n")
    return sandbox
  }

  @Test func `missing answers are asked for`() throws {
    let sandbox = try workspace()
    let session = try sandbox.tenonOnTerminal(
      "new", "./skeletons/queue",
      replies: [Reply(to: "name", "mail\n"), Reply(to: "broker", "rabbitmq\n")])
    #expect(session.status == 0, "\(session.screen)")
    #expect(session.screen.contains("The worker's name"))
    #expect(try sandbox.text("repo/services/mail/config.yml") == "broker: rabbitmq\n")
  }

  @Test func `a bad answer is asked for again`() throws {
    let sandbox = try workspace()
    let session = try sandbox.tenonOnTerminal(
      "new", "./skeletons/queue", "mail",
      replies: [Reply(to: "broker", "kafka\n"), Reply(to: "broker", "redis\n")])
    #expect(session.status == 0, "\(session.screen)")
    #expect(try sandbox.text("repo/services/mail/config.yml") == "broker: redis\n")
  }

  @Test func `the end of input leaves everything as it was`() throws {
    let sandbox = try workspace()
    let before = try Snapshot(of: sandbox.path("repo"))
    let session = try sandbox.tenonOnTerminal(
      "new", "./skeletons/queue", "mail", replies: [Reply(to: "broker", "\u{4}")])
    #expect(session.status != 0)
    #expect(try Snapshot(of: sandbox.path("repo")).differences(from: before) == [])
  }

  @Test func `an interrupt leaves everything as it was`() throws {
    let sandbox = try workspace()
    let before = try Snapshot(of: sandbox.path("repo"))
    let session = try sandbox.tenonOnTerminal(
      "new", "./skeletons/queue", "mail", replies: [Reply(to: "broker", "\u{3}")])
    #expect(session.status == 130)
    #expect(try Snapshot(of: sandbox.path("repo")).differences(from: before) == [])
  }

  @Test func `without a terminal nobody is asked`() throws {
    let sandbox = try workspace()
    let before = try Snapshot(of: sandbox.path("repo"))
    let finished = try sandbox.tenon("new", "./skeletons/queue", "mail", input: Array("redis\n".utf8))
    #expect(finished.status == 64)
    #expect(finished.errorText.contains("broker"))
    #expect(try Snapshot(of: sandbox.path("repo")).differences(from: before) == [])
  }

  @Test func `colour is for terminals, and for those who want it`() throws {
    let sandbox = try workspace()
    #expect(try sandbox.tenonOnTerminal("status").screen.contains("\u{1B}["))
    #expect(!(try sandbox.tenonOnTerminal("status", extra: ["NO_COLOR": "1"]).screen.contains("\u{1B}[")))
    #expect(!(try sandbox.tenonOnTerminal("status", extra: ["TERM": "dumb"]).screen.contains("\u{1B}[")))
    #expect(!(try sandbox.tenon("status").text.contains("\u{1B}[")))
    #expect(try sandbox.tenon("status", "--color", "always").text.contains("\u{1B}["))
  }

  @Test func `a review goes through git's pager on a terminal, and through none without`() throws {
    let sandbox = try workspace()
    try sandbox.write("repo/notes.txt", "one\n")
    try sandbox.commitAll()
    try sandbox.write("repo/notes.txt", "two\n")
    try sandbox.git("config", "core.pager", "sed 's/^/paged: /'")
    #expect(try sandbox.tenonOnTerminal("diff").screen.contains("paged: "))
    let plain = try sandbox.tenonOnTerminal("diff", extra: ["GIT_PAGER": "cat"])
    #expect(!plain.screen.contains("paged: ") && plain.screen.contains("+two"), "\(plain.screen)")
    #expect(!(try sandbox.tenon("diff").text.contains("paged: ")))
    #expect(try sandbox.tenon("diff", "--side-by-side").text.contains("│    1 two"))
  }

  @Test func `a closed pipe is success`() throws {
    let sandbox = try workspace()
    let finished = try sandbox.run(
      "bash", ["-c", "set -o pipefail; '\(try tenonExecutable())' --help | true"], in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
  }
}

import Foundation
import Testing
import TestSupport

/// What a command that writes says of each file, and of all of it.
struct OutcomeTests {
  private static let config = "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n"

  /// The lines of the output without the unit's name.
  private func lines(_ finished: Finished) -> [String] {
    finished.text.split(separator: "\n").map(String.init).filter { $0 != "queue/mail" && $0 != "queue/post" }
  }

  @Test func `a new unit creates, and takes what is there already`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.config])
    #expect(
      lines(try scene.succeed("new", "queue", "mail")) == [
        "  create  queues/mail/notes.md",
        "  take    queues/mail/queue.conf: already identical to the skeleton's output",
        "  create  queues/mail/start", "done: 2 files written",
      ])
  }

  @Test func `a dry run says what would be, in other words`() throws {
    let scene = try Scene()
    let said = try scene.unchanged { try scene.succeed("new", "queue", "mail", "--dry-run") }
    #expect(lines(said).last == "dry run: 3 files would be written" && said.errorText == "")
  }

  /// What happened to a unit, and what an update says of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var options: [String] = []
    let lines: [String]
    var status: Int32 = 0
    let prepare: @Sendable (Scene) throws -> Void
  }

  private static let renamed =
    "# <% name %>, a queue\n\nsize <% size %>\n\nkind <% kind %>\n\nowner <% owner %>\n"

  static let cases = [
    Case(testDescription: "nothing", lines: ["nothing to do"]) { _ in },
    Case(testDescription: "news", lines: ["  update  queues/mail/queue.conf", "done: 1 file written"]) {
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "news and an edit elsewhere in the file",
      lines: ["  merge  queues/mail/queue.conf: your edits and the skeleton's", "done: 1 file written"]
    ) {
      try $0.write(["queues/mail/queue.conf": config + "# mine\n"])
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "news and an edit of another file",
      lines: [
        "  update  queues/mail/queue.conf", "  keep    queues/mail/start: your edits", "done: 1 file written",
      ]
    ) {
      try $0.write(["queues/mail/start": "mine\n"])
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "the same change on both sides",
      lines: [
        "  keep  queues/mail/queue.conf: you made the same change as the skeleton",
        "done: changed only tenon's record of the unit",
      ]
    ) {
      try $0.write(["queues/mail/queue.conf": config.replacing("# mail", with: "# mail, a queue")])
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "news of a file that was deleted",
      options: ["--set", "log=true"],
      lines: [
        "  create  queues/mail/log.conf", "  absent  queues/mail/start: you deleted it",
        "done: 1 file written",
      ]
    ) { try $0.delete("queues/mail/start") },
    Case(
      testDescription: "a move and news",
      lines: [
        "  update  queues/mail/main.conf: you moved it from queues/mail/queue.conf", "done: 1 file written",
      ]
    ) {
      try $0.move("queues/mail/queue.conf", to: "queues/mail/main.conf")
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "a conflict for ours", options: ["--on-conflict", "ours"],
      lines: [
        "  ours  queues/mail/queue.conf: you and the skeleton changed the same lines",
        "done: changed only tenon's record of the unit",
      ]
    ) {
      try $0.write(["queues/mail/queue.conf": config.replacing("# mail", with: "# mine")])
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "a conflict for theirs", options: ["--on-conflict", "theirs"],
      lines: [
        "  theirs  queues/mail/queue.conf: you and the skeleton changed the same lines",
        "done: 1 file written",
      ]
    ) {
      try $0.write(["queues/mail/queue.conf": config.replacing("# mail", with: "# mine")])
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "a conflict with markers", options: ["--on-conflict", "markers"],
      lines: [
        "  markers  queues/mail/queue.conf: edit the file to resolve it: you and the skeleton changed the same lines",
        "done: 1 file written",
      ], status: 1
    ) {
      try $0.write(["queues/mail/queue.conf": config.replacing("# mail", with: "# mine")])
      try $0.writeQueue(config: renamed)
    },
    Case(
      testDescription: "a file that is generated no more", options: ["--skip", "start"],
      lines: ["  delete  queues/mail/start: no longer generated", "done: 1 file deleted"]
    ) { _ in },
  ]

  @Test(arguments: cases)
  func `an update says what happens to each file, and why`(example: Case) throws {
    let scene = try Scene.laidOut()
    try example.prepare(scene)
    let said = try scene.sandbox.tenon(["update", "mail"] + example.options)
    #expect(said.status == example.status)
    #expect(lines(said) == example.lines, "\(said.errorText)")
  }
}

import Foundation
import Testing
import TestSupport

/// What the commands beside `new` and `update` say that write: each in words and as a document.
struct WritingCommandTests {
  private static let config = "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n"

  private static let renamed =
    "# <% name %>, a queue\n\nsize <% size %>\n\nkind <% kind %>\n\nowner <% owner %>\n"

  /// The lines of the output without the unit's name.
  private func lines(_ finished: Finished) -> [String] {
    finished.text.split(separator: "\n").map(String.init).filter { $0 != "queue/mail" && $0 != "queue/post" }
  }

  @Test func `adopt tells how alike a file is, and what it does not create`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.config + "# mine\n"])
    let said = try scene.succeed("adopt", "queue", "mail")
    #expect(
      lines(said) == [
        "  absent  queues/mail/notes.md: does not exist and is not created",
        "  take    queues/mail/queue.conf: as your edits of the skeleton's output, 80 % alike",
        "  absent  queues/mail/start: does not exist and is not created",
        "done: changed only tenon's record of the unit",
      ])
  }

  @Test func `remove names what stays, and whose it is`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    let said = try scene.succeed("remove", "mail")
    #expect(
      lines(said) == [
        "  keep    queues/mail/notes.md: it is yours now",
        "  keep    queues/mail/queue.conf: you edited it; it is yours now", "  delete  queues/mail/start",
        "done: 1 file deleted",
      ])
    #expect(said.errorText == "next: tenon handoff create queue/mail\n")
  }

  @Test func `rename says where each file comes from, and what comes next`() throws {
    let scene = try Scene.laidOut()
    let said = try scene.succeed("rename", "mail", "post")
    #expect(
      lines(said).contains("  update  queues/post/queue.conf (from queues/mail/queue.conf)"), "\(said.text)")
    #expect(said.errorText == "next: tenon diff queue/post\n")
    let document = try scene.document("rename", "post", "mail", "--dry-run")
    #expect(document.text("state") == "planned" && document.texts("files", "from").count == 3)
    #expect(document.texts("records", "action").contains("delete"))
  }

  @Test func `move, restore and apply have words and a document of their own`() throws {
    let scene = try Scene.laidOut()
    #expect(
      try scene.succeed("move", "mail", "queues/mail/start", "bin/mail").text
        == "  queues/mail/start -> bin/mail\ndone: 1 file moved\n")
    try scene.move("bin/mail", to: "bin/post")
    #expect(
      try scene.succeed("move", "mail", "bin/mail", "bin/post", "--dry-run").text.hasSuffix(
        "dry run: recorded the move of 1 file\n"))
    let moved = try scene.document("move", "mail", "bin/mail", "bin/post")
    #expect(
      moved.flag("moved") == false && moved.flag("written") == true
        && moved.text("files.0.path") == "bin/post")

    #expect(
      try scene.succeed("restore", "mail", "queues").text == "nothing to do: every file is unmodified\n")
    try scene.delete("queues/mail/queue.conf")
    #expect(
      try scene.succeed("restore", "mail", "queue.conf", "--dry-run").text
        == "  restore  queues/mail/queue.conf\ndry run: 1 file would be restored\n")
    #expect(
      try scene.document("restore", "mail", "queue.conf").texts("files", "path") == ["queues/mail/queue.conf"]
    )

    try scene.writeQueue(config: Self.renamed)
    #expect(
      try scene.succeed("update", "--plan", "../plan.json").errorText == "next: tenon apply ../plan.json\n")
    #expect(try scene.succeed("apply", "../plan.json").text.hasPrefix("  update  queues/mail/queue.conf\n"))
    let again = try scene.document("apply", "../plan.json")
    #expect(again.status == 75, "\(again.root)")
  }

  @Test func `many units have one summary`() throws {
    let scene = try Scene()
    let said = try scene.tenon("new", "queue", "--units", "-", input: "[{ name: mail }, { name: post }]")
    #expect(said.text.hasSuffix("done: 6 files written\n") && said.text.hasPrefix("queue/mail\n"))
    #expect(said.errorText == "next: tenon status\nnext: tenon handoff create\n")
    for named in [["mail"], ["--as", "x"]] {
      let refused = try scene.sandbox.tenon(
        ["new", "queue", "--units", "-"] + named, input: Array("[]".utf8))
      #expect(
        refused.status == 64
          && refused.errorText.contains("--units cannot be used with \(named.count == 1 ? "NAME" : "--as")"))
    }
  }

  @Test func `the log, an undo and a redo are told in the person's own words`() throws {
    let scene = try Scene()
    #expect(try scene.tenon("log").errorText == "no operations recorded\n")
    try scene.succeed("new", "queue", "mail")
    try scene.succeed("update", "mail", "--set", "size=5", "--set", "log=true")
    let undone = try scene.succeed("undo")
    #expect(
      undone.text
        == "  restored queues/mail/queue.conf\n  removed  queues/mail/log.conf\nundid 'update queue/mail'\n")
    let lines = try scene.succeed("log").text.split(separator: "\n").map {
      $0.replacing(#/\d{4}-.*?Z/#, with: "TIME")
    }
    #expect(
      lines == [
        "2  TIME  update queue/mail  (2 files, queue/mail)  undone",
        "1  TIME  new queue/mail  (3 files, queue/mail)",
      ])
    let redone = try scene.document("redo")
    #expect(redone.text("redone") == "update queue/mail")
    #expect(redone.texts("files", "action").contains("created"))
    #expect(
      try scene.document("log").texts("operations", "command") == ["update queue/mail", "new queue/mail"])
    let back = try scene.document("undo")
    #expect(back.text("undone") == "update queue/mail" && back.texts("files", "action").contains("removed"))
  }
}

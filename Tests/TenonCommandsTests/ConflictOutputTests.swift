import Foundation
import Testing
import TestSupport

/// How a conflict is told, and how a decision on it is read.
struct ConflictOutputTests {
  private static let config = "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n"

  private func conflicting() throws -> Scene {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": Self.config.replacing("size 10", with: "size 11")])
    try scene.writeQueue(config: "# <% name %>\n\nsize <% size %>0\n\nkind <% kind %>\n\nowner <% owner %>\n")
    return scene
  }

  @Test func `a conflict is an error with every way to resolve it`() throws {
    let scene = try conflicting()
    let said = try scene.tenon("update")
    #expect(said.status == 2 && said.text == "nothing written: 1 conflict to resolve\n")
    #expect(
      said.errorText == """
        error: queues/mail/queue.conf: you and the skeleton changed the same lines
        hint: resolve with --on-conflict ours, theirs or markers, or for one file --on-conflict ours:queues/mail/queue.conf
        hint: --json lists every conflict, and --decisions FILE resolves them one by one

        """)
  }

  @Test func `markers are offered only where a file can hold them`() throws {
    let scene = try conflicting()
    try scene.delete("queues/mail/start")
    try scene.sandbox.write("home/.config/tenon/skeletons/queue/files/start", "#!/bin/sh\n")
    #expect(
      try scene.tenon("update").errorText.contains("--on-conflict ours, theirs or, for lines, markers,"))
    try scene.write(["queues/mail/queue.conf": Self.config])
    #expect(try scene.tenon("update").errorText.contains("--on-conflict ours or theirs,"))
  }

  @Test func `whoever keeps going is told what was written and what is left`() throws {
    let scene = try conflicting()
    try scene.write([".tenon/workspace.yaml": "layout: {}\n"])
    try scene.succeed("new", "queue", "post")
    try scene.writeQueue(config: "# <% name %>\n\nsize <% size %>1\n\nkind <% kind %>\n\nowner <% owner %>\n")
    let said = try scene.tenon("update", "--keep-going")
    #expect(
      said.status == 2 && said.text.hasSuffix("done: 1 file written, 1 conflict to resolve\n"), "\(said.text)"
    )
    let document = try scene.document("update", "--keep-going")
    #expect(document.status == 2 && document.texts("conflicts", "unit") == ["queue/mail"])
  }

  @Test func `a document has each hunk with its id, and a decision by it is carried out`() throws {
    let scene = try conflicting()
    let document = try scene.document("update")
    #expect(
      document.status == 2 && document.text("state") == "undecided"
        && document.text("schema") == "tenon.update/1")
    #expect(document.texts("files", "action").contains("conflict"))
    #expect(
      document.text("conflicts.0.kind") == "text" && document.flag("conflicts.0.can_hold_markers") == true)
    #expect(
      document.text("conflicts.0.hunks.0.ours") == "size 11\n"
        && document.text("conflicts.0.hunks.0.theirs") == "size 100\n")
    #expect(
      document.number("conflicts.0.hunks.0.line") == 3
        && document.text("conflicts.0.hunks.0.before")?.hasSuffix("\n") == true)
    let id = try #require(document.text("conflicts.0.hunks.0.id"))
    func decisions(_ id: String) -> String {
      #"{"schema": "tenon.decisions/1", "decisions": [{"path": "queues/mail/queue.conf", "hunks": [{"number": 1, "id": "\#(id)", "take": "theirs"}]}]}"#
    }
    let stale = try scene.document("update", "--decisions", "-", input: decisions("0000"))
    #expect(stale.status == 75 && stale.text("schema") == "tenon.error/1", "\(stale.root)")
    let decided = try scene.tenon("update", "--decisions", "-", input: decisions(id))
    #expect(decided.status == 0)
    #expect(decided.text.contains("  theirs  queues/mail/queue.conf: "), "\(decided.text)")
    #expect(try scene.text("queues/mail/queue.conf").contains("size 100\n"))
  }

  @Test func `what is in the way of a new unit has another status and other words`() throws {
    let scene = try Scene(["queues/mail/start": "mine\n"])
    let said = try scene.tenon("new", "queue", "mail")
    #expect(said.status == 73)
    #expect(
      said.errorText.hasPrefix("queues/mail/start is tracked by git\nerror: queues/mail/start: "),
      "\(said.errorText)")
  }
}

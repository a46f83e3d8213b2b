import Foundation
import Testing
import TestSupport

/// What a diff and the commands of handoffs print.
struct ReviewCommandTests {
  // MARK: diff

  @Test func `a diff is a patch that git takes, or counts, or columns`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/start": "#!/bin/sh\n# mine\n", "new.txt": "x\n"])
    let patch = try scene.succeed("diff")
    try scene.git("stash", "-q", "-u")
    try scene.sandbox.git("apply", input: patch.bytes)
    #expect(try scene.text("queues/mail/start") == "#!/bin/sh\n# mine\n" && scene.text("new.txt") == "x\n")
    #expect(try scene.succeed("diff", "--stat").text.contains("queues/mail/start"))
    #expect(try scene.succeed("diff", "--side-by-side").text.contains("# mine"))
    #expect(try scene.succeed("diff", "--color", "always").text.contains("\u{1B}["))
    #expect(try scene.tenon("diff", "--exit-code").status == 1)
    #expect(try scene.tenon("diff", "--pending", "--exit-code").status == 0)
  }

  @Test func `a diff as a document has the files, the counts and the patch`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/start": "#!/bin/sh\n# mine\n"])
    let document = try scene.document("diff", "--drift")
    #expect(
      document.text("schema") == "tenon.diff/1" && document.texts("files", "path") == ["queues/mail/start"])
    #expect(document.text("patch")?.contains("+# mine\n") == true)
  }

  @Test func `a page is named, with what is in it`() throws {
    let scene = try Scene.laidOut()
    #expect(
      try scene.succeed("diff", "--html", "../page.html").text == "wrote ../page.html: nothing changed\n")
    try scene.write(["README.md": "other\n"])
    #expect(try scene.succeed("diff", "--html", "../page.html").text.hasPrefix("wrote ../page.html: 1 file"))
    #expect(try scene.sandbox.text("page.html").contains("<html"))
  }

  @Test func `records are one line, unless somebody wants to see them`() throws {
    let scene = try Scene()
    try scene.succeed("new", "queue", "mail")
    #expect(
      try scene.succeed("diff").errorText
        == "the record of queue/mail and 2 files of tenon's own also changed (--records shows them)\n")
    #expect(try scene.succeed("diff", "--records").text.contains("record.json"))
  }

  // MARK: handoffs

  private func handedOff() throws -> (scene: Scene, id: String) {
    let scene = try Scene()
    try scene.succeed("new", "queue", "mail")
    return (scene, try #require(try scene.document("handoff", "create", "--title", "Add mail").text("id")))
  }

  @Test func `a handoff is created with the commands to commit it`() throws {
    let scene = try Scene([".gitignore": "start\n"])
    try scene.succeed("new", "queue", "mail")
    let said = try scene.succeed("handoff", "create", "--title", "Add mail")
    #expect(said.text.contains("\nleft out:\n  queues/mail/start: git ignores it\n"))
    #expect(said.text.contains("\nto commit exactly these files, run in the repository's root:\n  git "))
    #expect(said.text.hasSuffix(" --commit HEAD\n"))
    #expect(try scene.tenon("handoff", "create", "gone").status == 66)
  }

  @Test(arguments: ["no reason", "=reason", "decision="])
  func `a decision without a reason is none`(decision: String) throws {
    let (scene, _) = try handedOff()
    let refused = try scene.tenon("handoff", "create", "--decision", decision)
    #expect(refused.status == 64)
    #expect(
      refused.errorText == "error: invalid decision '\(decision)'\nhint: --decision 'DECISION=REASON'\n")
  }

  @Test func `bad units are errors beside a handoff, or all there is to say`() throws {
    let scene = try Scene()
    try scene.succeed("new", "queue", "mail")
    try scene.succeed("new", "queue", "post")
    try scene.write([".tenon/units/queue/post/record.json": "{"])
    let partly = try scene.tenon("handoff", "create")
    #expect(partly.status == 1 && partly.text.hasPrefix("handoff ") && partly.errorText.contains("error: "))
    try scene.write([".tenon/units/queue/mail/record.json": "{"])
    let none = try scene.tenon("handoff", "create")
    #expect(none.status == 1 && none.text == "nothing to hand off\n")
    #expect(try scene.document("handoff", "create").text("schema") == "tenon.error/1")
  }

  @Test func `handoffs are listed with their state, and shown in a few lines`() throws {
    let (scene, id) = try handedOff()
    #expect(
      try scene.succeed("handoff", "list").text
        == "\(id)  current    2026-01-02T03:04:05Z  Add mail (7 files)\n")
    try scene.write(["queues/mail/start": "mine\n", ".tenon/handoffs/0123456789ab.json": "{"])
    let listed = try scene.succeed("handoff", "list").text.split(separator: "\n")
    #expect(
      listed[0].hasPrefix("0123456789ab  damaged    ") && listed[1].hasSuffix("(7 files): queues/mail/start"))
    let document = try scene.document("handoff", "list")
    #expect(
      document.texts("handoffs", "state") == ["damaged", "stale"]
        && document.texts("handoffs.1.stale") == ["queues/mail/start"])
    let shown = try scene.succeed("handoff", "show", String(id.prefix(6))).text
    #expect(shown.hasPrefix("handoff \(id): Add mail\n  7 files, from "), "\(shown)")
    #expect(
      shown.contains("  A queues/mail/start\n")
        && shown.contains("  and 4 files of tenon's records in .tenon\n"))
    #expect(try scene.succeed("handoff", "show", id, "--records").text.contains("  A .tenon/.gitignore\n"))
    #expect(
      try scene.succeed("handoff", "show", id, "--markdown").text == scene.text(".tenon/handoffs/\(id).md"))
    #expect(
      try scene.succeed("handoff", "show", id, "--json").text == scene.text(".tenon/handoffs/\(id).json"))
    #expect(
      try scene.succeed("handoff", "show", id, "--to", "../x.md").errorText.hasPrefix("wrote ../x.md; "))
  }

  @Test func `an empty list says how a handoff is made`() throws {
    let said = try Scene().succeed("handoff", "list")
    #expect(said.text == "" && said.errorText == "no handoffs; create one with 'tenon handoff create'\n")
  }

  @Test func `a verification is a line where all is well, and a line for each difference`() throws {
    let (scene, id) = try handedOff()
    #expect(
      try scene.succeed("handoff", "verify", id).text == "the working tree matches handoff \(id) (7 files)\n")
    try scene.write(["queues/mail/start": "mine\n"])
    try scene.delete("queues/mail/notes.md")
    let said = try scene.tenon("handoff", "verify", id)
    #expect(said.status == 1 && said.text.contains("queues/mail/notes.md: is missing\n"))
    #expect(said.text.contains("queues/mail/start: has different contents: "))
    #expect(said.errorText == "the working tree does not match handoff \(id): 3 differences\n")
    let document = try scene.document("handoff", "verify", id)
    #expect(
      document.flag("exact") == false
        && Set(document.texts("differences", "kind")) == ["missing", "mode", "contents"])
    let manifest = try scene.text(".tenon/handoffs/\(id).json")
    #expect(try scene.tenon("handoff", "verify", "-", input: manifest).status == 1)
  }

  @Test func `an export is the statement, or a file and the commands to sign it`() throws {
    let (scene, id) = try handedOff()
    let statement = try Document(try scene.succeed("handoff", "export", id))
    #expect(statement.text("_type")?.contains("in-toto.io/Statement") == true)
    let said = try scene.succeed("handoff", "export", id, "--to", "../a statement.json").text
    #expect(
      said.contains("ssh-keygen -Y sign -n in-toto -f ~/.ssh/id_ed25519 '../a statement.json'\n"), "\(said)")
    #expect(
      said.contains("git notes --ref=in-toto-signature add '--file=../a statement.json.sig'"), "\(said)")
    #expect(try scene.document("handoff", "export", id, "--to", "../x.json").text("file") == "../x.json")
  }
}

import Testing

/// Taking a unit away, and bringing its files back.
struct RemoveAndRestoreTests {
  @Test func `what stands as it was generated goes, and what is written once stays`() throws {
    let scene = try Scene.laidOut()
    let outcome = try scene.remove("mail")
    #expect(outcome.state == .applied && outcome.label == "remove queue/mail")
    #expect(outcome.nextSteps == ["tenon handoff create queue/mail"])
    #expect(
      try scene.tree().items.keys.filter { $0.description.hasPrefix("queues/mail/") }.map(\.description) == [
        "queues/mail/notes.md"
      ])
    #expect(!scene.exists(".tenon/units/queue"))
    #expect(try scene.status().units.isEmpty)
  }

  @Test func `a file that a person changed stays, and so does one of theirs`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "mine\n", "queues/mail/own.txt": "mine too\n"])
    let outcome = try scene.remove("mail")
    #expect(outcome.exitStatus == 0)
    #expect(try scene.text("queues/mail/queue.conf") == "mine\n" && scene.exists("queues/mail/own.txt"))
    #expect(!scene.exists("queues/mail/start") && !scene.exists(".tenon/units/queue/mail"))
    let kept = outcome.plan.units[0].files.filter { !$0.changesSomething }.map(\.path.description)
    #expect(kept == ["queues/mail/notes.md", "queues/mail/queue.conf"])
  }

  @Test func `a dry run takes nothing away`() throws {
    let scene = try Scene.laidOut()
    #expect(try scene.unchanged { try scene.remove("mail", .dryRun) }.state == .planned)
  }

  @Test func `a unit whose skeleton is gone can be removed`() throws {
    let scene = try Scene.laidOut()
    try scene.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/queue"])
    #expect(try scene.remove("mail").state == .applied)
    #expect(!scene.exists("queues/mail/start"))
  }

  @Test func `of a unit with a damaged record only what tenon keeps goes`() throws {
    let scene = try Scene.laidOut()
    try scene.write([
      ".tenon/units/queue/mail/record.json": "{", ".tenon/units/queue/mail/mine.txt": "mine\n",
    ])
    let outcome = try scene.remove("mail")
    #expect(outcome.failures.map(\.message) == ["the file does not belong to tenon and was kept"])
    #expect(outcome.failures.map { $0.place?.path } == [".tenon/units/queue/mail/mine.txt"])
    #expect(outcome.exitStatus == 1)
    #expect(scene.exists("queues/mail/start") && !scene.exists(".tenon/units/queue/mail/base"))
  }

  @Test func `what is no unit is not removed`() throws {
    let scene = try Scene.laidOut()
    try scene.link(".tenon/units/queue/post", to: "mail")
    #expect(refusal { try scene.remove("queue/post") }.diagnostics.isEmpty == false)
    #expect(scene.exists(".tenon/units/queue/post"))
  }

  // MARK: restore

  @Test func `a file comes back as it was generated, with its bit`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    try scene.setPermissions(0o644, of: "queues/mail/start")
    try scene.delete("queues/mail/notes.md")
    let report = try scene.restore("mail", "queue.conf", "queues/mail/start", "notes.md")
    #expect(report.isWritten)
    #expect(
      report.files.map(\.description) == [
        "queues/mail/notes.md", "queues/mail/queue.conf", "queues/mail/start",
      ])
    #expect(try scene.unit().state == .current && scene.isExecutable("queues/mail/start"))
  }

  @Test func `what is restored is what was generated, and no newer version`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/queue.conf")
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    try scene.restore("mail", "queue.conf")
    #expect(try scene.text("queues/mail/queue.conf").hasPrefix("# mail"))
  }

  @Test func `a folder restores all below it, and what stands is not written`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/start")
    #expect(try scene.restore("mail", "queues").files.map(\.description) == ["queues/mail/start"])
    let again = try scene.restore("mail", "queues/mail")
    #expect(again.files == [])
    #expect(try scene.log().count == 2)
  }

  @Test func `a restore is undone, and gives the edit back`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    try scene.restore("mail", "queue.conf")
    #expect(try scene.undo().label == "restore queue/mail queue.conf")
    #expect(try scene.text("queues/mail/queue.conf") == "mine\n")
  }

  @Test func `a file that the unit does not have is answered with the nearest`() throws {
    let scene = try Scene.laidOut()
    let near = refusal { try scene.restore("mail", "queues/mail/queue.cnf") }
    #expect(near.code == .noFile && near.hints == ["did you mean queues/mail/queue.conf?"])
    #expect(
      refusal { try scene.restore("mail", "zzzzzzzzzzzzzz") }.hints == [
        "tenon skeleton show queue lists its files"
      ])
  }

  @Test func `a folder in a file's place is in the way`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/start")
    try scene.write(["queues/mail/start/x": "x\n"])
    #expect(refusal { try scene.restore("mail", "start") }.code == .fileExists)
  }

  @Test func `a lost base is no guess`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.delete(".tenon/units/queue/mail/base")
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    let refused = refusal { try scene.restore("mail", "queue.conf") }
    #expect(refused.code == .damagedBase)
    #expect(
      refused.hints == [
        "tenon update --on-conflict theirs:queues/mail/queue.conf takes the skeleton's current output"
      ])
  }

  @Test func `a dry run of a restore says what it would bring`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/start")
    let report = try scene.restore("mail", "start", way: .dryRun)
    #expect(!report.isWritten && report.files.count == 1 && !scene.exists("queues/mail/start"))
  }
}

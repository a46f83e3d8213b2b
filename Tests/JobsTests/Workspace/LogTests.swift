import Testing

/// What can be taken back and done again, and what guards it.
struct LogTests {
  @Test func `the log has what was done, the latest first, and what of it was undone`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.update("mail", set: ["size=5"])
    try scene.new("post")
    try scene.undo()
    let log = try scene.log()
    #expect(log.map(\.label) == ["new queue/post", "update queue/mail", "new queue/mail"])
    #expect(log.map(\.isUndone) == [true, false, false])
    #expect(log.map(\.units) == [["queue/post"], ["queue/mail"], ["queue/mail"]])
    #expect(log[1].files.map(\.description) == ["queues/mail/queue.conf"])
    #expect(log[0].number > log[1].number && log[1].number > log[2].number)
    #expect(log.allSatisfy { $0.since.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil })
  }

  @Test func `records and fixed files are no files of the log`() throws {
    let scene = try Scene()
    try scene.new("mail")
    #expect(
      try scene.log()[0].files.map(\.description) == [
        "queues/mail/notes.md", "queues/mail/queue.conf", "queues/mail/start",
      ])
  }

  @Test func `an undo gives every byte back, and a redo every byte again`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n# mine\n"])
    let before = try scene.tree()
    try scene.update("mail", set: ["size=5", "log=true"], skip: ["start"])
    let after = try scene.tree()
    let undone = try scene.undo()
    #expect(undone.label == "update queue/mail")
    #expect(undone.removed.map(\.description) == ["queues/mail/log.conf"])
    #expect(undone.restored.map(\.description).contains("queues/mail/queue.conf"))
    #expect(try scene.tree().differences(from: before) == [])
    let redone = try scene.redo()
    #expect(redone.label == "update queue/mail")
    #expect(redone.created.map(\.description) == ["queues/mail/log.conf"])
    #expect(redone.deleted.map(\.description) == ["queues/mail/start"])
    #expect(redone.updated.map(\.description).contains("queues/mail/queue.conf"))
    #expect(try scene.tree().differences(from: after) == [])
  }

  @Test(arguments: seeds(12))
  func `undo as often as was done is where it began, and redo as often where it ended`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let scene = try Scene.laidOut()
    var trees = [try scene.tree()]
    for step in 0..<4 {
      switch Int.random(in: 0...3, using: &random) {
      case 0: try scene.new("n\(step)")
      case 1: try scene.update("mail", set: ["size=\(step + 20)"])
      case 2: try scene.update("mail", set: ["owner=o\(step)", "log=\(step % 2 == 0)"])
      default: try scene.restore("mail", "start", way: Way())
      }
      let tree = try scene.tree()
      if tree != trees.last { trees.append(tree) }
    }
    for tree in trees.dropLast().reversed() {
      try scene.undo()
      #expect(try scene.tree().without(".tenon/units").differences(from: tree.without(".tenon/units")) == [])
    }
    for tree in trees.dropFirst() {
      try scene.redo()
      #expect(try scene.tree().differences(from: tree) == [])
    }
  }

  @Test func `nothing is undone where a file has changed since, and every such file is named`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    try scene.delete("queues/mail/start")
    let changes = try scene.changes {
      let refused = refusal { try scene.undo() }
      #expect(refused.diagnostics.allSatisfy { $0.kind == .busy })
      #expect(
        Set(refused.diagnostics.compactMap { $0.place?.path }) == [
          "queues/mail/queue.conf", "queues/mail/start",
        ])
      #expect(Set(refused.hints) == ["undo requires every file as the operation left it"])
    }
    #expect(changes == [])
  }

  @Test func `nothing is done again where a file has changed since the undo`() throws {
    let scene = try Scene.laidOut()
    try scene.update("mail", set: ["size=5"])
    try scene.undo()
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    let refused = refusal { try scene.redo() }
    #expect(refused.place == "queues/mail/queue.conf")
    #expect(refused.hints == ["redo requires every file as the undo left it"])
  }

  @Test func `what is new puts an end to what was undone`() throws {
    let scene = try Scene.laidOut()
    try scene.update("mail", set: ["size=5"])
    try scene.undo()
    try scene.update("mail", set: ["size=6"])
    #expect(refusal { try scene.redo() }.diagnostics.first?.kind == .missing)
    #expect(try scene.log().map(\.label) == ["update queue/mail", "new queue/mail"])
  }

  @Test func `where nothing was done, there is nothing to take back or do again`() throws {
    let scene = try Scene()
    #expect(refusal { try scene.undo() }.diagnostics.first?.kind == .missing)
    #expect(refusal { try scene.redo() }.diagnostics.first?.kind == .missing)
    #expect(try scene.log().isEmpty)
  }

  @Test func `what is committed already, and handoffs of it, are named`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let handoff = try #require(try scene.handOff().manifest?.id)
    try scene.commit()
    let undone = try scene.undo()
    #expect(undone.staleHandoffs == [handoff])
    #expect(undone.committed.map(\.description).contains("queues/mail/queue.conf"))
  }

  @Test func `a handoff is nothing to undo`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.handOff()
    #expect(try scene.undo().label == "new queue/mail")
  }

  @Test func `state that git has is trusted by nobody who writes`() throws {
    let scene = try Scene.laidOut()
    try scene.write([".tenon/state/journal": "x\n"])
    try scene.git("add", "-f", ".tenon/state/journal")
    for refused in [
      refusal { try scene.undo() }, refusal { try scene.redo() }, refusal { try scene.new("post") },
      refusal { try scene.update("mail", set: ["size=5"]) }, refusal { try scene.remove("mail") },
      refusal { try scene.initialise() }, refusal { try scene.installSkill(for: .agents) },
    ] {
      #expect(refused.code == .untrustedState, "\(refused.messages)")
    }
    #expect(try scene.status().units.count == 1)
  }
}

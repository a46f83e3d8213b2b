import Testing

/// What an update does where both sides changed the same, and how it is decided beforehand.
struct UpdateConflictTests {
  private func conflicting() throws -> Scene {
    let scene = try Scene.laidOut()
    try scene.new("post")
    try scene.commit()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize 11\n\nkind fifo\n\nowner nobody\n"])
    try scene.writeQueue(config: "# <% name %>\n\nsize <% size %>0\n\nkind <% kind %>\n\nowner <% owner %>\n")
    return scene
  }

  @Test func `one conflict keeps every unit as it is`() throws {
    let scene = try conflicting()
    let changes = try scene.changes {
      let outcome = try scene.update()
      #expect(outcome.state == .undecided && outcome.exitStatus == 2)
      #expect(outcome.obstacles.map { $0.place?.path } == ["queues/mail/queue.conf"])
      #expect(outcome.obstacles.map(\.code) == [.conflict])
    }
    #expect(changes == [])
  }

  @Test func `whoever keeps going has the others written, and the status of the conflict`() throws {
    let scene = try conflicting()
    let outcome = try scene.update(way: Way(keepsGoing: true))
    #expect(outcome.state == .applied && outcome.exitStatus == 2 && outcome.label == "update queue/post")
    #expect(try scene.text("queues/post/queue.conf").contains("size 100"))
    #expect(try scene.text("queues/mail/queue.conf").contains("size 11\n"))
  }

  @Test(arguments: [
    ("ours", "size 11\n", Int32(0)), ("theirs", "size 100\n", 0), ("ours:queues/mail", "size 11\n", 0),
    ("theirs:queue.conf", "size 100\n", 0), ("markers", "<<<<<<< ", 1),
  ])
  func `a choice holds for all, a folder or a file from the root or the unit`(
    choice: String, text: String, status: Int32
  ) throws {
    let scene = try conflicting()
    let outcome = try scene.update(way: .choosing(choice))
    #expect(outcome.state == .applied && outcome.exitStatus == status)
    #expect(try scene.text("queues/mail/queue.conf").contains(text))
    #expect(
      try scene.unit().state
        == (choice == "markers" ? .conflicted : choice.hasPrefix("ours") ? .drifted : .current))
  }

  @Test func `a choice for one path wins over that for all, and the later over the earlier`() throws {
    let scene = try conflicting()
    try scene.update(way: .choosing("theirs:queues/mail/queue.conf", "ours", "ours:queues/mail/queue.conf"))
    #expect(try scene.text("queues/mail/queue.conf").contains("size 11\n"))
  }

  @Test(arguments: [
    (
      "ours:queues/mail/queue.cnf", "no file of these units is at 'queues/mail/queue.cnf'",
      "did you mean queues/mail/queue.conf?"
    ),
    (
      "hunks", "invalid conflict resolution 'hunks'",
      "one of stop, markers, ours, theirs, alone or as CHOICE:PATH"
    ),
    (
      "mine:x", "invalid conflict resolution 'mine'",
      "one of stop, markers, ours, theirs, alone or as CHOICE:PATH"
    ),
  ])
  func `a choice that means nothing is refused`(choice: String, words: String, hint: String) throws {
    let scene = try conflicting()
    let refused = refusal { try scene.update(way: .choosing(choice)) }
    #expect(refused.message == words && refused.hints == [hint], "\(refused.messages) \(refused.hints)")
  }

  @Test func `decisions beforehand name files, and one that is in no conflict is refused`() throws {
    let scene = try conflicting()
    for (file, words, code) in [
      ("queues/mail/start", "queues/mail/start is not in conflict", Diagnostic.Code.moved),
      ("queues/mail/queue.cnf", "no file of these units is at 'queues/mail/queue.cnf'", .noFile),
    ] {
      let refused = refusal {
        try scene.update(way: Way(decisions: "decisions: [{ path: \(file), take: ours }]\n"))
      }
      #expect(refused.message == words && refused.code == code)
      #expect(refused.place?.hasPrefix("decisions:1") == true)
    }
    try scene.update(
      way: Way(decisions: "decisions: [{ path: queues/mail/queue.conf, hunks: [{ text: \"size 7\\n\" }] }]\n")
    )
    #expect(try scene.text("queues/mail/queue.conf") == "# mail\n\nsize 7\n\nkind fifo\n\nowner nobody\n")
  }

  @Test func `a plan with an open conflict is not saved`() throws {
    let scene = try conflicting()
    #expect(try scene.update(plan: "../plan.json").state == .undecided)
    #expect(!scene.sandbox.exists("plan.json"))
  }
}

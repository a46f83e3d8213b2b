import Testing

/// Bringing units to what their skeletons make now.
struct UpdateTests {
  @Test func `an update brings what is new and keeps what was edited`() throws {
    let scene = try Scene.laidOut()
    try scene.write([
      "queues/mail/queue.conf": "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n\n# by hand\n"
    ])
    try scene.writeQueue(
      version: "1.1.0",
      config: "# <% name %>, a queue\n\nsize <% size %>\n\nkind <% kind %>\n\nowner <% owner %>\n")
    let outcome = try scene.update()
    #expect(outcome.state == .applied && outcome.label == "update queue/mail")
    #expect(outcome.nextSteps == ["tenon diff", "tenon handoff create"])
    #expect(
      try scene.text("queues/mail/queue.conf")
        == "# mail, a queue\n\nsize 10\n\nkind fifo\n\nowner nobody\n\n# by hand\n")
  }

  @Test func `a second update finds nothing, and says nothing`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(
      version: "1.1.0", more: "changes: { 1.1.0: [Faster] }\n", config: "x <% size %><% kind %><% owner %>\n")
    #expect(try scene.update().notes == ["queue/mail 1.1.0: Faster"])
    let again = try scene.update()
    #expect(again.state == .unchanged && again.notes == [] && again.nextSteps == [])
    #expect(try scene.log().map(\.label) == ["update queue/mail", "new queue/mail"])
  }

  @Test func `only what is newer than the unit is news, the newest first`() throws {
    let scene = try Scene.laidOut()
    let changes =
      "changes: { 1.2.0: [Twice, as fast], 1.0.0: [Old], 1.1.0: { people: Faster, agents: Look } }\n"
    try scene.writeQueue(version: "1.2.0", more: changes, config: "x <% size %><% kind %><% owner %>\n")
    #expect(
      try scene.update(way: .dryRun).notes == [
        "queue/mail 1.2.0: Twice", "queue/mail 1.2.0: as fast", "queue/mail 1.1.0: Faster",
      ])
  }

  @Test func `a newer unit than its skeleton is left alone, and a name says so`() throws {
    let scene = try Scene()
    try scene.writeQueue(version: "2.0.0")
    try scene.new("mail")
    try scene.writeQueue(version: "1.9.0", config: "older <% size %><% kind %><% owner %>\n")
    let why = "queue/mail was created by queue 2.0.0, which is newer than the 1.9.0 installed"
    let outcome = try scene.update()
    #expect(outcome.state == .unchanged && outcome.notes == ["\(why): left alone"])
    #expect(try scene.unit().state == .ahead)
    #expect(try scene.text("queues/mail/queue.conf").hasPrefix("# mail"))
    let refused = refusal { try scene.rename("mail", to: "post") }
    #expect(refused.message == why)
  }

  @Test func `a file that is written once stays the person's`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/notes.md": "mine\n"])
    try scene.sandbox.write("home/.config/tenon/skeletons/queue/files/notes.md", "# <% name %>, again\n")
    #expect(try scene.update().exitStatus == 0)
    #expect(try scene.text("queues/mail/notes.md") == "mine\n")
    try scene.delete("queues/mail/notes.md")
    #expect(try scene.update().plan.units[0].changesSomething == false)
    #expect(!scene.exists("queues/mail/notes.md"))
  }

  @Test func `a deleted file stays deleted, and a conflict where the skeleton changed it`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/start")
    #expect(try scene.update().state == .unchanged)
    #expect(!scene.exists("queues/mail/start"))
    try scene.sandbox.write(
      "home/.config/tenon/skeletons/queue/files/start", "#!/bin/sh\nexec queue2 <% name %>\n")
    let outcome = try scene.update()
    #expect(outcome.state == .undecided && outcome.exitStatus == 2)
    #expect(outcome.obstacles.map(\.message) == ["you deleted it, the skeleton changed it"])
    #expect(outcome.plan.conflicts.map { $0.conflict?.kind } == [.deletedChanged])
  }

  @Test func `an answer makes files come and go`() throws {
    let scene = try Scene.laidOut()
    try scene.update("mail", set: ["log=true"])
    #expect(try scene.text("queues/mail/log.conf") == "log mail\n")
    try scene.update("mail", unset: ["log"])
    #expect(!scene.exists("queues/mail/log.conf"))
  }

  @Test func `an edited file that is generated no more is a conflict`() throws {
    let scene = try Scene.laidOut(set: ["log=true"])
    try scene.write(["queues/mail/log.conf": "log mail, by hand\n"])
    let stopped = try scene.update("mail", set: ["log=false"])
    #expect(stopped.plan.conflicts.map { $0.conflict?.kind } == [.changedDeleted])
    try scene.update("mail", set: ["log=false"], way: .choosing("ours"))
    #expect(try scene.text("queues/mail/log.conf") == "log mail, by hand\n")
    #expect(try scene.unit().state == .current)
  }

  @Test func `a skeleton that is gone is named, and the unit is left alone`() throws {
    let scene = try Scene.laidOut()
    try scene.writeSmallSkeleton("note", destination: "notes")
    try scene.new("one", of: "note")
    try scene.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/note"])
    let outcome = try scene.update()
    #expect(outcome.failures.map(\.code) == [.noSkeleton] && outcome.failures[0].unit == "note/one")
    #expect(outcome.exitStatus == 1)
    #expect(refusal { try scene.update("one") }.code == .noSkeleton)
  }

  @Test func `a renamed variable takes its answer along, and a missing one what the skeleton says`() throws {
    let scene = try Scene.laidOut(set: ["owner=ann"])
    try scene.writeQueue(
      version: "2.0.0",
      variables: Scene.queueVariables.replacing("owner:", with: "keeper:")
        + "  limit: { type: integer, default: 5, help: Limit }\n",
      more: "renamed_variables: { owner: keeper }\ndefaults_when_missing: { limit: 0 }\n",
      config: "<% keeper %> <% limit %> <% size %> <% kind %>\n")
    try scene.update()
    #expect(try scene.text("queues/mail/queue.conf") == "ann 0 10 fifo\n")
    try scene.new("post")
    #expect(try scene.text("queues/post/queue.conf") == "nobody 5 10 fifo\n")
  }

  @Test func `a source of another name keeps the person's edits`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n# mine\n"])
    try scene.sandbox.run(
      "mv", ["queue.conf", "settings.conf"], in: "home/.config/tenon/skeletons/queue/files")
    let declaration = "home/.config/tenon/skeletons/queue/skeleton.yaml"
    try scene.sandbox.write(
      declaration, try scene.sandbox.text(declaration) + "renamed: { queue.conf: settings.conf }\n")
    #expect(try scene.update().exitStatus == 0)
    #expect(!scene.exists("queues/mail/queue.conf"))
    #expect(try scene.text("queues/mail/settings.conf").hasSuffix("owner nobody\n# mine\n"))
  }
}

import Testing

/// Laying out a unit: what is written, what it is called, and what is refused before anything is written.
struct NewTests {
  @Test func `a unit is its files, a record, a base and what every workspace has`() throws {
    let scene = try Scene()
    let changes = try scene.changes { try scene.new("mail") }
    #expect(
      changes.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "+ .tenon folder", "+ .tenon/.gitattributes file", "+ .tenon/.gitignore file",
        "+ .tenon/units folder",
        "+ .tenon/units/queue folder", "+ .tenon/units/queue/mail folder",
        "+ .tenon/units/queue/mail/base file", "+ .tenon/units/queue/mail/record.json file",
        "+ queues folder", "+ queues/mail folder", "+ queues/mail/notes.md file",
        "+ queues/mail/queue.conf file", "+ queues/mail/start file",
      ])
    #expect(try scene.text("queues/mail/queue.conf") == "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n")
    #expect(scene.isExecutable("queues/mail/start") && !scene.isExecutable("queues/mail/notes.md"))
  }

  @Test func `the outcome says what to do next, and what undo will call it`() throws {
    let outcome = try Scene().new("mail")
    #expect(outcome.state == .applied && outcome.exitStatus == 0)
    #expect(outcome.nextSteps == ["tenon diff queue/mail", "tenon handoff create queue/mail"])
    #expect(outcome.label == "new queue/mail")
    #expect(outcome.plan.units.map(\.unit.description) == ["queue/mail"])
  }

  @Test func `a dry run plans everything and writes nothing`() throws {
    let scene = try Scene()
    var planned = 0
    let changes = try scene.changes {
      let outcome = try scene.new("mail", .dryRun)
      #expect(outcome.state == .planned && outcome.exitStatus == 0 && outcome.nextSteps == [])
      planned = outcome.plan.changes.count
    }
    #expect(changes == [])
    #expect(planned == (try scene.new("mail").plan.changes.count))
    #expect(try scene.log().map(\.label) == ["new queue/mail"])
  }

  @Test func `the unit's id may be another than its name`() throws {
    let scene = try Scene()
    let outcome = try scene.new("mail", id: "letters")
    #expect(outcome.plan.units[0].unit.description == "queue/letters")
    #expect(scene.exists("queues/mail/queue.conf") && scene.exists(".tenon/units/queue/letters/record.json"))
    try scene.new("post", id: "other/post")
    #expect(scene.exists(".tenon/units/other/post/record.json"))
  }

  @Test(arguments: ["", ".", "a/b/c", "../x", "-x", "a b"])
  func `an id that cannot be a folder everywhere is refused`(id: String) throws {
    let scene = try Scene()
    let changes = try scene.changes {
      #expect(refusal { try scene.new("mail", id: id) }.diagnostics.first?.kind == .usage, "'\(id)'")
    }
    #expect(changes == [])
  }

  @Test func `a unit that exists is named with the ways on`() throws {
    let scene = try Scene.laidOut()
    let refused = refusal { try scene.new("mail", set: ["size=20"]) }
    #expect(refused.code == .unitExists && refused.message == "unit queue/mail already exists")
    #expect(
      refused.hints == [
        "tenon update queue/mail updates it; --set changes an answer", "use --as for a different id",
      ])
    #expect(refused.unit == "queue/mail")
  }

  @Test func `what is left of a unit is in the way of a new one`() throws {
    let scene = try Scene.laidOut()
    try scene.delete(".tenon/units/queue/mail/record.json")
    let refused = refusal { try scene.new("mail") }
    #expect(refused.code == .inTheWay && refused.message == "the folder of queue/mail has no record")
    #expect(refused.hints.contains("tenon remove queue/mail deletes the rest of the unit"))
  }

  @Test func `a file with other contents is a conflict, and one with the same is taken as it is`() throws {
    let scene = try Scene(["queues/mail/start": "mine\n", "queues/mail/notes.md": "# mail\n"])
    let changes = try scene.changes {
      let outcome = try scene.new("mail")
      #expect(outcome.state == .undecided && outcome.exitStatus == 73)
      #expect(outcome.obstacles.map { $0.place?.path } == ["queues/mail/start"])
      #expect(outcome.notes == ["queues/mail/start is tracked by git"])
    }
    #expect(changes == [])
    try scene.new("mail", .choosing("theirs:queues/mail/start"))
    #expect(try scene.text("queues/mail/start") == "#!/bin/sh\nexec queue mail\n")
  }

  @Test(arguments: [
    ("tracked by git", "mine\n", true), ("not tracked by git", "mine\n", false),
  ])
  func `what is in the way is said as git knows it`(words: String, text: String, isTracked: Bool) throws {
    let scene = try Scene(isTracked ? ["queues/mail/queue.conf": text] : [:])
    if !isTracked { try scene.write(["queues/mail/queue.conf": text]) }
    #expect(try scene.new("mail").notes == ["queues/mail/queue.conf is \(words)"])
  }

  @Test func `what git ignores is said, since no handoff will have it`() throws {
    let scene = try Scene([".gitignore": "*.conf\n"])
    let outcome = try scene.new("mail", set: ["log=true"])
    #expect(
      outcome.notes == [
        "git ignores queues/mail/log.conf and 1 more: handoffs leave out ignored files"
      ])
    #expect(outcome.state == .applied)
  }

  @Test func `a folder named by the person is the unit's, from where they stand`() throws {
    let scene = try Scene(["infra/keep.txt": "x\n"])
    try scene.new("mail", into: "here", in: "repo/infra")
    #expect(scene.exists("infra/here/queue.conf"))
    try scene.new("post", into: "../over", in: "repo/infra")
    #expect(scene.exists("over/queue.conf"))
    try scene.new("root", into: scene.sandbox.path("repo/deep/er"))
    #expect(scene.exists("deep/er/queue.conf"))
  }

  @Test func `a folder beside the workspace is refused with the root`() throws {
    let scene = try Scene()
    let refused = refusal { try scene.new("mail", into: "../beside") }
    #expect(refused.code == .invalidPath && refused.message == "'../beside' is outside the workspace")
    #expect(refused.hints == ["its root is \(scene.sandbox.path("repo"))"])
  }

  @Test func `the layout says where units lie, and several roots have a first`() throws {
    let scene = try Scene([".tenon/workspace.yaml": "layout: { queue: [mq/<% name %>, other] }\n"])
    try scene.new("mail")
    #expect(scene.exists("mq/mail/queue.conf"))
  }

  @Test func `a path that belongs to another unit is in the way of the second`() throws {
    let scene = try Scene.laidOut()
    let refused = refusal { try scene.new("post", into: "queues/mail") }
    #expect(refused.messages == Array(repeating: "the file belongs to unit queue/mail", count: 3))
    #expect(refused.code == .ownedByUnit && refused.place == "queues/mail/notes.md")
  }

  @Test(arguments: [
    ("quue", "tenon new queue mail"), ("que", "tenon new queue mail"),
    ("fifo", "tenon new queue mail --set kind=fifo"),
  ])
  func `a skeleton that nobody has is answered with what was meant`(typed: String, command: String) throws {
    let refused = refusal { try Scene().new("mail", of: typed) }
    #expect(refused.code == .noSkeleton)
    #expect(refused.hints.contains("did you mean: \(command)"), "\(refused.hints)")
  }

  @Test func `a place that holds no skeleton offers no other one`() throws {
    let refused = refusal { try Scene().new("mail", of: "./queue") }
    #expect(refused.diagnostics.first?.kind == .missing)
    #expect(!refused.hints.contains { $0.contains("did you mean: tenon new") })
  }

  @Test func `settings that name nothing are refused before anything is laid out`() throws {
    let scene = try Scene([
      ".tenon/workspace.yaml": "layout: { quue: x, yaml: { nothing: .yaml } }\ndefaults: { ownr: ops }\n"
    ])
    let refused = refusal { try scene.new("mail") }
    #expect(
      refused.messages == [
        "'layout' names 'nothing', which is not a skeleton", "'layout' names 'quue', which is not a skeleton",
        "'defaults' names 'ownr', which is not a variable of any skeleton",
      ])
    #expect(refused.hints.contains("did you mean queue?") && refused.hints.contains("did you mean owner?"))
    #expect(refused.diagnostics.allSatisfy { $0.code == .invalidWorkspace })
    #expect(refused.diagnostics.first?.place?.line == 1)
  }

  @Test func `a credential in what would be laid out keeps the unit away`() throws {
    let scene = try Scene()
    let changes = try scene.changes {
      try scene.writeQueue(config: "password: <% owner %>x9Kq2\n")
      let refused = refusal { try scene.new("mail", set: ["owner=Zr8vLm3T"]) }
      #expect(refused.diagnostics.contains { $0.code == .credential }, "\(refused.messages)")
    }
    #expect(changes == [])
  }

  @Test func `a skeleton in a folder is taken from there, and its record says so`() throws {
    let scene = try Scene()
    try scene.sandbox.write("shelf/note/skeleton.yaml", smallSkeleton("note", destination: "notes"))
    try scene.sandbox.write("shelf/note/files/a.txt", "<% name %>\n")
    try scene.new("one", of: "../shelf/note")
    #expect(try scene.text("notes/one/a.txt") == "one\n")
    #expect(try scene.text(".tenon/units/note/one/record.json").contains("../shelf/note"))
    try scene.sandbox.write("shelf/note/files/a.txt", "<% name %>, again\n")
    #expect(try scene.update().state == .applied)
    #expect(try scene.text("notes/one/a.txt") == "one, again\n")
  }
}

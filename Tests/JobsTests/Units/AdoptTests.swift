import Testing

/// Files that a person wrote, taken under management with no byte of them changed.
struct AdoptTests {
  private static let mine = "# mail\n\nsize 12\n\nkind fifo\n\nowner ann\n\n# mine\n"

  @Test func `no file changes, and what was written by hand is answered from the files`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    let changes = try scene.changes {
      let outcome = try scene.adopt("mail")
      #expect(outcome.label == "adopt queue/mail" && outcome.exitStatus == 0)
      #expect(outcome.notes == ["inferred: owner=ann", "inferred: size=12"])
    }
    #expect(changes.allSatisfy { $0.contains(" .tenon") }, "\(changes)")
  }

  @Test func `an adopted unit is current, and what it lacks was never laid out`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    try scene.adopt("mail")
    let unit = try scene.unit()
    #expect(unit.drifted == [] && unit.missing == [])
    #expect(unit.notLaidOut.map(\.description) == ["queues/mail/notes.md", "queues/mail/start"])
    #expect(try scene.update().state == .unchanged)
    #expect(!scene.exists("queues/mail/start"))
  }

  @Test func `an answer that was given is not inferred`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    #expect(try scene.adopt("mail", set: ["size=9"]).notes == ["inferred: owner=ann"])
  }

  @Test(arguments: [("", true), ("y", true), ("no", false)])
  func `a person confirms what was found, or has none of it`(reply: String, isTaken: Bool) throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    let person = ScriptedPerson(reply)
    let outcome = try scene.adopt("mail", asking: person)
    #expect(person.told == ["  owner: ann", "  size: 12"])
    #expect(person.asked == ["these answers were found in the files; use them? [Y/n]"])
    #expect(outcome.notes.isEmpty != isTaken)
  }

  @Test func `the skeleton's next version reaches the lines that the person has, and leaves theirs`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    try scene.adopt("mail")
    try scene.writeQueue(
      version: "1.1.0",
      config: "# <% name %>, a queue\n\nsize <% size %>\n\nkind <% kind %>\n\nowner <% owner %>\n")
    try scene.update()
    #expect(
      try scene.text("queues/mail/queue.conf") == Self.mine.replacing("# mail\n", with: "# mail, a queue\n"))
  }

  @Test func `a file that was never laid out comes with a restore`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    try scene.adopt("mail")
    try scene.restore("mail", "start")
    #expect(scene.exists("queues/mail/start"))
    #expect(try scene.unit().notLaidOut.map(\.description) == ["queues/mail/notes.md"])
  }

  @Test func `where nothing is to adopt, the folder beside it is named`() throws {
    let scene = try Scene(["queues/mial/queue.conf": Self.mine])
    let refused = refusal { try scene.adopt("mail") }
    #expect(refused.code == .noFile && refused.message == "no files of queue/mail to adopt")
    #expect(
      refused.hints == [
        "did you mean queues/mial?",
        "use --into to name the directory, or tenon new queue mail to create the unit",
      ])
    try scene.adopt("mail", into: "queues/mial")
    #expect(try scene.unit().destination.description == "queues/mial")
  }

  @Test func `the executable bit of an adopted file is the person's`() throws {
    let scene = try Scene(["queues/mail/start": "#!/bin/sh\nexec queue mail\n"])
    let outcome = try scene.adopt("mail")
    #expect(outcome.state == .applied)
    #expect(!scene.isExecutable("queues/mail/start"))
    #expect(try scene.update().state == .unchanged)
  }

  @Test func `clues answer where a person's files say it in keys of their own`() throws {
    let scene = try Scene(["doors/front/extra.yml": "door:\n  keeper: ann\n", "doors/front/door.txt": "x\n"])
    try scene.writeSkeleton(
      "door",
      """
      name: door
      version: 1.0.0
      summary: A door
      destination: doors/<% name %>
      variables:
        name: { type: string }
        keeper: { type: string, default: nobody, clues: [{ file: "*.yml", under: [door], key: keeper }] }

      """, ["door.txt": "<% keeper %>\n"])
    #expect(try scene.adopt("front", of: "door").notes == ["inferred: keeper=ann"])
  }

  @Test func `an adopted unit that is removed leaves the person's files`() throws {
    let scene = try Scene(["queues/mail/queue.conf": Self.mine])
    try scene.adopt("mail")
    try scene.remove("mail")
    #expect(try scene.text("queues/mail/queue.conf") == Self.mine)
  }

  @Test func `adopt offers itself where a skeleton was meant`() throws {
    let refused = refusal { try Scene().adopt("mail", of: "quue") }
    #expect(refused.hints == ["did you mean: tenon adopt queue mail"])
  }
}

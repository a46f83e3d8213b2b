import Testing

/// Files and folders of a unit that a person moved: what is followed, what is only said, and what is neither.
struct MovedFileTests {
  private static let config = "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n"

  @Test func `a file that moved within its unit is followed, and an update reaches it there`() throws {
    let scene = try Scene.laidOut()
    try scene.move("queues/mail/queue.conf", to: "queues/mail/conf/main.conf")
    let unit = try scene.unit()
    #expect(unit.state == .drifted && unit.moved.map(\.description) == ["queues/mail/conf/main.conf"])
    try scene.writeQueue(config: "# <% name %>\n\nsize <% size %>0\n\nkind <% kind %>\n\nowner <% owner %>\n")
    try scene.update()
    #expect(try scene.text("queues/mail/conf/main.conf").contains("size 100"))
    #expect(!scene.exists("queues/mail/queue.conf"))
  }

  @Test func `an edit travels with the file that moved`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/queue.conf")
    try scene.write(["queues/mail/main.conf": Self.config + "# mine\n"])
    try scene.writeQueue(config: "# <% name %>!\n\nsize <% size %>\n\nkind <% kind %>\n\nowner <% owner %>\n")
    try scene.update()
    #expect(
      try scene.text("queues/mail/main.conf") == Self.config.replacing("# mail", with: "# mail!") + "# mine\n"
    )
  }

  @Test func `two files that are as like it are a doubt, and no move`() throws {
    let scene = try Scene.laidOut()
    try scene.delete("queues/mail/queue.conf")
    try scene.write(["queues/mail/one.conf": Self.config, "queues/mail/two.conf": Self.config])
    let unit = try scene.unit()
    #expect(unit.moved == [] && unit.missing.map(\.description) == ["queues/mail/queue.conf"])
    #expect(unit.suggestions.map(\.new.description) == ["queues/mail/one.conf", "queues/mail/two.conf"])
    #expect(
      try scene.update().notes.first
        == "queues/mail/queue.conf is missing, and queues/mail/one.conf is similar: if you moved it, run "
        + "tenon move queue/mail queues/mail/queue.conf queues/mail/one.conf")
  }

  @Test func `a file outside the unit's folder is said and never taken`() throws {
    let scene = try Scene.laidOut()
    try scene.move("queues/mail/queue.conf", to: "etc/queue.conf")
    let unit = try scene.unit()
    #expect(unit.moved == [] && unit.suggestions.map(\.new.description) == ["etc/queue.conf"])
    try scene.commit("moved away")
    #expect(try scene.unit().suggestions == [])
  }

  @Test func `a file that was there before the other went is no move of it`() throws {
    let scene = try Scene(["queues/mail/copy.conf": Self.config])
    try scene.new("mail")
    try scene.commit()
    try scene.delete("queues/mail/queue.conf")
    let unit = try scene.unit()
    #expect(
      unit.moved == [] && unit.suggestions == [] && unit.gone.map(\.description) == ["queues/mail/queue.conf"]
    )
  }

  @Test func `a file of another unit, or of a skeleton, is nobody's move`() throws {
    let scene = try Scene.laidOut()
    try scene.writeSmallSkeleton("copy", destination: "queues/mail/copies", text: Self.config)
    try scene.new("one", of: "copy")
    try scene.write([
      "queues/mail/skeleton/skeleton.yaml": "name: x\n", "queues/mail/skeleton/files/queue.conf": Self.config,
    ])
    try scene.delete("queues/mail/queue.conf")
    let unit = try scene.unit()
    #expect(unit.moved == [] && unit.suggestions == [])
  }

  @Test func `a whole folder that moved is followed, and its record moves with an update`() throws {
    let scene = try Scene.laidOut()
    try scene.move("queues/mail", to: "services/post")
    let unit = try scene.unit()
    #expect(unit.destination.description == "services/post" && unit.movedFrom?.description == "queues/mail")
    #expect(unit.state == .drifted && unit.missing == [])
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    #expect(try scene.update().state == .applied)
    #expect(
      try scene.text("services/post/queue.conf") == "new 10fifonobody\n" && !scene.exists("queues/mail"))
    #expect(try scene.unit().movedFrom == nil)
  }

  @Test func `two folders that may be the unit's are a suggestion each`() throws {
    let scene = try Scene.laidOut()
    try scene.sandbox.run("cp", ["-a", "queues/mail", "one"], in: "repo")
    try scene.move("queues/mail", to: "two")
    let unit = try scene.unit()
    #expect(unit.state == .missing && unit.movedFrom == nil)
    #expect(Set(unit.suggestions.map(\.new.description)) == ["one", "two"])
  }

  @Test func `a folder of which less than half is as it was is not followed`() throws {
    let scene = try Scene.laidOut()
    try scene.move("queues/mail", to: "two")
    try scene.write(["two/queue.conf": "other\n", "two/notes.md": "other\n"])
    #expect(try scene.unit().state == .missing)
  }

  @Test func `a copy that was committed before the unit's folder went is not followed`() throws {
    let scene = try Scene.laidOut()
    try scene.sandbox.run("cp", ["-a", "queues/mail", "copy"], in: "repo")
    try scene.commit("a copy")
    try scene.delete("queues")
    #expect(try scene.unit().movedFrom == nil)
  }

  // MARK: tenon move

  @Test func `a file is moved as git mv would, and its edits with it`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/start": "mine\n"])
    let report = try scene.moveUnit("mail", from: "queues/mail/start", to: "bin/mail")
    #expect(report.hasMoved && report.isWritten)
    #expect(report.files.map { "\($0.old) \($0.new)" } == ["queues/mail/start bin/mail"])
    #expect(try scene.text("bin/mail") == "mine\n" && !scene.exists("queues/mail/start"))
    #expect(try scene.unit().missing == [])
  }

  @Test func `what a person moved already is recorded, and no file is touched`() throws {
    let scene = try Scene.laidOut()
    try scene.move("queues/mail/queue.conf", to: "etc/mail.conf")
    let changes = try scene.changes {
      let report = try scene.moveUnit("mail", from: "queues/mail/queue.conf", to: "etc/mail.conf")
      #expect(!report.hasMoved)
    }
    #expect(changes.map { $0.split(separator: " ")[1] } == [".tenon/units/queue/mail/record.json"])
    #expect(try scene.unit().state == .current)
  }

  @Test func `a folder takes the person's own files along, and is the unit's from then on`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/mine.txt": "mine\n"])
    let report = try scene.moveUnit("mail", from: "../queues/mail", to: "../mq/post", in: "repo/.tenon")
    #expect(report.files.count == 3)
    #expect(scene.exists("mq/post/mine.txt") && !scene.exists("queues/mail"))
    #expect(try scene.unit().destination.description == "mq/post")
    #expect(try scene.update().state == .unchanged)
  }

  @Test func `a dry run of a move moves nothing`() throws {
    let scene = try Scene.laidOut()
    #expect(
      try !scene.unchanged { try scene.moveUnit("mail", from: "queues/mail", to: "mq", .dryRun) }.isWritten)
  }

  /// A move that cannot be, and what is said.
  struct Wrong: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let code: Diagnostic.Code
    let words: String

    var testDescription: String { "\(old) to \(new)" }
  }

  static let wrong = [
    Wrong(
      old: "queues/mail/x", new: "y", code: .missing, words: "unit queue/mail has no file at 'queues/mail/x'"),
    Wrong(
      old: "queues/mail/start", new: "README.md", code: .fileExists,
      words: "both paths exist, 'queues/mail/start' and 'README.md'"),
    Wrong(
      old: "queues/mail/gone.sh", new: "gone.sh", code: .noFile,
      words: "neither 'queues/mail/gone.sh' nor 'gone.sh' exists"),
    Wrong(
      old: "queues/mail", new: "queues/mail/deeper", code: .usage,
      words: "a folder cannot be moved into itself"),
    Wrong(
      old: "queues/mail/start", new: "../out", code: .invalidPath, words: "'../out' is outside the workspace"
    ),
    Wrong(old: "queues/mail/start", new: "nul", code: .invalidPath, words: ""),
    Wrong(
      old: "queues/mail/start", new: "README.md/x", code: .inTheWay, words: "expected a directory, found"),
    Wrong(
      old: ".", new: "x", code: .invalidPath, words: "'.' is the workspace's root (expected a path below it)"),
  ]

  @Test(arguments: wrong)
  func `a move that cannot be is refused, and nothing changes`(wrong: Wrong) throws {
    let scene = try Scene.laidOut()
    if wrong.old.hasSuffix("gone.sh") {
      try scene.moveUnit("mail", from: "queues/mail/start", to: wrong.old)
      try scene.delete(wrong.old)
    }
    let changes = try scene.changes {
      let refused = refusal { try scene.moveUnit("mail", from: wrong.old, to: wrong.new) }
      #expect(refused.code == wrong.code && refused.message.contains(wrong.words), "\(refused.diagnostics)")
    }
    #expect(changes == [])
  }

  @Test func `a folder that holds files of another unit is not moved`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post", into: "queues/mail/inner")
    let refused = refusal { try scene.moveUnit("queue/mail", from: "queues/mail", to: "mq") }
    #expect(refused.code == .ownedByUnit && refused.message == "the file belongs to unit queue/post")
    #expect(refused.hints == ["move that unit first: tenon move queue/post …"])
  }

  @Test func `another unit's file is not what a file became`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post")
    try scene.delete("queues/mail/start")
    let refused = refusal { try scene.moveUnit("mail", from: "queues/mail/start", to: "queues/post/start") }
    #expect(
      refused.code == .ownedByUnit
        && refused.hints == ["tenon restore queue/mail PATH restores a deleted file"])
  }

  @Test func `a symbolic link in a folder is left to git mv`() throws {
    let scene = try Scene.laidOut()
    try scene.link("queues/mail/link", to: "start")
    let refused = refusal { try scene.moveUnit("mail", from: "queues/mail", to: "mq") }
    #expect(refused.code == .inTheWay && refused.message == "a symbolic link cannot be moved")
    #expect(refused.hints == ["git mv queues/mail mq, then record it with tenon move"])
  }
}

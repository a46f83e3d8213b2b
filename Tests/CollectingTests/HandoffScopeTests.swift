import Testing

/// What a handoff consists of: which units, which files of theirs, and what stays out and why.
struct HandoffScopeTests {
  private func paths(_ manifest: Manifest?) -> [String] { manifest?.files.map(\.path.description) ?? [] }

  /// Files of the working tree only.
  private func own(_ manifest: Manifest?) -> [String] { paths(manifest).filter { !$0.hasPrefix(".tenon/") } }

  @Test func `a new unit is its files, its record and base, and what every workspace has`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let report = try scene.handOff()
    #expect(
      paths(report.manifest).sorted() == [
        ".tenon/.gitattributes", ".tenon/.gitignore", ".tenon/units/queue/mail/base",
        ".tenon/units/queue/mail/record.json", "queues/mail/notes.md", "queues/mail/queue.conf",
        "queues/mail/start",
      ])
    #expect(report.manifest?.units == [Manifest.Unit(id: "queue/mail", change: .added)])
    let id = try #require(report.manifest?.id)
    let artifacts = report.artifacts.map { $0.description.replacing(id, with: "ID") }
    #expect(
      artifacts.sorted() == [
        ".tenon/handoffs/ID.json", ".tenon/handoffs/ID.md", ".tenon/handoffs/librarian-ID/add.paths",
        ".tenon/handoffs/librarian-ID/commit.paths", ".tenon/handoffs/librarian-ID/message",
      ])
    #expect(try scene.text(".tenon/handoffs/.gitignore") == "*\n")
  }

  @Test func `only what has changed of a unit is handed off, and how it came about`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post")
    try scene.commit()
    try scene.update("mail", set: ["size=5"])
    try scene.write(["queues/mail/start": "#!/bin/sh\n# mine\n"])
    let manifest = try scene.handOff().manifest
    #expect(own(manifest) == ["queues/mail/queue.conf", "queues/mail/start"])
    #expect(manifest?.units == [Manifest.Unit(id: "queue/mail", change: .changed)])
    let origins = manifest?.files.filter { own(manifest).contains($0.path.description) }.map(\.origin)
    #expect(origins == [.generated, .merged])
  }

  @Test func `named units alone are handed off`() throws {
    let scene = try Scene()
    try scene.newUnits("[{ name: mail }, { name: post }, { name: news }]")
    let manifest = try scene.handOff("mail", "queue/news").manifest
    #expect(manifest?.units?.map(\.id) == ["queue/mail", "queue/news"])
    #expect(!paths(manifest).contains { $0.contains("post") })
  }

  @Test func `a removed unit is handed off by the name that it had`() throws {
    let scene = try Scene.laidOut()
    try scene.remove("mail")
    let manifest = try scene.handOff("mail").manifest
    #expect(manifest?.units == [Manifest.Unit(id: "queue/mail", change: .removed)])
    #expect(manifest?.files.allSatisfy { $0.status == .deleted } == true)
    #expect(own(manifest) == ["queues/mail/queue.conf", "queues/mail/start"])
  }

  @Test(arguments: ["queue/mail", "queue/post"])
  func `either name of a renamed unit hands both off`(name: String) throws {
    let scene = try Scene.laidOut()
    try scene.rename("mail", to: "post")
    let manifest = try scene.handOff(name).manifest
    #expect(manifest?.units == [Manifest.Unit(id: "queue/post", change: .renamed, from: "queue/mail")])
    #expect(paths(manifest).contains("queues/mail/start") && paths(manifest).contains("queues/post/start"))
  }

  @Test func `one removed and one laid out that is like it are two units`() throws {
    let scene = try Scene.laidOut()
    try scene.remove("mail")
    try scene.new("post")
    #expect(try scene.handOff().manifest?.units?.map(\.change) == [.removed, .added])
  }

  @Test func `what lies in a unit's folder and is not its file is left out, and named`() throws {
    let scene = try Scene([".gitignore": "*.log\n.cache/\n"])
    try scene.new("mail")
    try scene.write([
      "queues/mail/mine.txt": "x\n", "queues/mail/a.log": "x\n", "queues/mail/.cache/one": "x\n",
      "queues/mail/.cache/two": "x\n",
    ])
    let left = try scene.handOff().manifest?.roles.librarian.leaveOut ?? []
    #expect(
      left.map { "\($0.path): \($0.why)" }.sorted() == [
        "queues/mail/.cache/: git ignores it", "queues/mail/a.log: git ignores it",
        "queues/mail/mine.txt: not a file of queue/mail; --include adds it",
      ])
  }

  @Test func `a file of a unit that git ignores is left out and no obstacle`() throws {
    let scene = try Scene([".gitignore": "start\n"])
    try scene.new("mail")
    let manifest = try scene.handOff().manifest
    #expect(!paths(manifest).contains("queues/mail/start"))
    #expect(manifest?.roles.librarian.leaveOut?.map(\.path) == ["queues/mail/start"])
  }

  @Test func `files and folders that a person names are handed off as written by hand`() throws {
    let scene = try Scene(["docs/a.md": "a\n", "docs/b.md": "b\n"])
    try scene.write(["docs/a.md": "A\n", "docs/new/c.md": "c\n", "notes.txt": "n\n"])
    let manifest = try scene.handOff(include: ["docs"]).manifest
    #expect(paths(manifest).filter { !$0.hasPrefix(".tenon/") } == ["docs/a.md", "docs/new/c.md"])
    #expect(manifest?.files.allSatisfy { $0.origin == .handWritten } == true && manifest?.units ?? [] == [])
    #expect(own(try scene.handOff(include: ["."]).manifest) == ["docs/a.md", "docs/new/c.md", "notes.txt"])
  }

  /// What cannot be included, and why.
  static let notIncluded: [(path: String, code: Diagnostic.Code, words: String)] = [
    ("gone.txt", .noFile, "there is no 'gone.txt' to include"),
    ("README.md", .nothingToDo, "nothing to hand off in 'README.md': unchanged since HEAD"),
    ("x.log", .ignoredByGit, "git ignores 'x.log', so it cannot be handed off"),
    ("../out", .invalidPath, "'../out' is outside the workspace"),
  ]

  @Test(arguments: notIncluded.indices)
  func `what cannot be included is said`(index: Int) throws {
    let (path, code, words) = Self.notIncluded[index]
    let scene = try Scene([".gitignore": "*.log\n"])
    try scene.write(["x.log": "x\n"])
    let refused = refusal { try scene.handOff(include: [path]) }
    #expect(refused.code == code && refused.message == words)
  }

  @Test func `where nothing is to be handed off, what lies outside of all units is named`() throws {
    let scene = try Scene.laidOut()
    let none = refusal { try scene.handOff() }
    #expect(none.code == .nothingToDo && none.hints == ["no unit has changes since HEAD"])
    for number in 1...7 { try scene.write(["n\(number).txt": "x\n"]) }
    #expect(
      refusal { try scene.handOff() }.hints == [
        "changed outside of all units: n1.txt, n2.txt, n3.txt, n4.txt, n5.txt and 2 more; --include PATH adds one"
      ])
  }

  @Test func `a unit that cannot be handed off is left out where none is named, and refused where it is`()
    throws
  {
    let scene = try Scene()
    try scene.newUnits("[{ name: mail }, { name: post }]")
    try scene.write([".tenon/units/queue/post/record.json": "{"])
    let report = try scene.handOff()
    #expect(report.failures.compactMap(\.unit) == ["queue/post"])
    #expect(report.manifest?.units?.map(\.id) == ["queue/mail"])
    #expect(refusal { try scene.handOff("post") }.unit == "queue/post")
  }

  @Test func `where only bad units are left there is a report and no handoff`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.write([".tenon/units/queue/mail/record.json": "{"])
    let report = try scene.handOff()
    #expect(report.manifest == nil && report.failures.count == 1 && report.artifacts == [])
  }

  @Test func `a skeleton that is gone is no reason to hand nothing off`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/queue"])
    let checks = try scene.handOff().manifest?.checks ?? []
    #expect(
      checks.contains { $0.name == "the deployment steps of queue for mail" && $0.result == .notRun },
      "\(checks)")
  }

  @Test func `the expected tree is the one that git makes of a commit of exactly these files`() throws {
    let scene = try Scene(["kept.txt": "x\n", "gone.txt": "x\n"])
    try scene.new("mail")
    try scene.delete("gone.txt")
    let manifest = try #require(try scene.handOff(include: ["gone.txt"]).manifest)
    try scene.git("add", "-A")
    let tree = try scene.git("write-tree").split(separator: "\n").first.map(String.init)
    #expect(manifest.repository.expectedTree.hex == tree)
    #expect(manifest.repository.base.branch == "main")
  }

  @Test func `what an answer changed is told, old and new`() throws {
    let scene = try Scene.laidOut(set: ["size=5"])
    try scene.writeQueue(version: "1.1.0")
    try scene.update("mail", set: ["size=6", "owner=ann", "kind=fifo"])
    let markdown = try handoffText(scene)
    #expect(markdown.contains("size 5 → 6") && markdown.contains("owner nobody → ann"), "\(markdown)")
    #expect(markdown.contains("queue 1.0.0 → 1.1.0") && !markdown.contains("kind fifo"))
  }

  private func handoffText(_ scene: Scene) throws -> String {
    let id = try #require(try scene.handOff().manifest?.id)
    return try scene.text(".tenon/handoffs/\(id).md") + scene.text(".tenon/handoffs/\(id).json")
  }
}

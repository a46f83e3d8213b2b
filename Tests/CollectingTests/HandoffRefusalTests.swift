import Testing

/// What stands against a handoff: nothing is written then, and all of it is told at once.
struct HandoffRefusalTests {
  /// Something that keeps a new unit from being handed off.
  struct Obstacle: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: Diagnostic.Code
    let words: String
    let hint: String
    let prepare: @Sendable (Scene) throws -> Void
  }

  static let obstacles = [
    Obstacle(
      testDescription: "conflict markers", code: .conflictMarkers,
      words: "the file contains conflict markers",
      hint: "resolve the conflict and create the handoff again"
    ) { try $0.write(["queues/mail/queue.conf": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"]) },
    Obstacle(
      testDescription: "a credential", code: .credential, words: "what looks like a literal password",
      hint: "store it in Ansible Vault, with sops, or in an ignored file, and refer to it by name"
    ) { try $0.write(["queues/mail/queue.conf": "password: kJ8s2mPq9xW4tR7v\n"]) },
    Obstacle(
      testDescription: "a foreign filter", code: .gitFilter,
      words: "the filter 'other' changes what git stores",
      hint: "commit the file separately and leave it out of the handoff"
    ) {
      try $0.git("config", "filter.other.clean", "cat")
      try $0.write([".gitattributes": "*.conf filter=other\n"])
    },
    Obstacle(
      testDescription: "line endings that would change", code: .gitFilter,
      words: "its line endings would change on checkout",
      hint: "convert its line endings, or declare them in .gitattributes"
    ) {
      try $0.git("config", "core.autocrlf", "input")
      try $0.git("config", "core.safecrlf", "true")
      try $0.write(["queues/mail/queue.conf": "one\r\ntwo\r\n"])
    },
    Obstacle(
      testDescription: "a path that is unmerged", code: .unmerged, words: "the path is unmerged in the index",
      hint: "resolve it, then git add it"
    ) { scene in
      let blob = try scene.git("hash-object", "-w", "README.md").split(separator: "\n")[0]
      let entries = (1...3).map { "100644 \(blob) \($0)\tqueues/mail/queue.conf\n" }.joined()
      try scene.sandbox.git("update-index", "--index-info", input: Array(entries.utf8))
    },
    Obstacle(
      testDescription: "a record that git ignores", code: .ignoredByGit,
      words: "ignored by git, but tenon's records must be committed",
      hint: "git check-ignore -v .tenon/units/queue/mail/record.json shows the rule"
    ) { try $0.write([".gitignore": "record.json\n"]) },
  ]

  @Test(arguments: obstacles)
  func `an obstacle is named with its cure, and nothing is written`(obstacle: Obstacle) throws {
    let scene = try Scene()
    try scene.new("mail")
    try obstacle.prepare(scene)
    let changes = try scene.changes {
      let refused = refusal { try scene.handOff() }
      let found = refused.diagnostics.first { $0.message.contains(obstacle.words) }
      #expect(found?.code == obstacle.code, "\(refused.diagnostics)")
      #expect(obstacle.hint.isEmpty || found?.hints.contains(obstacle.hint) == true, "\(refused.hints)")
    }
    #expect(changes == [])
  }

  @Test func `a path that the sparse checkout leaves out is refused by git add, and so by us`() throws {
    let scene = try Scene.laidOut()
    try scene.git("update-index", "--skip-worktree", "queues/mail/queue.conf")
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    let refused = refusal { try scene.handOff() }
    #expect(refused.code == .sparseCheckout, "\(refused.diagnostics)")
  }

  @Test func `a conflict comes first, whatever else there is`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.write([
      "queues/mail/notes.md": "password: kJ8s2mPq9xW4tR7v\n",
      "queues/mail/start": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
    ])
    let refused = refusal { try scene.handOff() }
    #expect(refused.diagnostics.map(\.kind) == [.conflict, .data])
    #expect(refused.place == "queues/mail/start:1")
  }

  @Test(arguments: ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
  func `while git is in the middle of something, single files cannot be committed`(file: String) throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.sandbox.write("repo/.git/\(file)", try scene.git("rev-parse", "HEAD"))
    let refused = refusal { try scene.handOff() }
    #expect(
      refused.code == .operationInProgress
        && refused.message.hasSuffix("and git cannot commit single files during it"))
    #expect(refused.hints == ["finish it first; git status shows how"])
  }

  @Test func `a bisection is no obstacle`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.git("bisect", "start")
    #expect(try scene.handOff().manifest != nil)
  }

  @Test(arguments: ["", "two\nlines", String(repeating: "x", count: 90)])
  func `a title that cannot be a commit's subject is refused`(title: String) throws {
    let scene = try Scene()
    try scene.new("mail")
    let refused = refusal { try scene.handOff(title: title) }
    #expect(refused.code == .invalidTitle, "\(refused.messages)")
    #expect(!scene.exists(".tenon/handoffs"))
  }

  @Test func `a credential in the words of a handoff is refused, since they are committed`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let token = "AKIA" + "Q3EGRIYWVZ7TNB2X"
    for (refused, what) in [
      (refusal { try scene.handOff(title: "Use \(token)") }, "title"),
      (refusal { try scene.handOff(questions: ["Is \(token) right?"]) }, "question"),
      (refusal { try scene.handOff(decisions: [.init(token, reason: "so")]) }, "decision"),
    ] {
      #expect(
        refused.code == .credential && refused.message.hasPrefix("the \(what) contains what looks like"),
        "\(refused.messages)")
      #expect(!refused.message.contains(token))
    }
  }

  @Test func `what is allowed, or known to the baseline, is handed off and counted`() throws {
    let scene = try Scene()
    try scene.new("mail")
    try scene.write([
      "queues/mail/queue.conf": "password: kJ8s2mPq9xW4tR7v\n",
      "queues/mail/notes.md": "token: xY3s2mPq9xW4tR7vZ8aB\n",
    ])
    try scene.allowSecret(at: "queues/mail/queue.conf:1")
    _ = try scene.secrets(writesBaseline: true)
    let checks = try scene.handOff().manifest?.checks.map(\.name) ?? []
    #expect(checks.contains { $0.hasSuffix("none found but 1 allowed, 1 in the baseline") }, "\(checks)")
  }

  @Test func `a bit that git does not look at is a note with its cure`() throws {
    let scene = try Scene()
    try scene.git("config", "core.fileMode", "false")
    try scene.new("mail")
    let notes = try scene.handOff().notes
    #expect(
      notes == [
        "queues/mail/start should be executable, but with core.fileMode=false git commits it without that bit: "
          + "git add --chmod=+x -- queues/mail/start, then create the handoff again"
      ])
  }

  // MARK: deletions

  @Test func `what replaced a deleted file has to be handed off with it`() throws {
    let scene = try Scene(["conf": "x\n", "folder/a": "x\n"])
    try scene.delete("conf")
    try scene.write(["conf/inner": "x\n"])
    #expect(try scene.handOff(include: ["conf"]).manifest?.files.count == 2)
    try scene.delete("folder")
    try scene.link("folder", to: "conf")
    let refused = refusal { try scene.handOff(include: ["folder/a"]) }
    #expect(refused.hints == ["add it with --include, or move it away"], "\(refused.diagnostics)")
  }
}

import Testing

/// How a unit is said to be, and which word wins where several would do.
struct StatusTests {
  /// What was done to a unit, and its state.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let state: UnitStatus.State
    let prepare: @Sendable (Scene) throws -> Void
  }

  static let cases = [
    Case(testDescription: "nothing", state: .current) { _ in },
    Case(testDescription: "an edit", state: .drifted) { try $0.write(["queues/mail/queue.conf": "mine\n"]) },
    Case(testDescription: "a mode", state: .drifted) {
      try $0.setPermissions(0o644, of: "queues/mail/start")
    },
    Case(testDescription: "a file that is gone", state: .drifted) { try $0.delete("queues/mail/start") },
    Case(testDescription: "a file written once that is gone", state: .current) {
      try $0.delete("queues/mail/notes.md")
    },
    Case(testDescription: "a file written once that was edited", state: .current) {
      try $0.write(["queues/mail/notes.md": "mine\n"])
    },
    Case(testDescription: "the folder that is gone", state: .missing) { try $0.delete("queues") },
    Case(testDescription: "a newer skeleton", state: .outdated) {
      try $0.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    },
    Case(testDescription: "an older skeleton", state: .ahead) { try $0.writeQueue(version: "0.9.0") },
    Case(testDescription: "a skeleton with a fault", state: .unavailable) {
      try $0.writeQueue(config: "<% nmae %>\n")
    },
    Case(testDescription: "a skeleton that is gone", state: .unavailable) {
      try $0.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/queue"])
    },
    Case(testDescription: "an edit and a newer skeleton", state: .outdated) {
      try $0.write(["queues/mail/start": "mine\n"])
      try $0.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    },
    Case(testDescription: "markers and a newer skeleton", state: .conflicted) {
      try $0.write(["queues/mail/queue.conf": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"])
      try $0.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    },
    Case(testDescription: "markers, and a skeleton that is gone", state: .conflicted) {
      try $0.write(["queues/mail/queue.conf": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"])
      try $0.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/queue"])
    },
    Case(testDescription: "gone, and a skeleton that is gone", state: .missing) {
      try $0.delete("queues")
      try $0.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/queue"])
    },
  ]

  @Test(arguments: cases)
  func `the gravest word is the unit's`(example: Case) throws {
    let scene = try Scene.laidOut()
    try example.prepare(scene)
    let unit = try scene.unit()
    #expect(unit.state == example.state)
    #expect(unit.isAsGenerated == (unit.drifted + unit.gone + unit.baseless).isEmpty)
  }

  @Test func `the two columns are what the person did and what an update would do`() throws {
    let scene = try Scene.laidOut(set: ["log=true"])
    try scene.write(["queues/mail/queue.conf": "mine\n", "queues/mail/log.conf": "log mail\nmine\n"])
    try scene.delete("queues/mail/start")
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    try scene.sandbox.write("home/.config/tenon/skeletons/queue/files/more.conf", "more\n")
    let unit = try scene.unit()
    #expect(unit.drifted.map(\.description) == ["queues/mail/log.conf", "queues/mail/queue.conf"])
    #expect(unit.gone.map(\.description) == ["queues/mail/start"] && unit.missing == unit.gone)
    #expect(unit.outdated.map(\.description) == ["queues/mail/more.conf", "queues/mail/queue.conf"])
    #expect(unit.conflicting.map(\.description) == ["queues/mail/queue.conf"])
  }

  @Test func `a failed refresh says the first reason, and how many more there are`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(config: "<% nmae %> <% sise %> <% onwer %>\n")
    let obstacle = try #require(try scene.unit().obstacle)
    #expect(obstacle.message == "unknown variable 'nmae' (and 2 more)")
    #expect(obstacle.unit == "queue/mail")
  }

  @Test func `a base that is damaged is known from git, and one that is lost is not`() throws {
    let scene = try Scene.laidOut()
    try scene.write([".tenon/units/queue/mail/base": "nonsense\n", "queues/mail/queue.conf": "mine\n"])
    var unit = try scene.unit()
    #expect(unit.damaged.count == 3 && unit.baseless == [] && unit.state == .drifted)
    #expect(
      try scene.update().notes == [
        "the base of queue/mail was modified or deleted outside of tenon: an update restores it"
      ])
    #expect(try scene.unit().damaged == [])

    let fresh = try Scene()
    try fresh.new("mail")
    try fresh.delete(".tenon/units/queue/mail/base")
    try fresh.write(["queues/mail/queue.conf": "mine\n"])
    try fresh.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    unit = try fresh.unit()
    #expect(unit.baseless.map(\.description) == ["queues/mail/queue.conf"])
    #expect(unit.conflicting.map(\.description) == ["queues/mail/queue.conf"])
  }

  @Test func `what is dirty is counted below the units that were asked for, or in all of the repository`()
    throws
  {
    let scene = try Scene.laidOut()
    try scene.write(["README.md": "other\n", "queues/mail/queue.conf": "mine\n", "new.txt": "x\n"])
    try scene.git("add", "new.txt")
    #expect(try scene.status().dirty == 2)
    #expect(try scene.status("mail").dirty == 1)
    let whole = try scene.status(repository: true)
    #expect(whole.dirty == 3 && whole.isWhole)
  }

  @Test func `the branch, the commit and what git is in the middle of are said`() throws {
    let scene = try Scene.laidOut()
    var status = try scene.status()
    #expect(status.branch == "main" && status.operation == nil && status.root == scene.sandbox.path("repo"))
    #expect(
      try status.commit?.hex == scene.git("rev-parse", "HEAD").split(separator: "\n").first.map(String.init))
    try scene.git("checkout", "-q", "--detach")
    try scene.sandbox.write("repo/.git/MERGE_HEAD", try scene.git("rev-parse", "HEAD"))
    status = try scene.status()
    #expect(status.branch == nil && status.operation == "merge")
  }

  // MARK: check

  @Test func `a check of what is in order is good, whatever was edited`() throws {
    let scene = try Scene.laidOut()
    #expect(try scene.check().isGood)
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    let report = try scene.check()
    #expect(report.isGood && report.failures == [])
    #expect(report.remarks.map { "\($0.unit) \($0.state) \($0.files)" } == ["queue/mail drifted 1"])
    #expect(try !scene.check(failingOn: [.drifted]).isGood)
    #expect(try scene.check(failingOn: [.outdated, .missing]).isGood)
  }

  /// What a check always fails on: what was done, the code and the hint's beginning.
  static let failures:
    [(words: String, code: Diagnostic.Code, hint: String, prepare: @Sendable (Scene) throws -> Void)] = [
      (
        "the file contains conflict markers", .conflictMarkers, "",
        {
          try $0.write(["queues/mail/queue.conf": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"])
        }
      ),
      (
        "the base was modified or deleted outside of tenon", .damagedBase,
        "tenon update queue/mail restores it",
        {
          try $0.write([".tenon/units/queue/mail/base": "x\n"])
        }
      ),
      (
        "the record does not match its digest", .invalidRecord,
        "tenon update queue/mail regenerates the unit",
        {
          let path = ".tenon/units/queue/mail/record.json"
          try $0.write([
            path: try $0.text(path).replacing(/("name" ?: "mail")\n/) { "\($0.1),\n    \"size\" : 11\n" }
          ])
        }
      ),
      (
        "unknown variable 'nmae'", .invalidSkeleton, "did you mean 'name'?",
        { try $0.writeQueue(config: "<% nmae %>\n") }
      ),
    ]

  @Test(arguments: failures.indices)
  func `a check fails on what stops the next merge`(index: Int) throws {
    let failure = Self.failures[index]
    let scene = try Scene.laidOut()
    try failure.prepare(scene)
    let report = try scene.check()
    let found = try #require(
      report.failures.first { $0.message.contains(failure.words) }, "\(report.failures)")
    #expect(found.code == failure.code && !report.isGood)
    #expect(failure.hint.isEmpty || found.hints.contains { $0.hasPrefix(failure.hint) }, "\(found.hints)")
  }

  @Test func `what is missing and what is outdated are remarks`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post")
    try scene.delete("queues/post")
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    let remarks = try scene.check().remarks.map { "\($0.unit) \($0.state) \($0.files)" }
    #expect(
      remarks.contains("queue/mail outdated 1") && remarks.contains("queue/post missing 3"), "\(remarks)")
    #expect(try !scene.check(failingOn: [.missing]).isGood && !scene.check(failingOn: [.outdated]).isGood)
  }
}

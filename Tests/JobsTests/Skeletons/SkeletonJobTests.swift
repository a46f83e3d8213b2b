import Testing

/// Skeletons as somebody who writes one meets them: listed, begun, checked, and held against their own tests.
struct SkeletonJobTests {
  private func scene() throws -> Scene {
    try Scene([
      ".tenon/workspace.yaml": "skeletons: [{ path: skels }]\n",
      "skels/note/skeleton.yaml": smallSkeleton("note", destination: "notes"),
      "skels/note/files/a.txt": "<% name %>\n",
    ])
  }

  // MARK: list

  @Test func `the workspace's come first, then the person's, then those that are built in`() throws {
    let listed = try scene().skeletons()
    #expect(listed.prefix(2).map(\.name) == ["note", "queue"])
    #expect(listed[0].origin == .folder("skels/note") && listed[1].origin == .user)
    #expect(listed.dropFirst(2).allSatisfy { $0.origin == .builtin } && listed.count > 10)
  }

  @Test func `of two with one name the first is used, and the others say so`() throws {
    let scene = try scene()
    try scene.writeSmallSkeleton("note", destination: "other")
    let listed = try scene.skeletons().filter { $0.name == "note" }
    #expect(listed.map(\.origin) == [.folder("skels/note"), .user])
    #expect(listed.map(\.shadowedBy) == [nil, .folder("skels/note")])
    try scene.new("one", of: "note")
    #expect(scene.exists("notes/one/a.txt"))
  }

  @Test func `a broken skeleton is listed as one`() throws {
    let scene = try scene()
    try scene.write(["skels/bad/skeleton.yaml": "name: bad\n"])
    let bad = try #require(try scene.skeletons().first { $0.name == "bad" })
    guard case .broken(let why) = bad.content else { return #expect(Bool(false), "it can be read") }
    #expect(why.kind == .data && why.place?.path == "skels/bad/skeleton.yaml")
    #expect(refusal { try scene.new("one", of: "bad") }.code == .invalidSkeleton)
  }

  // MARK: begin

  @Test func `a skeleton that was begun is complete, and lays out`() throws {
    let scene = try scene()
    let start = try scene.startSkeleton("job")
    #expect(start.folder.description == "skels/job" && start.isListed)
    #expect(
      start.files.map(\.description) == [
        "skels/job/files/README.md", "skels/job/files/check.sh", "skels/job/files/service.yml",
        "skels/job/skeleton.yaml",
      ])
    let trial = try scene.checkSkeleton("job")
    #expect(trial.faults == [] && trial.remarks == [] && trial.combinations > 1)
    try scene.new("web", of: "job")
    #expect(scene.isExecutable("services/web/check.sh"))
    #expect(try scene.text("services/web/README.md") == "# Web\n\nRuns `web` on port 80.\n")
  }

  @Test func `without a folder of skeletons it lies in one that has to be listed`() throws {
    let start = try Scene().startSkeleton("job")
    #expect(start.folder.description == "skeletons/job" && !start.isListed)
    #expect(try scene().startSkeleton("job", into: "elsewhere/job").isListed == false)
  }

  @Test(arguments: ["Job", "", "1job", "a b", "a/b", String(repeating: "x", count: 65)])
  func `a name that no skeleton can have is refused`(name: String) throws {
    let refused = refusal { try Scene().startSkeleton(name) }
    #expect(
      refused.code == .invalidName
        && refused.hints == ["lower-case letters, digits and -, a letter first, 64 at most"])
  }

  @Test func `what is there already is not begun again`() throws {
    let scene = try scene()
    let refused = refusal { try scene.startSkeleton("note") }
    #expect(refused.code == .fileExists && refused.place == "skels/note/skeleton.yaml")
    #expect(try scene.changes { try scene.startSkeleton("job", isDryRun: true) } == [])
  }

  // MARK: check

  @Test func `a check renders every two choices together, and once without facts`() throws {
    let scene = try Scene()
    let trial = try scene.checkSkeleton("queue")
    #expect(trial.faults == [] && trial.combinations >= 4 && trial.files >= 3 * trial.combinations)
    #expect(trial.skeleton.name == "queue" && trial.tests == 0)
  }

  @Test func `a fault that only some answers show is said once, with those`() throws {
    let scene = try Scene()
    try scene.writeQueue(more: "", config: "<% size %><% kind %><% owner %>\n")
    try scene.sandbox.write("home/.config/tenon/skeletons/queue/files/x.json", "{<%# log %>,<%/ log %>}\n")
    let trial = try scene.checkSkeleton("queue")
    #expect(trial.faults.count == 1)
    let fault = try #require(trial.faults.first)
    #expect(fault.place?.path == "x.json" && fault.hints.contains { $0.contains("log=true") }, "\(fault)")
  }

  @Test func `a credential in a skeleton is a fault`() throws {
    let scene = try Scene()
    try scene.writeQueue(config: "password: kJ8s2mPq9xW4tR7v\n# <% size %><% kind %><% owner %>\n")
    #expect(try scene.checkSkeleton("queue").faults.map(\.code) == [.credential])
  }

  @Test func `what must be answered and has no example cannot be tried`() throws {
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables + "  port: { type: string, help: Where, pattern: \"[0-9]+x\" }\n")
    let faults = try scene.checkSkeleton("queue").faults
    #expect(faults.map(\.message) == ["variable 'port' has neither a default nor an example"])
    #expect(faults[0].hints == ["add an 'example'"])
  }

  @Test func `what could be better is a remark`() throws {
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables + "  idle: { type: string, default: x }\n",
      more: "handoff: { steps: [{ title: Start, run: [true], effect: changes }] }\n")
    let trial = try scene.checkSkeleton("queue")
    #expect(trial.faults == [])
    #expect(
      trial.remarks.map(\.message) == [
        "variable 'idle' has no help", "variable 'idle' is never used",
        "the handoff has steps and no rollback",
      ])
  }

  @Test func `a folder is checked before a skeleton of the catalogue with its name`() throws {
    let scene = try scene()
    try scene.write(["queue/skeleton.yaml": smallSkeleton("queue", destination: "q"), "queue/files/a": "x\n"])
    #expect(try scene.checkSkeleton("queue").skeleton.variables.count == 1)
    #expect(refusal { _ = try scene.checkSkeleton("nothing") }.code == .noSkeleton)
  }

  // MARK: tests of its own

  private func tested() throws -> Scene {
    let scene = try scene()
    try scene.write(["skels/note/tests/plain/answers.yaml": "name: one\n"])
    try scene.recordSkeletonTests("note")
    return scene
  }

  @Test func `what a test lays out is recorded, and a change of it is a fault with its line`() throws {
    let scene = try tested()
    #expect(try scene.text("skels/note/tests/plain/expected/notes/one/a.txt") == "one\n")
    #expect(try scene.checkSkeleton("note").tests == 1)
    try scene.write(["skels/note/files/a.txt": "<% name %>!\n"])
    let fault = try #require(try scene.checkSkeleton("note").faults.first)
    #expect(fault.message == "expected 'one', found 'one!'")
    #expect(fault.place?.description == "skels/note/tests/plain/expected/notes/one/a.txt:1")
    #expect(fault.hints == ["with skels/note/tests/plain/answers.yaml; --record accepts the current output"])
  }

  @Test func `a file too many, one too few and a mode are faults, and a record accepts them`() throws {
    let scene = try tested()
    try scene.write([
      "skels/note/files/b.txt": "b\n", "skels/note/tests/plain/expected/notes/one/c.txt": "c\n",
    ])
    try scene.setPermissions(0o755, of: "skels/note/files/a.txt")
    let faults = try scene.checkSkeleton("note").faults.map {
      "\($0.place?.path.split(separator: "/").last ?? "") \($0.message)"
    }
    #expect(
      faults.contains("b.txt unexpected file") && faults.contains("c.txt expected file is missing"),
      "\(faults)")
    let recording = try scene.recordSkeletonTests("note")
    #expect(recording.trial.faults == [] && !scene.exists("skels/note/tests/plain/expected/notes/one/c.txt"))
    #expect(try scene.recordSkeletonTests("note").files == [])
  }

  @Test func `answers that must be refused are a test too`() throws {
    let scene = try scene()
    try scene.write(["skels/note/tests/bad/answers.yaml": "{}\n"])
    try scene.recordSkeletonTests("note")
    #expect(try scene.text("skels/note/tests/bad/refused").contains("'name'"))
    #expect(try scene.checkSkeleton("note").faults == [])
  }

  @Test func `a skeleton without tests gets one with the answers that it needs`() throws {
    let scene = try scene()
    let recording = try scene.recordSkeletonTests("note")
    #expect(recording.files.map(\.description).contains("skels/note/tests/default/answers.yaml"))
    #expect(recording.trial.tests == 1 && recording.trial.faults == [])
    #expect(try scene.undo().label == "skeleton check --record note")
  }

  @Test func `a folder without answers is no test, and is named`() throws {
    let scene = try scene()
    try scene.write(["skels/note/tests/empty/readme.txt": "x\n"])
    let fault = try #require(try scene.checkSkeleton("note").faults.first)
    #expect(fault.message == "the test has no answers.yaml" && fault.place?.path == "skels/note/tests/empty")
  }

  @Test func `a test may bring facts of its own`() throws {
    let scene = try scene()
    try scene.write([
      "skels/note/skeleton.yaml": smallSkeleton("note", destination: "notes") + "  guest: { type: guest }\n",
      "skels/note/files/a.txt": "<% guest.address %>\n",
      "skels/note/tests/one/answers.yaml": "name: one\nguest: web\n",
      "skels/note/tests/one/inventory.yaml":
        "guests: [{ kind: ct, id: 102, name: web, address: 10.0.0.2 }]\n",
    ])
    try scene.recordSkeletonTests("note")
    #expect(try scene.text("skels/note/tests/one/expected/notes/one/a.txt") == "10.0.0.2\n")
  }

  @Test func `a skeleton outside the workspace cannot be recorded`() throws {
    let scene = try Scene()
    #expect(!refusal { try scene.recordSkeletonTests("queue") }.diagnostics.isEmpty)
    #expect(!refusal { try scene.recordSkeletonTests("ansible-role") }.diagnostics.isEmpty)
  }
}

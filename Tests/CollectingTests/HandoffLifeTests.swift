import Testing

/// A handoff from its creation on: how it is found, what becomes of it, and whether it still is what it was.
struct HandoffLifeTests {
  private func created(_ scene: Scene, title: String? = nil, questions: [String] = []) throws -> String {
    try #require(try scene.handOff(title: title, questions: questions).manifest?.id)
  }

  private func stage(_ id: String, _ scene: Scene) throws -> HandoffListing.Stage? {
    guard case .known(_, let stage)? = try scene.handoffs().first(where: { $0.id == id })?.state else {
      return nil
    }
    return stage
  }

  /// Commits what stands, with the handoff's trailer or without.
  private func commitAll(_ scene: Scene, trailer id: String? = nil) throws {
    try scene.commit("feat: add mail\n" + (id.map { "\nTenon-Handoff: \($0)\n" } ?? ""))
  }

  @Test func `a handoff is current until a file moves, and then names it`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    #expect(try stage(id, scene) == .current)
    try scene.write(["queues/mail/start": "mine\n"])
    #expect(try stage(id, scene)?.word == "stale")
    #expect(try stage(id, scene) == .stale([try RelativePath("queues/mail/start")]))
  }

  @Test func `what a person knows comes before tenon's own records`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try scene.update("mail", set: ["size=5"])
    guard case .stale(let paths)? = try stage(id, scene) else {
      return #expect(Bool(false), "it is not stale")
    }
    #expect(
      paths.first?.description == "queues/mail/queue.conf"
        && paths.last?.description.hasPrefix(".tenon/") == true)
  }

  @Test func `open questions make a draft`() throws {
    let scene = try Scene()
    try scene.new("mail")
    #expect(try stage(try created(scene, questions: ["Why?"]), scene) == .draft)
  }

  @Test func `it is committed where HEAD holds all of it, by whatever commit`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try commitAll(scene)
    #expect(try stage(id, scene) == .committed(nil))
  }

  @Test func `a commit that carries the trailer is named, and what comes later changes nothing`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try commitAll(scene, trailer: id)
    let head = try scene.git("rev-parse", "HEAD").split(separator: "\n").first.map(String.init)
    try scene.write(["queues/mail/start": "mine\n"])
    try scene.commit()
    guard case .committed(let commit)? = try stage(id, scene) else {
      return #expect(Bool(false), "not committed")
    }
    #expect(commit?.hex == head)
  }

  @Test func `one that lists all of another's files takes its place`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let first = try created(scene, title: "First")
    try scene.new("post")
    let second = try created(scene, title: "Second")
    #expect(try stage(first, scene) == .superseded(by: second) && stage(second, scene) == .current)
    #expect(try scene.text(".tenon/handoffs/\(first).superseded") == "\(second)\n")
    // Created once more, it is itself again.
    try scene.undo()
    #expect(try created(scene, title: "First") == first)
    #expect(!scene.exists(".tenon/handoffs/\(first).superseded"))
  }

  @Test func `what is committed, or more, is superseded by nothing`() throws {
    let scene = try Scene()
    try scene.newUnits("[{ name: mail }, { name: post }]")
    let both = try created(scene)
    let one = try #require(try scene.handOff("mail").manifest?.id)
    #expect(try stage(both, scene) == .current)
    try commitAll(scene)
    try scene.update("mail", set: ["size=5"])
    _ = try created(scene)
    #expect(try stage(both, scene)?.word == "committed" || stage(one, scene)?.word == "committed")
    #expect(!scene.exists(".tenon/handoffs/\(both).superseded"))
  }

  @Test func `handoffs are listed by their age, and a damaged one comes first with its reason`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try scene.write([".tenon/handoffs/0123456789ab.json": "{", ".tenon/handoffs/other.json": "{}"])
    let listed = try scene.handoffs()
    #expect(listed.map(\.id) == ["0123456789ab", id])
    guard case .damaged(let reason) = listed[0].state else { return #expect(Bool(false), "it can be read") }
    #expect(!reason.isEmpty)
  }

  // MARK: names

  @Test func `four digits of an id are enough, and a file is one with its path`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    #expect(try scene.handoff(String(id.prefix(4))).id == id)
    #expect(try scene.handoff(".tenon/handoffs/\(id).json").id == id)
    try scene.write([".tenon/handoffs/\(id.prefix(6))000000.json": "{}"])
    let refused = refusal { _ = try scene.handoff(String(id.prefix(5))) }
    #expect(refused.code == .ambiguousName && refused.message.contains(id))
  }

  @Test func `an id that nobody has is answered with where to look`() throws {
    let scene = try Scene()
    #expect(refusal { _ = try scene.handoff("abcd") }.hints == ["create one with 'tenon handoff create'"])
    try scene.new("mail")
    _ = try created(scene)
    let refused = refusal { _ = try scene.handoff("ffff0") }
    #expect(refused.code == .noHandoff && refused.hints == ["list them with 'tenon handoff list'"])
  }

  @Test(arguments: ["{}", "nonsense", #"{"schema": "tenon.handoff/9"}"#])
  func `a file that is no manifest is refused`(text: String) throws {
    let scene = try Scene()
    try scene.sandbox.write("handed.json", text)
    #expect(refusal { _ = try scene.handoff("../handed.json") }.code == .invalidHandoff)
    #expect(refusal { _ = try scene.handoff("../gone.json") }.diagnostics.first?.kind == .missing)
  }

  // MARK: verification

  @Test func `the working tree, the index and a commit are held against it`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    #expect(try scene.verify(id).verification.isExact)
    #expect(try !scene.verify(id, .index).verification.isExact)
    try scene.git("add", "-A")
    #expect(try scene.verify(id, .index).verification.isExact)
    try commitAll(scene, trailer: id)
    let verdict = try scene.verify(id, .commit("HEAD"))
    #expect(verdict.verification.isExact && verdict.notes == [])
    #expect(verdict.place.words == "commit HEAD" && HandoffPlace.index.words == "the index")
  }

  @Test func `a commit without the trailer is noted, and what came along is a difference`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try scene.write(["stowaway.txt": "x\n"])
    try commitAll(scene)
    let verdict = try scene.verify(id, .commit("HEAD"))
    #expect(verdict.notes == ["the commit's message has no trailer 'Tenon-Handoff: \(id)'"])
    #expect(verdict.verification.differences.map(\.kind) == ["extra"])
    #expect(verdict.verification.differences.map { $0.path?.description } == ["stowaway.txt"])
  }

  @Test func `each way to differ has its word`() throws {
    let scene = try Scene(["old.txt": "x\n"])
    try scene.new("mail")
    try scene.delete("old.txt")
    let id = try #require(try scene.handOff(include: ["old.txt"]).manifest?.id)
    try scene.write(["old.txt": "x\n", "queues/mail/queue.conf": "mine\n"])
    try scene.setPermissions(0o644, of: "queues/mail/start")
    try scene.delete("queues/mail/notes.md")
    let kinds = try scene.verify(id).verification.differences.map {
      "\($0.path?.description ?? "") \($0.kind)"
    }
    #expect(
      Set(kinds) == [
        "old.txt still-there", "queues/mail/queue.conf contents", "queues/mail/start mode",
        "queues/mail/notes.md missing",
      ])
  }

  @Test func `a base that moved is a note where no file of the handoff changed`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try scene.git("stash", "-q", "-u")
    try scene.write(["other.txt": "x\n"])
    try scene.commit("other")
    try scene.git("stash", "pop", "-q")
    try commitAll(scene, trailer: id)
    let verdict = try scene.verify(id, .commit("HEAD"))
    #expect(verdict.verification.isExact && verdict.verification.baseMoved)
    #expect(verdict.notes == ["the base has moved, but none of the handoff's files changed"])
  }

  @Test func `a commit that git does not know is missed`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    #expect(refusal { _ = try scene.verify(id, .commit("nowhere")) }.code == .noRevision)
  }

  @Test func `a signature is looked for where it was named, and by whom`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try created(scene)
    try scene.sandbox.write("signers", "")
    let gone = refusal { _ = try scene.signer(of: id, signature: "gone.sig", signers: "signers") }
    #expect(gone.code == .noFile && gone.message.hasSuffix("/gone.sig'"))
    try scene.sandbox.write("bad.sig", "nonsense\n")
    let bad = refusal { _ = try scene.signer(of: id, signature: "bad.sig", signers: "signers") }
    #expect(bad.code == .badSignature && bad.message == "the signature is not by any allowed signer")
    #expect(bad.place == "bad.sig")
  }
}

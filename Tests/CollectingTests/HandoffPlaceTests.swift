import Testing

/// What a handoff is held against: the working tree, the index or a commit, each by its own contents.
struct HandoffPlaceTests {
  private func handedOff() throws -> (scene: Scene, id: String) {
    let scene = try Scene()
    try scene.new("mail")
    return (scene, try #require(try scene.handOff().manifest?.id))
  }

  private func paths(_ verdict: HandoffVerdict) -> Set<String> {
    Set(verdict.verification.differences.compactMap { $0.path?.description })
  }

  @Test func `what is not staged is missing in the index alone`() throws {
    let (scene, id) = try handedOff()
    #expect(try scene.verify(id).verification.isExact)
    #expect(try paths(scene.verify(id, .index)).contains("queues/mail/start"))
    try scene.git("add", "-A")
    #expect(try scene.verify(id, .index).verification.isExact)
  }

  @Test func `an edit after git add is in the working tree alone`() throws {
    let (scene, id) = try handedOff()
    try scene.git("add", "-A")
    try scene.write(["queues/mail/start": "mine\n"])
    #expect(try scene.verify(id, .index).verification.isExact)
    #expect(try paths(scene.verify(id)) == ["queues/mail/start"])
  }

  @Test func `a commit is held against its parent, wherever HEAD is now`() throws {
    let (scene, id) = try handedOff()
    try scene.commit("feat: add mail")
    try scene.write(["other": "1\n"])
    try scene.commit("later")
    #expect(try scene.verify(id, .commit("HEAD~1")).verification.isExact)
    #expect(try !scene.verify(id, .commit("HEAD")).verification.isExact)
  }

  @Test func `a commit that is not there is refused by its name`() throws {
    let (scene, id) = try handedOff()
    let refused = refusal { _ = try scene.verify(id, .commit("nowhere")) }
    #expect(refused.messages.contains { $0.contains("nowhere") })
  }

  @Test(arguments: ["0000", "000000000000"])
  func `an id that no handoff has is refused with the way to the list`(name: String) throws {
    let (scene, _) = try handedOff()
    let refused = refusal { _ = try scene.handoff(name) }
    #expect(refused.code == .noHandoff && refused.hints == ["list them with 'tenon handoff list'"])
  }
}

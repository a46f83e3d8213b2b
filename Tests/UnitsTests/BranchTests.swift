import Testing

/// Units that two branches changed, while git is in the middle of bringing them together and after.
struct BranchTests {
  /// A unit that `side` and `main` each changed, with the merge begun.
  private func merging(
    _ side: (Scene) throws -> Void, _ main: (Scene) throws -> Void
  ) throws -> Scene {
    let scene = try Scene.laidOut()
    try scene.git("checkout", "-q", "-b", "side")
    try side(scene)
    try scene.commit("side")
    try scene.git("checkout", "-q", "main")
    try main(scene)
    try scene.commit("main")
    _ = try scene.sandbox.run("git", ["merge", "-q", "--no-edit", "side"], in: "repo")
    return scene
  }

  @Test func `answers that do not contradict each other are united by an update`() throws {
    let scene = try merging(
      { try $0.update("mail", set: ["size=5"]) }, { try $0.update("mail", set: ["owner=ann"]) })
    let unit = try scene.unit()
    #expect(unit.isUnited && unit.state == .outdated)
    let failure = try #require(try scene.check().failures.first)
    #expect(failure.code == .branchesNotUnited && failure.hints == ["tenon update queue/mail unites them"])
    #expect(refusal { try scene.handOff() }.diagnostics.isEmpty == false)
    #expect(try scene.update().exitStatus == 0)
    #expect(try scene.text("queues/mail/queue.conf") == "# mail\n\nsize 5\n\nkind fifo\n\nowner ann\n")
    #expect(try !scene.unit().isUnited)
  }

  @Test func `an answer that both gave is asked for, with a command for each`() throws {
    let scene = try merging(
      { try $0.update("mail", set: ["size=5"]) }, { try $0.update("mail", set: ["size=7"]) })
    let refused = refusal { try scene.update("mail") }
    #expect(refused.code == .branchesDisagree)
    #expect(refused.message == "both branches changed the answer 'size': '7' here, '5' there")
    #expect(
      refused.hints == ["tenon update queue/mail --set size=7", "tenon update queue/mail --set size=5"])
    #expect(try scene.unit().state == .unavailable)
    #expect(try scene.update("mail", set: ["size=5"]).exitStatus <= 1)
    #expect(try scene.answers() == ["name=mail", "size=5"])
  }

  @Test func `one that took its default back is told as such`() throws {
    let scene = try merging(
      {
        try $0.update("mail", set: ["size=5"])
        try $0.commit()
        try $0.update("mail", unset: ["size"])
        try $0.update("mail", set: ["owner=bob"])
      }, { try $0.update("mail", set: ["owner=ann"]) })
    let refused = refusal { try scene.update("mail") }
    #expect(refused.messages == ["both branches changed the answer 'owner': 'ann' here, 'bob' there"])
    try scene.update("mail", unset: ["owner"])
    #expect(try scene.text("queues/mail/queue.conf").hasSuffix("owner nobody\n"))
  }

  @Test func `a person is asked which answer holds`() throws {
    let scene = try merging(
      { try $0.update("mail", set: ["size=5"]) }, { try $0.update("mail", set: ["size=7"]) })
    let person = ScriptedPerson("6")
    #expect(try scene.update("mail", asking: person).exitStatus <= 1)
    #expect(person.told.first == "both branches changed the answer 'size': '7' here, '5' there")
    #expect(person.asked == ["size (How many fit):"])
    #expect(try scene.text("queues/mail/queue.conf").contains("size 6\n"))
  }

  @Test func `edits of both branches and new answers live side by side`() throws {
    let scene = try merging(
      {
        try $0.write(["queues/mail/start": "#!/bin/sh\n# side\nexec queue mail\n"])
        try $0.update("mail", set: ["size=5"])
      },
      {
        try $0.write(["queues/mail/queue.conf": "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n# main\n"])
        try $0.update("mail", set: ["log=true"])
      })
    #expect(try scene.update().exitStatus == 0)
    #expect(try scene.text("queues/mail/start").contains("# side"))
    #expect(
      try scene.text("queues/mail/queue.conf") == "# mail\n\nsize 5\n\nkind fifo\n\nowner nobody\n# main\n")
    #expect(scene.exists("queues/mail/log.conf"))
  }

  @Test func `what git cannot merge of tenon's own is brought together, and then only added`() throws {
    let scene = try merging(
      { try $0.update("mail", set: ["size=5"]) }, { try $0.update("mail", set: ["kind=lifo"]) })
    let isUnmerged = try !scene.git("diff", "--name-only", "--diff-filter=U").isEmpty
    let outcome = try scene.update()
    #expect(
      isUnmerged == (outcome.nextSteps.first?.hasPrefix("git add -- .tenon/units/queue/mail") == true),
      "\(outcome.nextSteps)")
    try scene.commit("merged")
    #expect(try scene.check().isGood && scene.unit().state == .current)
  }

  @Test func `a unit that one branch removed and the other changed is a decision`() throws {
    let scene = try merging({ try $0.remove("mail") }, { try $0.update("mail", set: ["size=5"]) })
    let status = try scene.status()
    let words = status.faults.map(\.diagnostic.message) + status.units.compactMap { $0.obstacle?.message }
    #expect(!words.isEmpty || status.units.contains { $0.isUnited }, "\(status)")
    #expect(!refusal { try scene.handOff() }.diagnostics.isEmpty)
  }
}

import Testing

/// Files of a skeleton that a unit leaves out.
struct SkippedFileTests {
  @Test func `a skipped file goes and stays away until it is wanted again`() throws {
    let scene = try Scene.laidOut()
    try scene.update("mail", skip: ["start"])
    #expect(!scene.exists("queues/mail/start"))
    #expect(try scene.unit().dormant == ["start is skipped (--no-skip includes it again)"])
    #expect(try scene.update().state == .unchanged)
    try scene.update("mail", noSkip: ["queues/mail/start"])
    #expect(scene.exists("queues/mail/start") && scene.isExecutable("queues/mail/start"))
  }

  @Test(arguments: ["conf", "conf/", "queues/mail/conf"])
  func `a folder is skipped with all that a later version puts in it`(typed: String) throws {
    let scene = try Scene()
    let folder = "home/.config/tenon/skeletons/queue/files/conf"
    try scene.sandbox.write("\(folder)/a.txt", "a\n")
    try scene.new("mail", skip: ["conf"])
    #expect(!scene.exists("queues/mail/conf"))
    try scene.sandbox.write("\(folder)/b.txt", "b\n")
    #expect(try scene.update().state == .unchanged)
    try scene.update("mail", noSkip: [typed])
    #expect(scene.exists("queues/mail/conf/a.txt") && scene.exists("queues/mail/conf/b.txt"))
  }

  @Test func `what cannot be skipped, or was not, is said`() throws {
    let scene = try Scene.laidOut()
    let skipped = refusal { try scene.update("mail", skip: ["strat"]) }
    #expect(
      skipped.message == "the skeleton has no file at 'strat'" && skipped.hints == ["did you mean start?"])
    let wanted = refusal { try scene.update("mail", noSkip: ["start"]) }
    #expect(wanted.code == .noFile && wanted.message == "no skipped file at 'start'")
  }
}

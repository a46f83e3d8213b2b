import Testing

/// Who answers where several could: the nearest to the person wins.
struct AnswerOrderTests {
  /// Everybody who may say who the owner is, the strongest last.
  enum Voice: Int, CaseIterable {
    case skeleton, person, workspace, file, single

    var words: String { "by-\(self)" }
  }

  @Test(arguments: Voice.allCases)
  func `the strongest voice of those that speak is heard`(strongest: Voice) throws {
    let speaking = Voice.allCases.filter { $0.rawValue <= strongest.rawValue }
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables.replacing("default: nobody", with: "default: \(Voice.skeleton.words)"))
    if speaking.contains(.person) {
      try scene.sandbox.write("home/.config/tenon/answers.yaml", "owner: \(Voice.person.words)\n")
    }
    if speaking.contains(.workspace) {
      try scene.write([".tenon/workspace.yaml": "defaults: { owner: \(Voice.workspace.words) }\n"])
    }
    try scene.new(
      "mail", set: speaking.contains(.single) ? ["owner=\(Voice.single.words)"] : [],
      answers: speaking.contains(.file) ? "owner: \(Voice.file.words)\n" : nil)
    #expect(try scene.text("queues/mail/queue.conf").hasSuffix("owner \(strongest.words)\n"))
  }

  @Test func `the last of two single answers counts`() throws {
    let scene = try Scene()
    try scene.new("mail", set: ["size=5", "size=6"])
    #expect(try scene.text("queues/mail/queue.conf").contains("size 6\n"))
  }

  @Test func `the argument NAME wins over a name in the file and among the single answers`() throws {
    let scene = try Scene()
    try scene.new("mail", set: ["name=single"], answers: "name: filed\n")
    #expect(scene.exists("queues/mail/queue.conf"))
  }

  @Test func `only what was answered is recorded, so that a better default arrives`() throws {
    let scene = try Scene()
    try scene.new("mail", set: ["size=5"])
    let record = try scene.text(".tenon/units/queue/mail/record.json")
    #expect(record.contains("\"size\"") && !record.contains("\"kind\"") && !record.contains("\"owner\""))
    try scene.writeQueue(
      variables: Scene.queueVariables.replacing("default: nobody", with: "default: somebody"))
    try scene.update()
    #expect(try scene.text("queues/mail/queue.conf").hasSuffix("owner somebody\n"))
  }

  @Test func `what the person's own answers say is recorded, and nobody else's run changes it`() throws {
    let scene = try Scene()
    try scene.sandbox.write("home/.config/tenon/answers.yaml", "owner: ann\nunheard: of\nsize: many\n")
    let outcome = try scene.new("mail")
    #expect(outcome.notes == ["taken from answers.yaml: owner"])
    try scene.sandbox.write("home/.config/tenon/answers.yaml", "owner: bob\n")
    #expect(try scene.update().state == .unchanged)
    #expect(try scene.text("queues/mail/queue.conf").hasSuffix("owner ann\n"))
  }

  @Test func `the workspace's default holds for a unit that is there already`() throws {
    let scene = try Scene.laidOut()
    try scene.write([".tenon/workspace.yaml": "defaults: { owner: ops }\n"])
    #expect(try scene.unit().state == .outdated)
    try scene.update()
    #expect(try scene.text("queues/mail/queue.conf").hasSuffix("owner ops\n"))
    #expect(try !scene.text(".tenon/units/queue/mail/record.json").contains("ops"))
  }

  @Test func `a recorded answer wins over the workspace's default, and unsetting it over the record`() throws
  {
    let scene = try Scene.laidOut(set: ["owner=ann"])
    try scene.write([".tenon/workspace.yaml": "defaults: { owner: ops }\n"])
    #expect(try scene.update().state == .unchanged)
    try scene.update("mail", unset: ["owner"])
    #expect(try scene.text("queues/mail/queue.conf").hasSuffix("owner ops\n"))
  }

  @Test func `git's configuration and the repository's name answer what says so`() throws {
    let scene = try Scene()
    try scene.writeSkeleton(
      "card",
      """
      name: card
      version: 1.0.0
      summary: A card
      destination: cards/<% name %>
      variables:
        name: { type: string }
        author: { type: string, from: git.user.name, default: nobody }
        mail: { type: string, from: [git.user.email, repository], default: none }
        project: { type: string, from: repository, default: none }

      """, ["card.txt": "<% author %>, <% mail %>, <% project %>\n"])
    try scene.git("config", "user.name", "Ann")
    try scene.git("config", "user.email", "ann@example.com")
    let outcome = try scene.new("one", of: "card")
    #expect(
      outcome.notes == [
        "taken from git.user.name: author=Ann", "taken from git.user.email: mail=ann@example.com",
        "taken from repository: project=repo",
      ])
    #expect(try scene.text("cards/one/card.txt") == "Ann, ann@example.com, repo\n")
    try scene.git("remote", "add", "origin", "git@example.com:lab/infra.git")
    try scene.new("two", of: "card", set: ["author=Bob"])
    #expect(try scene.text("cards/two/card.txt") == "Bob, ann@example.com, infra\n")
  }

  @Test func `what is taken from elsewhere does not answer what does not apply`() throws {
    let scene = try Scene()
    try scene.writeSkeleton(
      "door",
      """
      name: door
      version: 1.0.0
      summary: A door
      destination: doors/<% name %>
      variables:
        name: { type: string }
        locked: { type: boolean, default: false }
        keeper: { type: string, default: nobody, when: { locked: true } }

      """, ["door.txt": "<% locked %><%# locked %> <% keeper %><%/ locked %>\n"])
    try scene.sandbox.write("home/.config/tenon/answers.yaml", "keeper: ann\n")
    #expect(try scene.new("front", of: "door").notes == [])
    #expect(try scene.text("doors/front/door.txt") == "false\n")
    #expect(
      try scene.new("back", of: "door", set: ["locked=true"]).notes == ["taken from answers.yaml: keeper"])
    #expect(try scene.text("doors/back/door.txt") == "true ann\n")
  }
}

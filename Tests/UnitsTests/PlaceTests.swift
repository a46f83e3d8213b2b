import Testing

/// Where a new unit goes where nobody says it, and what the repository's habits answer.
struct PlaceTests {
  private static func compose(_ name: String) -> String {
    "services:\n  \(name):\n    image: example/\(name):1\n"
  }

  private func hosts() throws -> Scene {
    try Scene([
      "hosts/alpha/web/compose.yml": Self.compose("web"), "hosts/alpha/db/compose.yml": Self.compose("db"),
      "hosts/beta/web/compose.yml": Self.compose("web"),
    ])
  }

  @Test func `where stacks lie by host, a person is asked for it and it is an answer`() throws {
    let scene = try hosts()
    let person = ScriptedPerson("beta")
    try scene.new("mail", of: "compose-stack", asking: person)
    #expect(person.asked.first == "host (there are alpha, beta):", "\(person.asked)")
    #expect(scene.exists("hosts/beta/mail/compose.yml"))
  }

  @Test func `whoever names the host, or the folder, is not asked`() throws {
    let scene = try hosts()
    let person = ScriptedPerson()
    try scene.new("mail", of: "compose-stack", set: ["host=alpha"], asking: person)
    #expect(scene.exists("hosts/alpha/mail/compose.yml"))
    try scene.new("post", of: "compose-stack", into: "other/post", asking: person)
    #expect(scene.exists("other/post/compose.yml"))
    #expect(!person.asked.contains { $0.hasPrefix("host (there are") })
  }

  @Test func `a Compose file is called as the others are`() throws {
    let scene = try Scene([
      "stacks/a/docker-compose.yml": Self.compose("a"), "stacks/b/docker-compose.yml": Self.compose("b"),
    ])
    let outcome = try scene.new("mail", of: "compose-stack")
    #expect(outcome.notes.contains("as elsewhere in the repository: file=docker-compose"), "\(outcome.notes)")
    #expect(scene.exists("stacks/mail/docker-compose.yml"))
    try scene.new("post", of: "compose-stack", set: ["file=compose"])
    #expect(scene.exists("stacks/post/compose.yml"))
  }

  @Test func `YAML files end as the repository's do, and an old unit stays as it is`() throws {
    let scene = try Scene([
      "roles/a/tasks/main.yaml": "---\n- name: Ping\n  ansible.builtin.ping:\n",
      "roles/a/defaults/main.yaml": "---\na: 1\n",
      "roles/b/tasks/main.yaml": "---\n- name: Ping\n  ansible.builtin.ping:\n",
    ])
    try scene.new("web", of: "ansible-role")
    #expect(scene.exists("roles/web/tasks/main.yaml"))
    try scene.write([".tenon/workspace.yaml": "layout: { yaml: .yml }\n"])
    try scene.new("db", of: "ansible-role")
    #expect(scene.exists("roles/db/tasks/main.yml"))
    #expect(try scene.update().exitStatus == 0 && scene.exists("roles/web/tasks/main.yaml"))
  }

  @Test func `an update moves a unit where its answers move it, and nowhere else`() throws {
    let scene = try Scene()
    try scene.writeSkeleton(
      "site",
      """
      name: site
      version: 1.0.0
      summary: A site
      destination: <% area %>/<% name %>
      variables:
        name: { type: string }
        area: { type: string, default: sites }

      """, ["f": "<% area %>\n"])
    try scene.new("one", of: "site")
    try scene.new("two", of: "site", into: "mine/two")
    try scene.write([".tenon/workspace.yaml": "layout: { site: elsewhere }\n"])
    #expect(try scene.update().state == .unchanged)
    try scene.write([".tenon/workspace.yaml": "layout: {}\n"])
    let moved = try scene.update("one", set: ["area=places"])
    #expect(moved.state == .applied)
    #expect(scene.exists("places/one/f") && !scene.exists("sites"))
    try scene.update("two", set: ["area=places"])
    #expect(scene.exists("mine/two/f"))
  }

  @Test func `a unit at the root owns its files and nothing beside them`() throws {
    let scene = try Scene()
    try scene.writeSkeleton(
      "top",
      "name: top\nversion: 1.0.0\nsummary: Top\ndestination: .\nvariables:\n  name: { type: string }\n",
      ["top.txt": "<% name %>\n"])
    try scene.new("one", of: "top")
    try scene.write(["other.txt": "x\n"])
    #expect(try scene.text("top.txt") == "one\n")
    #expect(try scene.handOff().manifest?.roles.librarian.leaveOut ?? [] == [])
    try scene.commit()
    try scene.delete("top.txt")
    try scene.write(["moved.txt": "one\n"])
    let unit = try scene.unit("top/one")
    #expect(unit.moved == [] && unit.suggestions.map(\.new.description) == ["moved.txt"])
    try scene.remove("one")
    #expect(scene.exists("other.txt"))
  }

  // MARK: what is in the way

  /// Something in the way of the unit's folder, and what is said.
  static let obstacles: [(words: String, code: Diagnostic.Code, prepare: @Sendable (Scene) throws -> Void)] =
    [
      ("expected a directory, found a file", .inTheWay, { try $0.write(["queues": "x\n"]) }),
      (
        "expected a directory, found a symbolic link", .inTheWay,
        { try $0.link("queues", to: "elsewhere") }
      ),
      (
        "the directory is a separate git repository", .inTheWay,
        { try $0.sandbox.makeRepository("repo/queues") }
      ),
      (
        "'Queues' already exists: the same name where case or Unicode form is ignored", .fileExists,
        {
          try $0.write(["Queues/x": "x\n"])
        }
      ),
      ("'queues/MAIL' already exists", .fileExists, { try $0.write(["queues/MAIL/x": "x\n"]) }),
    ]

  @Test(arguments: obstacles.indices)
  func `what is in the way of a folder is named, and nothing is written`(index: Int) throws {
    let (words, code, prepare) = Self.obstacles[index]
    let scene = try Scene()
    try prepare(scene)
    let changes = try scene.changes {
      let refused = refusal { try scene.new("mail") }
      #expect(refused.code == code && refused.message.hasPrefix(words), "\(refused.diagnostics)")
    }
    #expect(changes == [])
  }

  @Test func `twins that stand side by side already are left alone`() throws {
    let scene = try Scene(["queues/x": "1\n", "queues/X": "2\n"])
    #expect(try scene.new("mail").state == .applied)
  }

  @Test func `what leaves makes room for its twin`() throws {
    let scene = try Scene()
    try scene.writeSkeleton(
      "pair",
      "name: pair\nversion: 1.0.0\nsummary: Pair\ndestination: pairs/<% name %>\nvariables:\n  name: { type: string }\n",
      ["Read.txt": "one\n"])
    try scene.new("one", of: "pair")
    try scene.sandbox.run("mv", ["Read.txt", "read.txt"], in: "home/.config/tenon/skeletons/pair/files")
    #expect(try scene.update().exitStatus == 0)
    #expect(scene.exists("pairs/one/read.txt") && !scene.exists("pairs/one/Read.txt"))
  }
}

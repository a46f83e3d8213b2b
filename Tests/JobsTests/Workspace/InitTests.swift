import Testing

/// The workspace's file: what the repository shows is written down, and nothing else.
struct InitTests {
  private static let role = "---\n- name: Ping\n  ansible.builtin.ping:\n"

  @Test func `an empty repository shows nothing`() throws {
    let scene = try Scene()
    let report = try scene.initialise()
    #expect(report.layout == [:] && report.path.description == ".tenon/workspace.yaml")
    let text = try scene.text(".tenon/workspace.yaml")
    #expect(
      text.contains("layout: {}\n") && text.contains("defaults: {}\n") && text.contains("skeletons: []\n"))
    #expect(scene.exists(".tenon/.gitignore") && scene.exists(".tenon/.gitattributes"))
    #expect(try scene.new("mail").state == .applied)
  }

  @Test func `where roles lie is written down with what shows it`() throws {
    let scene = try Scene([
      "infra/roles/a/tasks/main.yml": Self.role, "infra/roles/b/tasks/main.yml": Self.role,
    ])
    let report = try scene.initialise()
    #expect(report.layout["ansible-role"] == "infra/roles")
    #expect(
      try scene.text(".tenon/workspace.yaml").contains("  # 2 roles there\n  ansible-role: infra/roles\n"))
    let place = try #require(report.places.first { $0.skeleton == "ansible-role" })
    #expect(place.source == .found && place.because == "2 roles there" && place.isEvident)
    try scene.new("web", of: "ansible-role")
    #expect(scene.exists("infra/roles/web/tasks/main.yml"))
  }

  @Test func `places that are as likely are named beside the one that is taken`() throws {
    let scene = try Scene(["one/roles/a/tasks/main.yml": Self.role, "two/roles/b/tasks/main.yml": Self.role])
    let place = try #require(
      try scene.initialise(isDryRun: true).places.first { $0.skeleton == "ansible-role" })
    #expect(place.alternatives.filter(\.isEqual).count == 1)
    let other = try #require(place.alternatives.first?.place)
    #expect(Set([place.place, other]) == ["one/roles", "two/roles"])
    let outcome = try scene.new("web", of: "ansible-role", .dryRun)
    #expect(
      outcome.notes.contains(
        "\(other) is as likely as \(place.place): use --into or 'layout:' in .tenon/workspace.yaml to choose"),
      "\(outcome.notes)")
  }

  @Test func `what the file says wins over what the repository shows`() throws {
    let scene = try Scene([
      "infra/roles/a/tasks/main.yml": Self.role,
      ".tenon/workspace.yaml": "layout: { ansible-role: [ops, other] }\n",
    ])
    let place = try #require(scene.doctor().workspace?.places.first { $0.skeleton == "ansible-role" })
    #expect(place.source == .configured && place.place == "ops" && !place.isEvident)
    #expect(place.because == "set in .tenon/workspace.yaml" && place.alternatives.map(\.place) == ["other"])
  }

  @Test func `a file that is there is edited and not replaced`() throws {
    let scene = try Scene([".tenon/workspace.yaml": "defaults: {}\n"])
    let refused = refusal { try scene.initialise() }
    #expect(refused.code == .fileExists && refused.place == ".tenon/workspace.yaml")
    #expect(refused.hints == ["edit it instead"])
  }

  @Test func `a dry run and an undo leave nothing behind`() throws {
    let scene = try Scene()
    #expect(try scene.changes { try scene.initialise(isDryRun: true) } == [])
    let changes = try scene.changes {
      try scene.initialise()
      #expect(try scene.undo().label == "init")
    }
    #expect(changes == ["+ .tenon folder 755"])
  }

  @Test(arguments: ["12", "-x", "%x", "it's: this", "null value"])
  func `a folder with an odd name is written so that it is read as it is`(folder: String) throws {
    let scene = try Scene([
      "\(folder)/roles/a/tasks/main.yml": Self.role, "\(folder)/roles/b/tasks/main.yml": Self.role,
    ])
    let layout = try scene.initialise().layout["ansible-role"]
    let report = try #require(scene.doctor().workspace?.places.first { $0.skeleton == "ansible-role" })
    #expect(layout != nil && report.place == layout && report.source == .configured)
  }

  // MARK: the skill

  @Test func `the skill and its block are written, and once more changes nothing`() throws {
    let scene = try Scene()
    let report = try scene.installSkill(for: .agents, .claude)
    #expect(
      report.files.map { "\($0.path) \($0.isNew)" } == [
        ".agents/skills/tenon/SKILL.md true", ".claude/skills/tenon/SKILL.md true", "AGENTS.md true",
      ])
    #expect(try scene.text(".agents/skills/tenon/SKILL.md").contains(tenonVersion))
    #expect(try scene.installSkill(for: .agents, .claude).files.isEmpty)
  }

  @Test func `the block takes the place of the former one and nothing around it`() throws {
    let scene = try Scene(["AGENTS.md": "# Ours\n\nBe kind.\n"])
    try scene.installSkill(for: .agents)
    let first = try scene.text("AGENTS.md")
    #expect(first.hasPrefix("# Ours\n\nBe kind.\n\n<!-- tenon:begin"))
    try scene.write(["AGENTS.md": first + "\nAnd brief.\n"])
    let report = try scene.installSkill(for: .cursor)
    #expect(
      report.files.map { "\($0.path) \($0.isNew)" } == [
        ".cursor/skills/tenon/SKILL.md true", "AGENTS.md false",
      ])
    let second = try scene.text("AGENTS.md")
    #expect(second.hasPrefix("# Ours\n\nBe kind.\n\n") && second.hasSuffix("\nAnd brief.\n"))
    #expect(second.contains(".cursor/skills/tenon/SKILL.md") && !second.contains(".agents/skills"))
  }

  @Test func `a file with Windows' ends of lines keeps them`() throws {
    let scene = try Scene()
    try scene.write(["AGENTS.md": "# Ours\r\nBe kind.\r\n"])
    try scene.installSkill(for: .agents)
    let bytes = Array(try scene.text("AGENTS.md").utf8)
    #expect(zip([0] + bytes, bytes).allSatisfy { $1 != 0x0A || $0 == 0x0D })
    #expect(try scene.installSkill(for: .agents).files.isEmpty)
  }

  @Test(arguments: [
    "<!-- tenon:begin -->\nx\n", "<!-- tenon:end -->\n<!-- tenon:begin -->\n",
    "<!-- tenon:begin -->\n<!-- tenon:begin -->\n<!-- tenon:end -->\n",
  ])
  func `marks that do not go together are refused`(text: String) throws {
    let scene = try Scene(["AGENTS.md": text])
    let changes = try scene.changes {
      let refused = refusal { try scene.installSkill(for: .agents) }
      #expect(refused.message == "expected one 'tenon:begin' mark followed by one 'tenon:end' mark")
      #expect(refused.place == "AGENTS.md")
    }
    #expect(changes == [])
  }

  @Test func `a skill that somebody else wrote is in the way`() throws {
    let scene = try Scene([".agents/skills/tenon/SKILL.md": "mine\n"])
    let refused = refusal { try scene.installSkill(for: .agents) }
    #expect(refused.code == .fileExists && refused.hints == ["move it away to install tenon's"])
    #expect(try scene.changes { try scene.installSkill(for: .gemini, isDryRun: true) } == [])
  }
}

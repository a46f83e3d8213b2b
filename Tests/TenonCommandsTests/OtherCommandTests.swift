import Foundation
import Testing
import TestSupport

@testable import TenonCommands

/// What the commands say that write no unit: credentials, facts, skeletons.
struct OtherCommandTests {
  private static let secret = "password: kJ8s2mPq9xW4tR7v\n"

  // MARK: credentials

  @Test func `a finding is a line, and its way out is said once`() throws {
    let scene = try Scene()
    try scene.write(["a.yml": Self.secret, "b.yml": "x: 1\n" + Self.secret])
    let said = try scene.tenon("secrets", "check")
    #expect(said.status == 1)
    let lines = said.text.split(separator: "\n")
    #expect(
      lines.count == 3 && lines[0].hasPrefix("a.yml:1: a literal password behind 'password': ********  ("),
      "\(said.text)")
    #expect(lines[2].hasPrefix("2 found in 2 files (rules "))
    #expect(said.errorText.split(separator: "\n").count == 2)
    #expect(said.errorText.contains("hint: if it is harmless: tenon secrets allow a.yml:1 --why …"))
    #expect(!said.text.contains("kJ8s2mPq"))
  }

  @Test func `findings as documents never hold the secret`() throws {
    let scene = try Scene()
    try scene.write(["a b.yml": Self.secret + Self.secret])
    let document = try scene.document("secrets", "check")
    #expect(document.status == 1 && document.count("findings") == 2 && document.number("files") == 1)
    #expect(document.text("findings.0.masked") == "********" && document.number("findings.1.line") == 2)
    let finished = try scene.tenon("secrets", "check", "--format", "sarif")
    let sarif = try Document(finished)
    #expect(sarif.text("runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri") == "a%20b.yml")
    let prints = (0..<2).compactMap { sarif.text("runs.0.results.\($0).partialFingerprints.tenonPlace/v1") }
    #expect(Set(prints).count == 2)
    #expect(!finished.text.contains("kJ8s2mPq"))
  }

  @Test(arguments: [
    ["--all", "--index"], ["--since", "HEAD", "--index"], ["a.yml", "--all"], ["--write-baseline", "a.yml"],
  ])
  func `one scope at a time`(options: [String]) throws {
    let refused = try Scene().sandbox.tenon(["secrets", "check"] + options)
    #expect(
      refused.status == 64 && refused.errorText.contains("are mutually exclusive\nhint: give one of them"))
  }

  @Test func `outside a repository only what is named is looked at`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("home/a.yml", Self.secret)
    #expect(try sandbox.tenon("secrets", "check", "a.yml", in: "home").status == 1)
    #expect(try sandbox.tenon("secrets", "check", in: "home").status == 66)
    #expect(try sandbox.tenon("secrets", "check", "--write-baseline", in: "home").status == 66)
  }

  @Test func `what is allowed, and a baseline, are said`() throws {
    let scene = try Scene()
    try scene.write(["a.yml": Self.secret, "b.yml": Self.secret])
    let allowed = try scene.succeed("secrets", "allow", "a.yml:1", "--why", "sample").text
    #expect(
      allowed.hasPrefix("allowed  a.yml:1: a literal password  (")
        && allowed.hasSuffix("done: written to .tenon/workspace.yaml\n"))
    #expect(
      try scene.succeed("secrets", "check", "--write-baseline", "--dry-run").text
        == "dry run: 1 finding would be written to .tenon/secrets-baseline.json\n")
    #expect(
      try scene.succeed("secrets", "check", "--write-baseline").text.hasPrefix("done: 1 finding written to "))
    let clean = try scene.succeed("secrets", "check").text
    #expect(clean.contains("none found but 1 allowed, 1 in the baseline"), "\(clean)")
  }

  // MARK: facts

  @Test func `facts are listed with what is known of each, and checked`() throws {
    let scene = try Scene([
      ".tenon/inventory.yaml": """
      networks: [{ name: lan, cidr: 10.0.0.0/24 }]
      nodes: [{ name: lab, version: 8.1.0 }]
      guests:
        - { kind: ct, id: 102, name: web, address: 10.0.0.2, tags: [a, b] }
        - { kind: vm, id: 103, name: db, address: 10.0.0.2 }

      """
    ])
    #expect(
      try scene.succeed("inventory", "list").text == """
        network  lan  10.0.0.0/24
        node  lab  8.1.0
        ct/102  web  10.0.0.2  [a, b]
        vm/103  db  10.0.0.2

        """)
    #expect(try scene.document("inventory", "list").texts("guests", "name") == ["web", "db"])
    let checked = try scene.tenon("inventory", "check")
    #expect(checked.status == 1 && checked.text.contains("10.0.0.2"))
    #expect(try scene.document("inventory", "check").count("findings") == 1)
    try scene.write([".tenon/inventory.yaml": "guests: []\n"])
    #expect(try scene.succeed("inventory", "check").text == "no contradictions found\n")
  }

  @Test func `an import says what it took, what differs and what it left out`() throws {
    let scene = try Scene()
    let table = "| CT ID | Name | IP |\n|---|---|---|\n| 102 | web | 10.0.0.2 |\n"
    let first = try scene.tenon("inventory", "import", "-", input: table)
    #expect(first.status == 0 && first.text.contains("ct/102"), "\(first.text)\(first.errorText)")
    let differing = try scene.tenon(
      "inventory", "import", "-", input: table.replacing("10.0.0.2", with: "10.0.0.3"))
    #expect(differing.status == 1 && differing.text.contains("10.0.0.3"), "\(differing.text)")
    let taken = try scene.document(
      "inventory", "import", "-", "--accept", "ct/102.address",
      input: table.replacing("10.0.0.2", with: "10.0.0.3"))
    #expect(taken.status == 0 && taken.text("schema") == "tenon.inventory-import/2", "\(taken.root)")
    #expect(try scene.text(".tenon/inventory.yaml").contains("10.0.0.3"))
  }

  // MARK: skeletons

  @Test func `skeletons are listed in columns, with where they are from and what hides them`() throws {
    let scene = try Scene()
    try scene.write([
      ".tenon/workspace.yaml": "skeletons: [{ path: skels }]\n", "skels/bad/skeleton.yaml": "name: bad\n",
    ])
    try scene.write([
      "skels/queue/skeleton.yaml": smallSkeleton("queue", destination: "q"), "skels/queue/files/a": "x\n",
    ])
    let lines = try scene.succeed("skeleton", "list").text.split(separator: "\n").map(String.init)
    #expect(lines.first { $0.hasPrefix("bad ") }?.contains("broken: skels/bad/skeleton.yaml") == true)
    let queues = lines.filter { $0.hasPrefix("queue ") }
    #expect(
      queues.count == 2 && queues[0].hasSuffix("(skels/queue)")
        && queues[1].contains(" shadowed by skels/queue"), "\(queues)")
    let document = try scene.document("skeleton", "list")
    #expect(
      document.text("schema") == "tenon.skeletons/1"
        && document.texts("skeletons", "name").contains("ansible-role"))
  }

  @Test func `a skeleton is shown with what it asks and lays out`() throws {
    let scene = try Scene()
    let text = try scene.succeed("skeleton", "show", "queue").text
    for line in [
      "queue 1.0.0 (yours)", "A queue",
      "  name   string, required; matches [a-z][a-z0-9-]*, for example mail",
      "  size   integer, by default 10; at least 1, at most 99",
      "  kind   one of fifo, lifo, by default fifo",
      "Files below queues/<% name %>", "  log.conf  if log is set", "  notes.md  written once, then yours",
      "  start     executable",
      "  tenon new queue mail", "  tenon new queue mail --set kind=lifo",
    ] { #expect(text.contains("\(line)\n") || text.contains("\(line) "), "\(line)\n\(text)") }
    let document = try scene.document("skeleton", "show", "queue")
    #expect(document.texts("variables", "name") == ["name", "size", "kind", "owner", "log"])
    let schema = try Document(try scene.succeed("skeleton", "schema", "queue"))
    #expect(
      schema.text("$schema")?.contains("json-schema.org") == true
        && schema.number("properties.size.maximum") == 99)
  }

  @Test func `a check of a skeleton ends with its faults, and begins one with the next steps`() throws {
    let scene = try Scene()
    #expect(try scene.succeed("skeleton", "check", "queue").text.hasSuffix("no errors\n"))
    try scene.writeQueue(config: "password: kJ8s2mPq9xW4tR7v\n# <% size %><% kind %><% owner %>\n")
    let faulty = try scene.tenon("skeleton", "check", "queue")
    #expect(
      faulty.status == 65 && faulty.text.hasSuffix("1 error\n")
        && faulty.errorText.contains("literal password"))
    #expect(try scene.document("skeleton", "check", "queue").status == 65)
    let begun = try scene.succeed("skeleton", "new", "job")
    #expect(begun.text.hasPrefix("  create  skeletons/job/files/README.md\n"))
    #expect(
      begun.errorText.hasPrefix("next: tenon skeleton check ./skeletons/job\n")
        && begun.errorText.contains("skeletons: [{ path: skeletons }]"))
    #expect(
      try scene.succeed("skeleton", "new", "other", "--dry-run").text.hasSuffix(
        "dry run: 4 files would be written\n"))
  }

  // MARK: the rest

  @Test func `init, doctor and the skill say what was found and written`() throws {
    let scene = try Scene(["infra/roles/a/tasks/main.yml": "---\n- name: Ping\n  ansible.builtin.ping:\n"])
    let would = try scene.succeed("init", "--dry-run").text
    #expect(
      would.contains("  ansible-role")
        && would.contains("infra/roles  (1 role there: infra/roles/a/tasks/main.yml)"), "\(would)")
    #expect(would.hasSuffix("would write .tenon/workspace.yaml\n"))
    #expect(try scene.document("init").text("layout.ansible-role") == "infra/roles")
    let doctor = try scene.succeed("doctor").text
    #expect(
      doctor.contains("repository  \(scene.sandbox.path("repo"))\n")
        && doctor.hasSuffix("no problems found\n"),
      "\(doctor)")
    try scene.write([".tenon/workspace.yaml": "layout: [\n"])
    let failing = try scene.tenon("doctor")
    #expect(failing.status == 65 && failing.text.contains("error: .tenon/workspace.yaml"))
    try scene.delete(".tenon/workspace.yaml")
    #expect(
      try scene.succeed("skill", "install").text
        == "  create  .agents/skills/tenon/SKILL.md\n  create  AGENTS.md\ndone: 2 files written\n")
    #expect(try scene.succeed("skill", "install").text == "nothing to do\n")
    #expect(
      try scene.document("skill", "install", "--agent", "claude", "--dry-run").texts("files", "action") == [
        "create", "update",
      ])
  }

  @Test func `every schema is listed, printed and named as documents name it`() throws {
    let sandbox = try Sandbox()
    let names = try Document(try sandbox.tenon("schema", "--json", in: "")).texts("schemas", "name")
    #expect(names.count > 30 && names == names.sorted())
    for name in names {
      let schema = try Document(try sandbox.tenon("schema", name, in: ""))
      #expect(schema.status == 0 && schema.text("$id") == name)
    }
    #expect(try sandbox.tenon("schema", "workspace.yaml", in: "").text.contains("tenon.workspace-file/1"))
  }
}

import Foundation
import Testing
import TestSupport

/// How units are shown: two columns, what needs attention below, and the same as a document.
struct StatusCommandTests {
  /// What was done to a unit, and its line without its name.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let line: String
    var details: [String] = []
    let prepare: @Sendable (Scene) throws -> Void
  }

  private static let newer = "new <% size %><% kind %><% owner %>\n"

  static let cases = [
    Case(testDescription: "nothing", line: "current     unmodified; up to date") { _ in },
    Case(testDescription: "an edit", line: "drifted     you changed 1 file; up to date") {
      try $0.write(["queues/mail/start": "mine\n"])
    },
    Case(
      testDescription: "two edits and a file that is gone",
      line: "drifted     you changed 1 file, 1 file gone; up to date"
    ) {
      try $0.write(["queues/mail/queue.conf": "mine\n"])
      try $0.delete("queues/mail/start")
    },
    Case(testDescription: "a move", line: "drifted     you moved 1 file; up to date") {
      try $0.move("queues/mail/queue.conf", to: "queues/mail/main.conf")
    },
    Case(testDescription: "the folder moved", line: "drifted     you moved it from queues/mail; up to date") {
      try $0.move("queues/mail", to: "mq")
    },
    Case(testDescription: "an update", line: "outdated    unmodified; update available (1 file)") {
      try $0.writeQueue(config: newer)
    },
    Case(
      testDescription: "a conflict", line: "outdated    you changed 1 file; update would conflict (1 file)",
      details: ["an update would conflict: queues/mail/queue.conf"]
    ) {
      try $0.write(["queues/mail/queue.conf": "mine\n"])
      try $0.writeQueue(config: newer)
    },
    Case(
      testDescription: "markers", line: "conflicted  you changed 1 file; up to date",
      details: ["conflict markers in queues/mail/queue.conf"]
    ) { try $0.write(["queues/mail/queue.conf": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"]) },
    Case(testDescription: "gone", line: "missing     2 files gone; up to date") { try $0.delete("queues") },
    Case(testDescription: "a newer unit", line: "ahead       unmodified; created by a newer queue (1.0.0)") {
      try $0.writeQueue(version: "0.9.0")
    },
    Case(
      testDescription: "a base that was changed", line: "current     unmodified; up to date",
      details: ["its base was changed or deleted: an update restores it"]
    ) { try $0.write([".tenon/units/queue/mail/base": "x\n"]) },
    Case(
      testDescription: "a likely move", line: "drifted     1 file gone; up to date",
      details: [
        "queues/mail/queue.conf is missing; if you moved it to etc/queue.conf, run: tenon move queue/mail queues/mail/queue.conf etc/queue.conf"
      ]
    ) { try $0.move("queues/mail/queue.conf", to: "etc/queue.conf") },
  ]

  @Test(arguments: cases)
  func `a unit is a line, with what needs attention below it`(example: Case) throws {
    let scene = try Scene.laidOut()
    try example.prepare(scene)
    let lines = try scene.succeed("status").text.split(separator: "\n").map(String.init)
    #expect(Array(lines.dropFirst()) == ["queue/mail  \(example.line)"] + example.details.map { "  \($0)" })
    let document = try scene.document("status")
    #expect(document.text("units.0.state") == example.line.split(separator: " ").first.map(String.init))
    let isCurrent = example.line.hasPrefix("current")
    #expect(try scene.tenon("status", "--exit-code").status == (isCurrent ? 0 : 1))
  }

  @Test func `a unit that cannot be generated says why, and what to do`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(config: "<% nmae %>\n")
    let text = try scene.succeed("status").text
    #expect(text.contains("queue/mail  unavailable  unmodified; "))
    #expect(text.contains("unknown variable 'nmae'\n  hint: did you mean 'name'?\n"), "\(text)")
    let document = try scene.document("status")
    #expect(document.text("units.0.obstacle") == "unknown variable 'nmae'")
    #expect(document.texts("units.0.hints") == ["did you mean 'name'?"])
  }

  @Test func `names and states stand in columns`() throws {
    let scene = try Scene.laidOut()
    try scene.succeed("new", "queue", "a-much-longer-name")
    try scene.write(["queues/mail/start": "mine\n"])
    let lines = try scene.succeed("status").text.split(separator: "\n").dropFirst()
    #expect(
      lines == [
        "queue/a-much-longer-name  current     unmodified; up to date",
        "queue/mail                drifted     you changed 1 file; up to date",
      ])
  }

  @Test func `what cannot be used is said below the units, with a way out`() throws {
    let scene = try Scene.laidOut()
    try scene.write([".tenon/units/queue/mail/record.json": "{", ".tenon/units/stray": "x\n"])
    let text = try scene.succeed("status").text
    #expect(text.contains("queue/mail  unusable  .tenon/units/queue/mail/record.json"))
    #expect(
      text.contains(
        "\nunusable  .tenon/units/stray: unexpected file\n  hint: delete it, or move it out of .tenon/units\n"
      ))
    #expect(!text.contains("no units yet"))
    let document = try scene.document("status", "--exit-code")
    #expect(document.status == 1 && document.texts("faults", "unit") == ["queue/mail"])
    #expect(document.texts("faults", "code") == ["invalid-record", "data"])
  }

  /// What git is like, and the first line.
  static let repositories: [(line: String, prepare: @Sendable (Scene) throws -> Void)] = [
    ("on main at COMMIT, no tracked files changed", { _ in }),
    ("on main at COMMIT, 1 tracked file changed", { try $0.write(["README.md": "x\n", "new": "x\n"]) }),
    ("HEAD is detached at COMMIT, no tracked files changed", { try $0.git("checkout", "-q", "--detach") }),
    (
      "on main at COMMIT, no tracked files changed, merge in progress",
      {
        try $0.sandbox.write("repo/.git/MERGE_HEAD", try $0.git("rev-parse", "HEAD"))
      }
    ),
  ]

  @Test(arguments: repositories.indices)
  func `the first line is the repository's`(index: Int) throws {
    let (line, prepare) = Self.repositories[index]
    let scene = try Scene()
    try prepare(scene)
    let commit = try scene.git("rev-parse", "HEAD").prefix(8)
    let text = try scene.succeed("status").text
    #expect(text == line.replacing("COMMIT", with: commit) + "\nno units yet: create one with 'tenon new'\n")
  }

  @Test func `the whole repository is counted where that was asked for`() throws {
    let scene = try Scene.laidOut()
    #expect(try scene.succeed("status", "--repository").text.contains(", clean\n"))
    try scene.write(["one": "x\n"])
    #expect(try scene.succeed("status", "--repository").text.contains(", 1 path not committed\n"))
    try scene.write(["two": "x\n"])
    #expect(try scene.document("status", "--repository").number("repository.dirty") == 2)
  }

  @Test func `an unborn branch has no commit`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    #expect(try sandbox.tenon("status").text.hasPrefix("on main, no commit yet, no tracked files changed\n"))
    #expect(try Document(try sandbox.tenon("status", "--json"))["repository.commit"] == nil)
  }

  @Test func `what no unit owns is a table of commands`() throws {
    let scene = try Scene()
    #expect(
      try scene.succeed("status", "--unmanaged").text.hasSuffix(
        "no unmanaged roles, playbooks, stacks or modules found\n"))
    try scene.write([
      "roles/web/tasks/main.yml": "---\n- name: Ping\n  ansible.builtin.ping:\n",
      "site.yml": "---\n- hosts: all\n  roles: [web]\n",
    ])
    try scene.commit()
    #expect(
      try scene.succeed("status", "--unmanaged").text.hasSuffix(
        """
        no unit owns:
          roles/web  role  tenon adopt ansible-role web --into roles/web
          site.yml   playbook  tenon adopt ansible-playbook site --into .

        """))
    let document = try scene.document("status", "--unmanaged")
    #expect(document.texts("unmanaged", "kind") == ["role", "playbook"])
    #expect(try scene.document("status")["unmanaged"] == nil)
  }

  // MARK: check

  @Test func `a check prints what fails and what is only noted, and ends with a verdict`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/start": "mine\n"])
    #expect(
      try scene.succeed("check").text
        == "noted   queue/mail: drifted, 1 file\n1 unit checked: no problems found\n")
    let failed = try scene.tenon("check", "--fail-on", "drift,outdated")
    #expect(failed.status == 1)
    #expect(failed.text == "failed  queue/mail: drifted, 1 file\n1 unit checked: problems found\n")
    try scene.write([".tenon/units/queue/mail/base": "x\n"])
    let broken = try scene.tenon("check")
    #expect(
      broken.text.hasPrefix("failed  .tenon/units/queue/mail/base: the base was modified"), "\(broken.text)")
    #expect(broken.errorText == "hint: tenon update queue/mail restores it\n")
  }

  @Test func `a check is a document, and a report that code hosts read`() throws {
    let scene = try Scene.laidOut()
    try scene.write([
      "queues/mail/start": "mine\n", "queues/mail/queue.conf": "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    ])
    let document = try scene.document("check", "--fail-on", "missing")
    #expect(document.status == 1 && document.flag("good") == false)
    #expect(document.texts("failures", "code") == ["conflict-markers"])
    #expect(document.texts("remarks", "state") == ["drifted"] && document.number("remarks.0.files") == 2)
    let sarif = try Document(try scene.tenon("check", "--format", "sarif"))
    #expect(sarif.text("version") == "2.1.0" && sarif.count("runs.0.tool.driver.rules") == 4)
    #expect(sarif.texts("runs.0.results", "level") == ["error", "note"])
    #expect(sarif.texts("runs.0.results", "ruleId") == ["broken", "drifted"])
    #expect(sarif.number("runs.0.results.1.ruleIndex") == 1)
    let place = "runs.0.results.0.locations.0.physicalLocation"
    #expect(sarif.text("\(place).artifactLocation.uri") == "queues/mail/queue.conf")
    let asked = try Document(try scene.tenon("check", "--format", "sarif", "--fail-on", "drift"))
    #expect(asked.texts("runs.0.results", "level") == ["error", "error"])
  }
}

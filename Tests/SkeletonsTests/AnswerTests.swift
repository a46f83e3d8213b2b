import Diagnostics
import JSONCoding
import Skeletons
import Testing

@Suite struct `Answers` {
  @Test(arguments: [
    ("{ type: string }", Answer.text("1.10"), Value.text("1.10")),
    ("{ type: string }", .integer(5), .text("5")),
    ("{ type: string }", .boolean(true), .text("true")),
    ("{ type: string, pattern: '[a-z]+' }", .text("abc"), .text("abc")),
    ("{ type: string, optional: true, pattern: '[a-z]+' }", .text(""), .text("")),
    ("{ type: string, default: '', pattern: '[a-z]+' }", .text(""), .text("")),
    ("{ type: string, default: x, optional: true }", .text(""), .text("")),
    ("{ type: integer, min: 1, max: 9 }", .integer(9), .integer(9)),
    ("{ type: integer }", .text("-7"), .integer(-7)),
    ("{ type: boolean }", .text("false"), .boolean(false)),
    ("{ type: choice, choices: [a, '1.10'] }", .text("1.10"), .text("1.10")),
    ("{ type: list }", .list(["a", "b"]), .list(["a", "b"])),
    ("{ type: list }", .text("one"), .list(["one"])),
    ("{ type: list, choices: [a, b] }", .list(["b"]), .list(["b"])),
    ("{ type: secret }", .text("vault_db_password"), .text("vault_db_password")),
    ("{ type: secret }", .text("secrets/db/password.txt"), .text("secrets/db/password.txt")),
    ("{ type: secret }", .text("DB_PASSWORD"), .text("DB_PASSWORD")),
    ("{ type: guest, optional: true }", .text(""), .absent),
  ])
  func `are taken by the declared type`(declaration: String, answer: Answer, expected: Value) throws {
    #expect(try value(declaration, answer) == expected)
  }

  @Test(arguments: [
    ("backup", "backup"), ("backup-etc", "backup"), ("backup_2", "backup"), ("backups", "plain"),
    ("cold-backup", "plain"), ("backup-all-now", "backup-all"), ("web", "plain"), ("", "plain"),
  ])
  func `of a choice follow what another one begins with`(name: String, expected: String) throws {
    let declaration = "{ type: choice, choices: [plain, backup, backup-all], default: plain, follows: name }"
    let skeleton = try asking(declaration)
    #expect(try skeleton.values(given: ["name": .text(name)])["x"] == .text(expected))
    #expect(try skeleton.values(given: ["name": .text(name), "x": .text("plain")])["x"] == .text("plain"))
    #expect(skeleton.schema["properties"]?["x"]?["default"] == nil)
  }

  @Test(arguments: [
    (
      "{ type: choice, choices: [a], follows: name }",
      "'x' follows 'name' and has no default (default: CHOICE)"
    ),
    (
      "{ type: choice, choices: [a], default: a, follows: y }",
      "'x' follows 'y', which is not a string variable"
    ),
  ])
  func `of a choice follow only a text, and have a default beside`(declaration: String, fault: String) {
    #expect(words { _ = try asking(declaration) } == ["s/skeleton.yaml:7:3: \(fault)"])
  }

  @Test(arguments: [
    ("{ type: string, pattern: '[a-z]+' }", Answer.text("aB"), "variable 'x': 'aB' does not match [a-z]+"),
    (
      "{ type: string, pattern: '[a-z]+', example: ok }", .text("xyz1"),
      "variable 'x': 'xyz1' does not match [a-z]+ (for example: ok)"
    ),
    ("{ type: string, max_length: 3 }", .text("äöüß"), "variable 'x': it is longer than 3 characters"),
    ("{ type: string }", .text("a\nb"), "variable 'x': a line break or control character is not allowed"),
    (
      "{ type: string }", .text("a\u{1B}[2J"),
      "variable 'x': a line break or control character is not allowed"
    ),
    ("{ type: string }", .list([]), "variable 'x': expected string, found a list"),
    ("{ type: integer }", .text("0755"), "variable 'x': '0755' is not an integer"),
    ("{ type: integer }", .boolean(true), "variable 'x': expected integer, found 'true'"),
    ("{ type: integer, min: 3 }", .integer(2), "variable 'x': 2 is less than 3"),
    ("{ type: integer, max: 3 }", .integer(4), "variable 'x': 4 is more than 3"),
    ("{ type: boolean }", .text("yes"), "variable 'x': 'yes' is not true or false"),
    (
      "{ type: choice, choices: [redis, postgres] }", .text("reids"),
      "variable 'x': invalid value 'reids' (did you mean 'redis'?)"
    ),
    ("{ type: choice, choices: [a, b] }", .text("zzz"), "variable 'x': invalid value 'zzz' (one of a, b)"),
    (
      "{ type: list, choices: [a] }", .list(["a", "q"]), "variable 'x': invalid value 'q' (did you mean 'a'?)"
    ),
    ("{ type: list, pattern: '[a-z]+' }", .list(["ok", "No"]), "variable 'x': 'No' does not match [a-z]+"),
    ("{ type: list }", .integer(1), "variable 'x': expected list, found '1'"),
  ])
  func `are refused with the reason`(declaration: String, answer: Answer, fault: String) {
    #expect(words { _ = try value(declaration, answer) } == [fault])
  }

  @Test(arguments: [
    "hunter2", "correct horse", "vault_", "secrets/../x", "/etc/secret", "ghp_x", "Password1", "secrets/",
  ])
  func `a secret is never told, only named`(answer: String) {
    #expect(
      words { _ = try value("{ type: secret }", .text(answer)) }.first?.contains(
        "expected a reference to a secret") == true)
  }

  @Test(arguments: [
    "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R", "AKIA2E0A8F3B244C9986", "password=Tr0ub4dor3",
    "https://u:s3cr3tpw@host/",
  ])
  func `no answer may look like a credential`(answer: String) {
    #expect(words { _ = try value("{ type: string }", .text(answer)) }.first?.contains("looks like") == true)
    #expect(words { _ = try value("{ type: list }", .list([answer])) }.first?.contains("looks like") == true)
  }

  @Test func `a default may refer to other variables, whatever their order`() throws {
    let skeleton = try skeleton(
      heading + nameOnly + """
          unit: { type: string, default: "<% service %>.service" }
          service: { type: string, default: "<% kebab(name) %>" }
          key: { type: secret, default: "vault_<% snake(name) %>_key" }
          hosts: { type: list, default: ["<% name %>.example.org", "<% missing %>"] }
          missing: { type: string, optional: true }

        """)
    let values = try skeleton.values(given: ["name": .text("myApp")])
    #expect(values["unit"] == .text("my-app.service"))
    #expect(values["key"] == .text("vault_my_app_key"))
    #expect(values["hosts"] == .list(["myApp.example.org"]))
    #expect(try skeleton.values(given: ["service": .text("x")])["unit"] == .text("x.service"))
  }

  @Test func `a default that does not keep to the rules is a fault`() throws {
    #expect(
      words { _ = try asking("{ type: string, pattern: '[a-z]+', default: A }") }
        == ["s/skeleton.yaml:7:50: variable 'x': 'A' does not match [a-z]+"])
    let skeleton = try asking("{ type: string, pattern: '[a-z]+', default: '<% upper(name) %>' }")
    #expect(words { _ = try skeleton.values(given: [:]) } == ["variable 'x': 'WEB' does not match [a-z]+"])
  }

  @Test func `defaults that go in a circle are a fault of the skeleton`() {
    let yaml =
      heading + """
        variables:
          name: { type: string, default: "<% b %>" }
          a: { type: string, default: "<% a %>" }
          b: { type: string, default: "<% c %>" }
          c: { type: string, default: "<% b %>" }

        """
    #expect(
      words { _ = try skeleton(yaml) } == [
        "s/skeleton.yaml:6:3: the defaults form a cycle: b → c → b",
        "s/skeleton.yaml:7:3: the defaults form a cycle: a → a",
      ])
  }

  @Test func `the workspace's defaults come before the skeleton's and behind what is given`() throws {
    let skeleton = try asking("{ type: string, default: own }")
    #expect(
      try skeleton.values(given: [:], workspaceDefaults: ["x": .text("ws"), "other": .text("y")])["x"]
        == .text("ws"))
    #expect(
      try skeleton.values(given: ["x": .text("me")], workspaceDefaults: ["x": .text("ws")])["x"]
        == .text("me"))
  }

  @Test func `an unknown variable and a missing answer are usage, all at once`() throws {
    let skeleton = try skeleton(heading + "variables:\n  name: { type: string, help: The name }\n")
    do throws(Findings) {
      _ = try skeleton.values(given: ["nmae": .text("x")])
      Issue.record("it should have failed")
    } catch {
      #expect(error.diagnostics.map(\.kind) == [.usage, .usage])
      #expect(
        error.diagnostics.map(\.message) == [
          "unknown variable 'nmae'", "variable 'name' needs an answer: The name",
        ])
      #expect(error.diagnostics.map(\.hints) == [["did you mean 'name'?"], ["--set name=…"]])
    }
  }

  @Test func `nothing is enough for what is optional, and for a list`() throws {
    #expect(try value("{ type: string, optional: true }", nil) == .text(""))
    #expect(try value("{ type: integer, optional: true }", nil) == .absent)
    #expect(try value("{ type: guest, optional: true }", nil) == .absent)
    #expect(try value("{ type: list }", nil) == .list([]))
    #expect(words { _ = try value("{ type: boolean }", nil) }.count == 1)
  }
}

@Suite struct `Guests` {
  private let inventory = Inventory(guests: [
    Guest(kind: .container, id: 102, name: "nginx"), Guest(kind: .machine, id: 110, name: "nginx"),
    Guest(kind: .machine, id: 111, name: "gitlab"), Guest(kind: .template, id: 9000, name: "debian-12"),
  ])

  @Test(arguments: [("ct/102", 102), ("102", 102), ("vm/110", 110), ("gitlab", 111)])
  func `are looked up by kind and id, by id, by name`(answer: String, id: Int) throws {
    guard case .guest(let guest) = try value("{ type: guest }", .text(answer), inventory: inventory) else {
      Issue.record("no guest")
      return
    }
    #expect(guest.id == id)
  }

  @Test(arguments: [
    ("{ type: guest }", "gitlb", "variable 'x': the inventory has no guest 'gitlb' (did you mean 'gitlab'?)"),
    ("{ type: guest }", "nginx", "variable 'x': 'nginx' names 2 guests (one of ct/102, vm/110)"),
    (
      "{ type: guest }", "debian-12",
      "variable 'x': guest 'debian-12' is a template, not a target (one of nginx, nginx, gitlab)"
    ),
    (
      "{ type: guest, kinds: [ct] }", "gitlab",
      "variable 'x': guest 'gitlab' is not a container (one of nginx)"
    ),
  ])
  func `that cannot be meant are refused`(declaration: String, answer: String, fault: String) {
    #expect(words { _ = try value(declaration, .text(answer), inventory: inventory) } == [fault])
  }

  @Test func `a name that only one kind has is no doubt where only that kind is wanted`() throws {
    #expect(
      words { _ = try value("{ type: guest, kinds: [vm] }", .text("nginx"), inventory: inventory) }.isEmpty)
  }

  @Test func `an empty inventory says where to begin`() {
    #expect(
      words { _ = try value("{ type: guest }", .text("web")) }
        == ["variable 'x': the inventory has no guest 'web' (list your guests in .tenon/inventory.yaml)"])
  }
}

@Suite struct `A file of answers` {
  private let questions =
    heading + nameOnly + """
        port: { type: integer, default: 1 }
        version: { type: string, default: x }
        on: { type: boolean, default: true }
        items: { type: list }

      """

  @Test(arguments: [
    "port: 80\nversion: 1.10\non: false\nitems: [a, 'b']\n",
    "{\"port\": 80, \"version\": \"1.10\", \"on\": false, \"items\": [\"a\", \"b\"]}",
    "{\n\t\"port\": 80,\n\t\"version\": \"1.10\",\n\t\"on\": false,\n\t\"items\": [\"a\", \"b\"]\n}\n",
  ])
  func `is YAML or JSON, and read by the declared types`(text: String) throws {
    let answers = try AnswersFile(to: skeleton(questions)).answers(in: Array(text.utf8), at: "a").answers
    #expect(
      answers == [
        "port": .integer(80), "version": .text("1.10"), "on": .boolean(false), "items": .list(["a", "b"]),
      ])
  }

  @Test func `JSON may escape what lies beyond the first plane`() throws {
    let answers = try AnswersFile(to: skeleton(questions)).answers(
      in: Array(#"{"version": "\ud83d\ude00"}"#.utf8), at: "a"
    )
    .answers
    #expect(answers == ["version": .text("😀")])
  }

  @Test func `is refused with all its faults and their places`() {
    let text = "prot: 80\nport: 0755\non: yes\nitems: { a: b }\n"
    #expect(
      words { _ = try AnswersFile(to: skeleton(questions)).answers(in: Array(text.utf8), at: "a.yaml") } == [
        "a.yaml:1:1: unknown variable 'prot' (did you mean 'port'?)",
        "a.yaml:2:7: 'port' is '0755', not an integer",
        "a.yaml:3:5: 'on' is 'yes', not true or false",
        "a.yaml:4:8: 'items' is a mapping, not a list",
      ])
    #expect(
      words { _ = try AnswersFile(to: skeleton(questions)).answers(in: Array("- a\n".utf8), at: "a") }.count
        == 1)
    #expect(
      words { _ = try AnswersFile(to: skeleton(questions)).answers(in: Array("{\"port\": ".utf8), at: "a") }
        .count == 1)
  }

  @Test(arguments: [
    ("items", "a,b", Answer.list(["a", "b"])), ("items", "", .list([])),
    ("items", "[\"a,b\", c]", .list(["a,b", "c"])),
    ("items", "a, b", .list(["a", "b"])), ("port", "-1", .integer(-1)), ("on", "true", .boolean(true)),
    ("version", "1.10", .text("1.10")),
  ])
  func `a single answer is read from its text`(name: String, text: String, answer: Answer) throws {
    #expect(try skeleton(questions).variable(name)?.answer(from: text) == answer)
  }

  @Test(arguments: [
    Answer.list(["a", "b"]), .list([]), .list(["a,b", ""]), .text("x y"), .integer(5), .boolean(false),
  ])
  func `an answer's words give the answer again`(answer: Answer) throws {
    let name =
      switch answer {
      case .list: "items"
      case .text: "version"
      case .integer: "port"
      case .boolean: "on"
      }
    #expect(try skeleton(questions).variable(name)?.answer(from: answer.words) == answer)
  }
}

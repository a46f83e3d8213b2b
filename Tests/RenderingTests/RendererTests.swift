import FileTrees
import Rendering
import Skeletons
import Testing

@Suite struct `Rendering a skeleton` {
  private func paths(_ rendition: RenderedSkeleton) -> [String] { rendition.files.map(\.path.description) }

  @Test func `files keep their paths below the destination`() throws {
    let rendition = try render(try skeleton(files: ["tasks/main.yml": "x", "README.md": "<% name %>"]))
    #expect(rendition.destination.description == "roles/web")
    #expect(paths(rendition) == ["README.md", "tasks/main.yml"])
    #expect(rendition.tree.paths.map(\.description) == ["roles/web/README.md", "roles/web/tasks/main.yml"])
    #expect(rendition.files.map(\.source) == ["README.md", "tasks/main.yml"])
  }

  @Test func `a path is a template and the source stays the identity`() throws {
    let rules = "files: [{ source: templates/service.conf.j2, path: 'templates/<% name %>.conf.j2' }]"
    let rendition = try render(
      try skeleton(rules, files: ["templates/service.conf.j2": ""]), ["name": .text("db")])
    #expect(paths(rendition) == ["templates/db.conf.j2"])
    #expect(rendition.files.map(\.source) == ["templates/service.conf.j2"])
  }

  @Test func `when leaves files out, and rules about one file add up`() throws {
    let rules = """
      files:
        - { source: "molecule/**", when: { flag: true } }
        - { source: molecule/redis.yml, when: { engine: redis } }
        - { source: "**/*.sh", mode: "0755", keep: true }
      """
    let skeleton = try skeleton(
      rules, files: ["molecule/a/b.yml": "", "molecule/redis.yml": "", "run.sh": "", "x/y/z.sh": ""])
    #expect(try paths(render(skeleton)) == ["molecule/a/b.yml", "molecule/redis.yml", "run.sh", "x/y/z.sh"])
    #expect(try paths(render(skeleton, ["flag": .boolean(false)])) == ["run.sh", "x/y/z.sh"])
    #expect(
      try paths(render(skeleton, ["engine": .text("postgres")])) == [
        "molecule/a/b.yml", "run.sh", "x/y/z.sh",
      ])
    let scripts = try render(skeleton).files.suffix(2)
    #expect(scripts.allSatisfy { $0.keep && $0.entry.isExecutable })
  }

  @Test func `a file is written for each item of a list, and each is one of its own`() throws {
    let rules = "files: [{ source: conf.j2, each: items, path: 'conf/<% . %>.j2', when: { flag: true } }]"
    let repeated = try skeleton(rules, files: ["conf.j2": "<% . %><%^ last %>,<%/ last %>"])
    let rendition = try render(repeated)
    #expect(paths(rendition) == ["conf/a.j2", "conf/b.j2", "conf/c.j2"])
    #expect(rendition.files.map(\.source) == ["conf.j2#a", "conf.j2#b", "conf.j2#c"])
    #expect(rendition.files.map(\.entry) == [.file("a,"), .file("b,"), .file("c")])
    #expect(try render(repeated, ["items": .list([])]).files.isEmpty)
    #expect(words { _ = try render(repeated, ["items": .list(["x", "x"])]) }.count == 1)
    #expect(
      words { _ = try skeleton("files: [{ source: f, each: name }]") } == [
        "s/skeleton.yaml:17:19: 'each' needs a 'path' that differs for each item (path: conf/<% . %>)",
        "s/skeleton.yaml:17:19: no file matches 'f'",
        "s/skeleton.yaml:17:28: 'name' is a string, not a list",
      ])
  }

  @Test func `a guest is asked for its kind`() throws {
    let rules = "files: [{ source: file, when: { target: ct } }]"
    let skeleton = try skeleton(rules, files: ["file": "<%# is.target.ct %>ct<%/ is.target.ct %>"])
    #expect(try render(skeleton, ["target": .text("ct/102")]).files.map(\.entry) == [.file("ct")])
    #expect(try render(skeleton, ["target": .text("db")]).files.isEmpty)
    #expect(try render(skeleton).files.isEmpty)
  }

  @Test func `verbatim and binary files are copied as they are`() throws {
    let bytes: [UInt8] = Array("<% nobody %>".utf8) + [0, 0xFF]
    var folder = try tree([
      "skeleton.yaml":
        "name: t\nversion: 1.0.0\nsummary: s\ndestination: d\nfiles: [{source: raw, verbatim: true}]",
      "raw": "<% nobody %>",
    ])
    folder[try RelativePath("files/binary")] = .file(Content(bytes), executable: true)
    let rendition = try render(try Skeleton(reading: folder, at: ""))
    #expect(rendition.files.map(\.entry) == [.file(Content(bytes), executable: true), .file("<% nobody %>")])
  }

  @Test func `the workspace's extension of YAML files counts where the skeleton lets it`() throws {
    let files = ["tasks/main.yml": "<% yaml %>", "x.yaml": ""]
    let willing = try skeleton("yaml: .yml", files: files)
    #expect(try paths(render(willing, yaml: ".yaml")) == ["tasks/main.yaml", "x.yaml"])
    #expect(try paths(render(willing)) == ["tasks/main.yml", "x.yaml"])
    #expect(try render(willing, yaml: ".yaml").files.first?.entry == .file(".yaml"))
    let fixed = try skeleton(files: ["tasks/main.yml": ""])
    #expect(try paths(render(fixed, yaml: ".yaml")) == ["tasks/main.yml"])
  }

  @Test func `a destination that somebody decided wins, and templates know it`() throws {
    let rendition = try render(try skeleton(files: ["a": "<% destination %>"]), into: "ansible/roles/x")
    #expect(rendition.destination.description == "ansible/roles/x")
    #expect(rendition.files.first?.entry == .file("ansible/roles/x"))
  }

  @Test(arguments: [
    ("../x", "files/file: path '../x' leaves its folder through '..'"),
    ("/etc/x", "files/file: path '/etc/x' is absolute"),
    ("a//b", "files/file: path 'a//b' has an empty or '.' component"),
    ("", "files/file: path '' is empty"),
    (".git/config", "files/file: path 'roles/web/.git/config' is refused: git keeps its own files there"),
    (".GIT/x", "files/file: path 'roles/web/.GIT/x' is refused: git keeps its own files there"),
    ("x/.tenon/y", "files/file: path 'roles/web/x/.tenon/y' is refused: tenon keeps its own files there"),
    ("con", "files/file: path 'roles/web/con' is refused: 'con' is a device on Windows"),
    ("a. ", "files/file: path 'roles/web/a. ' is refused: a name must not end in a dot or a space"),
  ])
  func `a path that an answer leads astray is refused`(answer: String, fault: String) throws {
    let skeleton = try skeleton("files: [{ source: file, path: '<% text %>' }]")
    #expect(words { _ = try render(skeleton, ["text": .text(answer)]) } == [fault])
  }

  @Test(arguments: ["..", "a/../../b", "/x"])
  func `a destination that leaves the repository is refused`(name: String) throws {
    let skeleton = try skeleton(destination: "<% name %>")
    #expect(words { _ = try render(skeleton, ["name": .text(name)]) }.count == 1)
  }

  @Test(arguments: [
    ("a", "files/b: path 'a' is also used by 'a'"),
    ("A", "files/b: path 'A' is the same as 'a' if case and Unicode form are ignored"),
    ("a/x", "files/b: path 'a/x' would be both a file and a directory, with 'a'"),
    ("z", "files/z/f: path 'z/f' would be both a file and a directory, with 'b'"),
  ])
  func `two files never share a path, and no file is a folder`(answer: String, fault: String) throws {
    let skeleton = try skeleton(
      "files: [{ source: b, path: '<% text %>' }]", files: ["a": "", "b": "", "z/f": ""])
    #expect(words { _ = try render(skeleton, ["text": .text(answer)]) } == [fault])
  }

  @Test func `every fault of a rendering is said at once`() throws {
    let rules = "files: [{ source: a, path: '<% text %>' }, { source: b, path: '/<% text %>' }]"
    let skeleton = try skeleton(rules, files: ["a": "", "b": ""])
    #expect(words { _ = try render(skeleton) }.count == 2)
  }
}

@Suite struct `The handoff of a unit` {
  private let section = """
    handoff:
      commit_type: fix
      requires:
        - { tool: ansible, version: ">= 2.16" }
        - { tool: molecule, when: { off: true } }
      prerequisites:
        - { text: "<% target.kind %> <% target.id %> is running", check: [pct, status, "<% target.id %>"], when: { target: true } }
      steps:
        - { title: "Deploy <% name %>", run: [ansible-playbook, "<% destination %>/site.yml", "<% text %>"], effect: changes, expect: "failed=0", confirm: true }
      verify:
        - { title: Look, effect: reads, expect: "<% text %>" }
      rollback:
        - { title: Take away, run: [rm, "-r", x], effect: destroys }
      documents:
        - README.md
        - { path: "docs/<% name %>.md", when: { engine: redis } }
        - "<% text %>"
      changes:
        - { subject: "<% name %>", text: new }
    """

  @Test func `is filled with the answers, and what is empty is left out`() throws {
    let handoff = try render(try skeleton(section), ["target": .text("nginx")]).handoff
    #expect(handoff.commitType == .fix)
    #expect(handoff.targets.map(\.reference) == ["ct/102"])
    #expect(handoff.requires.map(\.tool) == ["ansible"])
    #expect(handoff.prerequisites.map(\.text) == ["ct 102 is running"])
    #expect(handoff.prerequisites.map(\.check) == [["pct", "status", "102"]])
    #expect(handoff.steps.map(\.title) == ["Deploy web"])
    #expect(handoff.steps.map(\.run) == [["ansible-playbook", "roles/web/site.yml"]])
    #expect(handoff.steps.map(\.effect) == [.changes])
    #expect(handoff.steps.map(\.confirm) == [true])
    #expect(handoff.verify.map(\.expect) == [nil])
    #expect(handoff.rollback.map(\.effect) == [.destroys])
    #expect(handoff.documents == ["README.md", "docs/web.md"])
    #expect(handoff.changes.map(\.subject) == ["web"])
  }

  @Test func `names secrets by their references`() throws {
    let handoff = try render(try skeleton()).handoff
    #expect(handoff.secrets.map(\.name) == ["vault_web_key"])
    #expect(handoff.secrets.map(\.whereabouts) == ["the vault"])
    #expect(handoff.secrets.map(\.variable) == ["key"])
  }

  @Test func `a secret in a file is named from the root, once where the skeleton says it too`() throws {
    let key: [String: Answer] = ["key": .text("secrets/key")]
    #expect(try render(try skeleton(), key).handoff.secrets.map(\.name) == ["roles/web/secrets/key"])
    let section = "handoff: { secrets: [{ name: '<% destination %>/<% key %>', where: a file }] }"
    #expect(try render(try skeleton(section), key).handoff.secrets.map(\.whereabouts) == ["a file"])
  }

  @Test(arguments: [("", "web"), ("deploys_as: '<% name %>-site'", "web-site"), ("deploys_as: ''", "")])
  func `what is deployed has the unit's name, or the one that the skeleton says`(
    said: String, name: String
  ) throws {
    let section = said.isEmpty ? "" : "handoff: { \(said) }"
    #expect(try render(try skeleton(section)).handoff.deploysAs == name)
  }

  @Test func `without a guest there is no target, and no word of it`() throws {
    let handoff = try render(try skeleton(section)).handoff
    #expect(handoff.targets.isEmpty)
    #expect(handoff.prerequisites.isEmpty)
  }
}

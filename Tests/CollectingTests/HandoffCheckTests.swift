import Testing

/// What is run for a handoff, in which order and on what; tools are scripts that only a test knows.
struct HandoffCheckTests {
  /// Writes a tool that answers to `--version` and then does something.
  private func tool(_ name: String, _ script: String, in scene: Scene) throws {
    try scene.sandbox.write(
      "tools/\(name)",
      Array("#!/bin/sh\n[ \"$1\" = --version ] && echo \"\(name) v1.2.3 (x)\" && exit\n\(script)\n".utf8),
      executable: true)
  }

  private func checks(
    _ scene: Scene, _ files: [String: String], runsCode: Bool = false, allowFailed: String? = nil
  ) throws
    -> [String: Manifest.Check]
  {
    try scene.write(files)
    let report = try scene.handOff(
      include: files.keys.sorted(), tools: "tools", runsCode: runsCode, allowFailed: allowFailed)
    return Dictionary((report.manifest?.checks ?? []).map { ($0.name, $0) }) { first, _ in first }
  }

  @Test func `nothing is run unless somebody asks, and the manifest says so`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let checks = try scene.handOff().manifest?.checks ?? []
    #expect(checks.map(\.name).contains("linters and tests of the files"))
    #expect(
      checks.first { $0.result == .notRun }?.why == "not requested: --run-checks runs what is installed"
    )
    #expect(checks.filter { $0.result == .passed }.count == 2)
  }

  @Test func `a check gets the names of its files, and its version is evidence`() throws {
    let scene = try Scene()
    try tool("yamllint", "[ $# -eq 4 ] && [ -f \"$3\" ] && [ \"$4\" = deep/b.yaml ]", in: scene)
    let check = try checks(scene, ["a.yml": "a: 1\n", "deep/b.yaml": "b: 1\n"])["yamllint"]
    #expect(check?.result == .passed && check?.toolVersion == "1.2.3")
    #expect(check?.command?.argv == ["yamllint", "-f", "parsable", "a.yml", "deep/b.yaml"])
  }

  @Test func `the first of several programs that is installed is the one that is run`() throws {
    let scene = try Scene()
    try tool("tofu", "exit 0", in: scene)
    #expect(try checks(scene, ["main.tf": "locals {}\n"])["terraform fmt"]?.command?.argv.first == "tofu")
    try tool("terraform", "exit 0", in: scene)
    #expect(
      try checks(scene, ["main.tf": "locals { a = 1 }\n"])["terraform fmt"]?.command?.argv.first
        == "terraform")
  }

  @Test func `a failure stops the handoff with what was said, and a reason lets it through`() throws {
    let scene = try Scene()
    try tool("yamllint", "echo \"$PWD/a.yml:1: oh no\"; exit 3", in: scene)
    let refused = refusal { _ = try checks(scene, ["a.yml": "a: 1\n"]) }
    #expect(refused.code == .checkFailed)
    #expect(refused.message == "check 'yamllint' failed: exit status 3; a.yml:1: oh no")
    #expect(
      refused.hints == [
        "command: yamllint -f parsable a.yml", "--allow-failed REASON hands it off anyway",
      ])
    let check = try checks(scene, ["a.yml": "a: 2\n"], allowFailed: "known")["yamllint"]
    #expect(check?.result == .failed && check?.why == "allowed: known\nexit status 3\na.yml:1: oh no")
  }

  @Test func `what executes code is run only where that was asked for`() throws {
    let scene = try Scene()
    try tool("pytest", "[ \"$4\" = test_a.py ]", in: scene)
    let name = "pytest (runs the tests)"
    let idle = try checks(scene, ["test_a.py": "x = 1\n"])[name]
    #expect(idle?.result == .notRun && idle?.why == "it executes code of the repository (--run-code)")
    #expect(try checks(scene, ["test_a.py": "x = 2\n"], runsCode: true)[name]?.result == .passed)
  }

  @Test func `a check of folders is started in each of them, after it was prepared`() throws {
    let scene = try Scene()
    try tool("terraform", "case \"$1\" in init) touch ready ;; validate) [ -f ready ] ;; esac", in: scene)
    let all = try checks(scene, ["a/main.tf": "\n", "a/x.tf": "\n", "b/main.tf": "\n"], runsCode: true)
    let found = all.filter { $0.key.hasPrefix("terraform validate (runs its providers)") }
    #expect(
      found.keys.sorted() == [
        "terraform validate (runs its providers), 1 of 2", "terraform validate (runs its providers), 2 of 2",
      ])
    #expect(found.values.allSatisfy { $0.result == .passed })
    #expect(Set(found.values.compactMap { $0.command?.cwd }) == ["a", "b"])
  }

  @Test func `where the preparation fails, nothing is said to have failed`() throws {
    let scene = try Scene()
    try tool("terraform", "[ \"$1\" = init ] && echo 'no providers' && exit 1; exit 0", in: scene)
    let check = try checks(scene, ["a/main.tf": "\n"], runsCode: true)[
      "terraform validate (runs its providers)"]
    #expect(check?.result == .notRun && check?.why == "init failed: exit status 1\nno providers")
  }

  @Test func `the linter that knows plug-ins sees none of the repository's`() throws {
    let scene = try Scene()
    try tool("ansible-lint", "find . -type f | sort >&2; exit 1", in: scene)
    try tool("ruff", "exit 0", in: scene)
    let files = [
      "roles/web/tasks/main.yml": "---\n", "roles/web/library/evil.py": "x = 1\n",
      "ansible.cfg": "[defaults]\n",
      "filter_plugins/f.txt": "x\n",
    ]
    let why = try checks(scene, files, allowFailed: "looking")["ansible-lint"]?.why ?? ""
    #expect(why.contains("./roles/web/tasks/main.yml") && why.contains("./README.md"), "\(why)")
    for hidden in ["evil.py", "ansible.cfg", "f.txt"] { #expect(!why.contains(hidden), "\(why)") }
  }

  @Test func `the tree that is looked at is the handoff's, and not what lies beside it`() throws {
    let scene = try Scene(["gone.txt": "x\n", "kept.txt": "x\n"])
    try tool("yamllint", "ls; exit 1", in: scene)
    try scene.delete("gone.txt")
    try scene.write(["beside.txt": "x\n"])
    let why = try checks(scene, ["a.yml": "a: 1\n"], allowFailed: "looking")["yamllint"]?.why ?? ""
    #expect(why.contains("gone.txt") && why.contains("kept.txt") && !why.contains("beside.txt"), "\(why)")
  }
}

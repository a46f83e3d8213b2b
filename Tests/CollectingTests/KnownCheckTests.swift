import Testing

@testable import Collecting

/// Which parser or linter looks at which file, and what may be run only where somebody says so.
struct KnownCheckTests {
  private func checks(_ path: String, _ text: String = "") -> [String] {
    let file = CheckedFile(path: path, bytes: Array(text.utf8))
    return KnownCheck.all.filter { $0.takes(file) }.map(\.name).sorted()
  }

  /// A file and what takes it, besides what its extension alone would.
  static let files: [(path: String, text: String, checks: [String])] = [
    ("a.yml", "", ["yamllint"]), ("deep/er/a.yaml", "", ["yamllint"]), ("a.json", "", []),
    ("README.md", "", []),
    ("stacks/web/compose.yml", "", ["compose-spec", "yamllint"]),
    ("stacks/web/docker-compose.yaml", "", ["compose-spec", "yamllint"]),
    ("stacks/web/compose.override.yml", "", ["compose-spec", "yamllint"]),
    ("stacks/web/decompose.yml", "", ["yamllint"]),
    ("modules/x/main.tf", "", ["terraform fmt", "terraform validate"]),
    ("modules/x/examples/full/main.tf", "", ["terraform fmt"]), ("x.tfvars", "", ["terraform fmt"]),
    ("modules/x/tests/a.tftest.hcl", "", ["terraform fmt", "terraform test"]), ("x.hcl", "", []),
    ("Dockerfile", "", ["hadolint"]), ("web/Containerfile.dev", "", ["hadolint"]),
    ("web.Dockerfile", "", ["hadolint"]),
    ("run.sh", "", ["shellcheck"]), ("bin/run", "#!/bin/sh\n", ["shellcheck"]),
    ("bin/run", "#!/usr/bin/env bash\n", ["shellcheck"]), ("bin/run", "#!/usr/bin/env fish\n", []),
    ("bin/run", "#!/usr/bin/python3\n", []), ("bin/run", "echo /bin/sh\n", []),
    ("app.py", "", ["mypy", "ruff check", "ruff format"]),
    ("tests/test_app.py", "", ["mypy", "pytest", "ruff check", "ruff format"]),
    ("tests/app_test.py", "", ["mypy", "ruff check", "ruff format"]), ("schema.sql", "", ["sqlfluff"]),
    ("prometheus.yml", "", ["promtool config", "yamllint"]),
    ("alertmanager.yml", "", ["amtool", "yamllint"]),
    ("rules/disk.yml", "groups:\n  - name: disk\n", ["promtool rules", "yamllint"]),
    ("rules/disk.yml", "---\n", ["yamllint"]), ("disk.yml", "groups:\n", ["yamllint"]),
    ("roles/web/tasks/main.yml", "---\n", ["ansible-lint", "yamllint"]),
    ("roles/web/molecule/x.yml", "---\n", ["yamllint"]), ("tasks/main.yml", "---\n", ["yamllint"]),
    ("site.yml", "---\n- hosts: all\n", ["ansible-lint", "ansible-playbook --syntax-check", "yamllint"]),
    (
      "site.yml", "---\n- name: x\n  hosts: all\n",
      ["ansible-lint", "ansible-playbook --syntax-check", "yamllint"]
    ),
    ("roles/web/tasks/hosts.yml", "- hosts: all\n", ["ansible-lint", "yamllint"]),
  ]

  @Test(arguments: files.indices)
  func `a file is looked at by what knows its kind, and by nothing else`(index: Int) {
    let file = Self.files[index]
    #expect(checks(file.path, file.text) == file.checks, "\(file.path)")
  }

  @Test func `what runs code of the repository says so, and linters run none`() {
    let running = KnownCheck.all.filter { $0.executes != nil }.map(\.name)
    #expect(
      running == [
        "ansible-playbook --syntax-check", "terraform validate", "terraform test", "mypy", "pytest",
      ])
  }

  @Test func `the one linter that would execute plug-ins is kept away from them`() {
    #expect(KnownCheck.all.filter(\.isWary).map(\.name) == ["ansible-lint"])
  }

  @Test func `what works on a folder is started in it`() {
    #expect(
      KnownCheck.all.filter { $0.scope == .folders }.map(\.name) == ["terraform validate", "terraform test"])
  }

  @Test func `no check has a colour, a cache or a network in its arguments`() {
    for check in KnownCheck.all {
      #expect(!check.programs.isEmpty && check.seconds > 0)
      #expect(
        !check.arguments.contains { $0.contains("--fix") || $0 == "-w" || $0 == "--write" }, "\(check.name)")
    }
  }

  @Test func `names differ, so that evidence is told apart`() {
    #expect(Set(KnownCheck.all.map(\.name)).count == KnownCheck.all.count)
  }
}

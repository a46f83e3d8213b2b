import Foundation
import Testing
import TestSupport

/// Parsers and linters that a handoff runs, on a scratch copy and in an environment of their own.
struct HandoffCheckTests {
  /// A repository with a shell script to hand off, and tools that only this test knows.
  private func scene(_ tool: String = "exit 0") throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/committed.txt", "committed\n")
    try sandbox.commitAll()
    try sandbox.write("repo/run.sh", "#!/bin/sh\necho run\n")
    try sandbox.write("repo/not-handed-off.txt", "mine\n")
    try sandbox.write(
      "tools/shellcheck", "#!/bin/sh\n[ \"$1\" = --version ] && echo 'version: 9.9.1' && exit\n\(tool)\n")
    try sandbox.run("chmod", ["+x", "tools/shellcheck"])
    return sandbox
  }

  private func create(_ sandbox: Sandbox, _ words: String...) throws -> Finished {
    try sandbox.tenon(
      ["handoff", "create", "--include", "run.sh", "--json"] + words,
      extra: ["PATH": "\(sandbox.path("tools")):/usr/bin:/bin", "SECRET_TOKEN": "hidden"])
  }

  private func checks(_ sandbox: Sandbox) throws -> [[String: Any]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("repo/.tenon/handoffs"))
    let name = try #require(names.first { $0.hasSuffix(".json") })
    let data = Data(try sandbox.text("repo/.tenon/handoffs/\(name)").utf8)
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(manifest["checks"] as? [[String: Any]])
  }

  @Test func `nothing is run unless somebody asks`() throws {
    let sandbox = try scene("touch \"\(NSTemporaryDirectory())/never\"; exit 1")
    #expect(try create(sandbox).status == 0)
    #expect(
      try checks(sandbox).contains {
        $0["result"] as? String == "not-run" && ($0["why"] as? String)?.contains("--run-checks") == true
      })
  }

  @Test func `the tool sees exactly the handed-off tree and nothing of the person's`() throws {
    let sandbox = try scene("ls > \"$SAW\" 2>/dev/null; pwd; ls -a; env; exit 1")
    let finished = try create(sandbox, "--run-checks")
    #expect(finished.status == 65, "\(finished.text)")
    #expect(
      finished.text.contains("committed.txt") && finished.text.contains("--allow-failed"), "\(finished.text)")
    #expect(!finished.text.contains("not-handed-off") && !finished.text.contains("hidden"))
    #expect(!sandbox.exists("repo/.tenon/handoffs"))
  }

  @Test func `Ansible's linter finds the roles of the tree, whose settings it does not read`() throws {
    let sandbox = try scene()
    try sandbox.write("repo/infra/roles/web/tasks/main.yml", "---\n")
    try sandbox.write("tools/ansible-lint", "#!/bin/sh\necho \"roles at $ANSIBLE_ROLES_PATH\"\nexit 1\n")
    try sandbox.run("chmod", ["+x", "tools/ansible-lint"])
    let finished = try create(sandbox, "--include", "infra", "--run-checks")
    #expect(finished.status == 65 && finished.text.contains("roles at infra/roles"), "\(finished.text)")
  }

  @Test func `tool, version, arguments and result are evidence`() throws {
    let sandbox = try scene()
    #expect(try create(sandbox, "--run-checks").status == 0)
    let check = try #require(try checks(sandbox).first { $0["name"] as? String == "shellcheck" })
    #expect(check["result"] as? String == "passed" && check["tool_version"] as? String == "9.9.1", "\(check)")
    #expect(
      (check["command"] as? [String: Any])?["argv"] as? [String] == ["shellcheck", "--color=never", "run.sh"])
  }

  @Test func `a failure is shown and handed off only with a reason`() throws {
    let sandbox = try scene("echo 'run.sh:2: oh no'; exit 1")
    #expect(try create(sandbox, "--run-checks").status == 65)
    #expect(try create(sandbox, "--run-checks", "--allow-failed", "known since May").status == 0)
    let check = try #require(try checks(sandbox).first { $0["name"] as? String == "shellcheck" })
    let why = try #require(check["why"] as? String)
    #expect(check["result"] as? String == "failed" && why.hasPrefix("allowed: known since May\n"))
    #expect(why.contains("run.sh:2: oh no"))
  }

  @Test func `a tool that is not there is not run, and says so`() throws {
    let sandbox = try scene()
    try sandbox.write("repo/a.tf", "locals {}\n")
    let finished = try sandbox.tenon(
      ["handoff", "create", "--include", "a.tf", "--run-checks"], extra: ["PATH": "/nowhere"])
    #expect(finished.status == 0, "\(finished.errorText)")
    let all = try checks(sandbox)
    #expect(all.contains { $0["why"] as? String == "terraform is not installed" }, "\(all)")
    #expect(all.contains { ($0["why"] as? String)?.contains("--run-code") == true })
  }
}

import Foundation
import Testing
import TestSupport

/// Tenon inside of a hook of git's, where `GIT_INDEX_FILE` names what is about to be committed.
struct HookTests {
  private func handedOff() throws -> (sandbox: Sandbox, id: String) {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.tenon("new", "compose-stack", "web")
    try sandbox.tenon("handoff", "create")
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("repo/.tenon/handoffs"))
    let id = try #require(names.first { $0.hasSuffix(".json") }).dropLast(".json".count)
    let hook = "#!/bin/sh\nexec \(try tenonExecutable()) handoff verify \(id) --index\n"
    try sandbox.write("repo/.git/hooks/pre-commit", Array(hook.utf8), executable: true)
    try sandbox.write("repo/docs/other.md", "staged before\n")
    try sandbox.git("add", "docs/other.md")
    return (sandbox, String(id))
  }

  @Test func `a pre-commit hook verifies what a partial commit is to hold`() throws {
    let (sandbox, id) = try handedOff()
    try sandbox.git("add", "services", ".tenon")
    let committed = try sandbox.run(
      "git", ["commit", "-q", "--only", "-m", "lay out", "--", "services", ".tenon"], in: "repo")
    #expect(committed.status == 0, "\(committed.errorText)")
    #expect(try sandbox.tenon("handoff", "verify", id, "--commit", "HEAD").status == 0)
  }

  @Test func `the hook stops a commit that holds more`() throws {
    let (sandbox, _) = try handedOff()
    try sandbox.git("add", "services", ".tenon")
    let committed = try sandbox.run("git", ["commit", "-q", "-m", "lay out"], in: "repo")
    #expect(committed.status == 1)
    #expect((committed.text + committed.errorText).contains("docs/other.md"), "\(committed.errorText)")
  }
}

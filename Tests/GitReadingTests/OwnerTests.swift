import Diagnostics
import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport
import Texts

/// Owners can only be changed by root; git's verdict on the same repository is the oracle.
@Suite(.enabled(if: geteuid() == 0, "only root can give a repository away"))
struct OwnerTests {
  /// Each runs in a process of its own, since libgit2 reads HOME but once.
  private static let configurations = [
    "", "[safe]\n\tdirectory = *\n", "[safe]\n\tdirectory = ROOT/repo\n", "[safe]\n\tdirectory = ~/../repo\n",
    "[safe]\n\tdirectory = ROOT/other\n", "[safe]\n\tdirectory = ROOT/repo\n\tdirectory =\n",
    "[safe]\n\tdirectory = *\n\tdirectory =\n\tdirectory = ROOT/repo\n",
  ]

  @Test(arguments: configurations.indices.map { ($0, ".") } + [(0, ".git"), (1, ".git")])
  func `a repository of somebody else is opened where git does`(number: Int, foreign: String) async throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let text = Self.configurations[number].replacingOccurrences(of: "ROOT", with: sandbox.root)
    try sandbox.write("home/.gitconfig", text)
    try sandbox.run("chown", ["-R", "nobody", foreign], in: "repo")
    let gitOpens = try sandbox.run("git", ["rev-parse", "--git-dir"], in: "repo").status == 0
    let (home, repository) = (sandbox.path("home"), sandbox.path("repo"))
    await #expect(processExitsWith: .success) {
      [home = home as String, repository = repository as String, gitOpens = gitOpens as Bool] in
      unsafe setenv("HOME", home, 1)
      unsafe setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
      let refusal = reason { _ = try GitRepository(containing: repository) }
      if (refusal == nil) != gitOpens || (refusal != nil && refusal != .foreignOwner(repository)) { exit(1) }
    }
  }

  @Test func `a repository of who called sudo is one's own`() async throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.run("chown", ["-R", "4711", "."], in: "repo")
    let repository = sandbox.path("repo")
    await #expect(processExitsWith: .success) { [repository = repository as String] in
      unsafe setenv("HOME", "/nonexistent", 1)
      unsafe setenv("SUDO_UID", "4711", 1)
      if reason({ _ = try GitRepository(containing: repository) }) != nil { exit(1) }
      unsafe setenv("SUDO_UID", "4712", 1)
      if reason({ _ = try GitRepository(containing: repository) }) != .foreignOwner(repository) { exit(2) }
    }
  }

  @Test func `the hint names the repository for a shell`() {
    let error = GitError(.open("x"), .foreignOwner("/a b/it's"))
    #expect(error.diagnostics.first?.hints == [#"git config --global --add safe.directory '/a b/it'\''s'"#])
  }
}

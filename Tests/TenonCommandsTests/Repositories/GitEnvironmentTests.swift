import Foundation
import Testing
import TestSupport

/// `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE` mean to tenon what they mean to git, and nothing is written to them.
@Suite struct GitEnvironmentTests {
  /// What is set, and where the command is started; `$` stands for the sandbox.
  struct Setting: CustomTestStringConvertible, Sendable {
    let variables: [String: String]
    let folder: String

    var testDescription: String { "\(variables.sorted { $0.key < $1.key }) in \(folder)" }
  }

  static let settings = [
    Setting(variables: [:], folder: "repo"),
    Setting(variables: ["GIT_DIR": ".git"], folder: "repo"),
    Setting(variables: ["GIT_DIR": "$/repo/.git"], folder: "repo"),
    Setting(variables: ["GIT_DIR": "$/repo/.git"], folder: "tree"),
    Setting(variables: ["GIT_DIR": "../repo/.git"], folder: "tree"),
    Setting(variables: ["GIT_DIR": "$/repo/.git", "GIT_WORK_TREE": "$/tree"], folder: "home"),
    Setting(variables: ["GIT_DIR": "../repo/.git", "GIT_WORK_TREE": "../tree"], folder: "home"),
    Setting(variables: ["GIT_DIR": "$/bare.git", "GIT_WORK_TREE": "$/tree"], folder: "tree/u"),
    Setting(variables: ["GIT_WORK_TREE": "$/tree"], folder: "repo"),
    Setting(variables: ["GIT_DIR": "$/repo/.git/worktrees/linked"], folder: "linked"),
    Setting(variables: ["GIT_DIR": "$/repo/.git", "GIT_INDEX_FILE": "$/other-index"], folder: "repo"),
    Setting(variables: ["GIT_INDEX_FILE": "../other-index"], folder: "repo/u"),
    Setting(variables: ["GIT_INDEX_FILE": "$/no-index"], folder: "repo"),
    Setting(variables: ["GIT_DIR": "", "GIT_WORK_TREE": "", "GIT_INDEX_FILE": ""], folder: "repo"),
  ]

  @Test(arguments: settings)
  func `the repository, its root and what is dirty are git's`(setting: Setting) throws {
    let sandbox = try Self.sandbox()
    let extra = setting.variables.mapValues { $0.replacing("$", with: sandbox.root) }
    let forGit = extra.filter { !$0.value.isEmpty }
    func git(_ arguments: String...) throws -> String {
      let finished = try sandbox.run("git", arguments, in: setting.folder, extra: forGit)
      #expect(finished.status == 0, "\(finished.errorText)")
      return finished.text
    }
    let root = try git("rev-parse", "--show-toplevel").trimmingCharacters(in: .newlines)
    let dirty = Set(
      try git("status", "--porcelain", "-uall").split(separator: "\n").map { $0.dropFirst(3) }
    ).count
    let folders = ["repo/.git", "bare.git"]
    let before = try folders.map { try StampedSnapshot(of: sandbox.path($0)) }
    let index = try sandbox.read("other-index")
    let finished = try sandbox.tenon("status", "--repository", "--json", in: setting.folder, extra: extra)
    #expect(finished.status == 0, "\(finished.errorText)")
    let status = try JSONDecoder().decode(Status.self, from: finished.output)
    #expect(status.repository.root == root)
    #expect(status.repository.dirty == dirty)
    for (folder, before) in zip(folders, before) {
      #expect(try StampedSnapshot(of: sandbox.path(folder)).differences(from: before) == [])
    }
    #expect(try sandbox.read("other-index") == index)
  }

  @Test func `what is laid out lands in the working tree that is named, and .git stays as it is`() throws {
    let sandbox = try Self.sandbox()
    let before = try StampedSnapshot(of: sandbox.path("repo/.git"))
    let extra = ["GIT_DIR": sandbox.path("repo/.git"), "GIT_WORK_TREE": sandbox.path("tree")]
    let finished = try sandbox.tenon(
      "new", "config-file", "web", "--into", sandbox.path("tree/web"), in: "home", extra: extra)
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(sandbox.exists("tree/web") && sandbox.exists("tree/.tenon"))
    #expect(!sandbox.exists("repo/.tenon") && !sandbox.exists("home/.tenon"))
    #expect(try StampedSnapshot(of: sandbox.path("repo/.git")).differences(from: before) == [])
  }

  @Test(arguments: [["GIT_DIR": "$/nowhere"], ["GIT_DIR": "$/repo"], ["GIT_WORK_TREE": "$/nowhere"]])
  func `what names nothing is refused, and nothing else is looked for`(variables: [String: String]) throws {
    let sandbox = try Self.sandbox()
    let extra = variables.mapValues { $0.replacing("$", with: sandbox.root) }
    let finished = try sandbox.tenon("status", extra: extra)
    #expect([66, 74].contains(finished.status), "\(finished.status) \(finished.errorText)")
    #expect(try sandbox.run("git", ["status"], in: "repo", extra: extra).status != 0)
  }

  private struct Status: Decodable {
    let repository: Repository

    struct Repository: Decodable {
      let root: String
      let dirty: Int
    }
  }

  /// A repository, another tree of it, one linked to it, and a bare one; an index in which nothing is tracked.
  private static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/u/a", "1\n")
    try sandbox.write("repo/b", "2\n")
    try sandbox.commitAll()
    try sandbox.write("repo/c", "3\n")
    try sandbox.write("tree/u/a", "1, other\n")
    try sandbox.git("clone", "-q", "--bare", ".", "../bare.git")
    try sandbox.git("worktree", "add", "-q", "--detach", "../linked")
    try sandbox.run(
      "git", ["read-tree", "--empty"], in: "repo", extra: ["GIT_INDEX_FILE": sandbox.path("other-index")])
    return sandbox
  }
}

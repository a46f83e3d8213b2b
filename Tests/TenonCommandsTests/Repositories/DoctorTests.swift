import Foundation
import Testing
import TestSupport

/// What `tenon doctor` says about a repository that works, and about each thing that is odd.
struct DoctorTests {
  @Test func `the facts are the repository's own`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    let found = try Found(in: sandbox)
    #expect(found.schema == "tenon.doctor/1" && found.works && found.status == 0)
    #expect(found.libgit2.hasPrefix("1."))
    #expect(found.git?.hasSuffix("/git") == true)
    #expect(found.repository?.root == sandbox.path("repo"))
    #expect(found.repository?.commit == (try sandbox.git("rev-parse", "HEAD").text.dropLast()).description)
    #expect(found.repository?.branch == "main")
    #expect(found.workspace?.units == 0)
    #expect(found.skeletons.contains { $0.name == "compose-stack" && $0.origin == "built in" })
  }

  @Test func `a person reads the same in lines`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    let text = try sandbox.tenon("doctor").text
    for words in ["libgit2     1.", "repository  \(sandbox.path("repo"))", "on main, at ", "0 units"] {
      #expect(text.contains(words), "\(text)")
    }
  }

  @Test func `a shallow clone and a worktree are told apart`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.git("clone", "-q", "--depth", "1", "file://\(sandbox.path("repo"))", "../clone")
    #expect(try Found(in: sandbox, "clone").repository?.shallow == true)
    try sandbox.git("worktree", "add", "-q", "../side")
    #expect(
      try Found(in: sandbox, "side").repository?.gitDirectory == sandbox.path("repo/.git/worktrees/side"))
  }

  @Test(arguments: [
    (".gitignore", ".tenon/\n", "git ignores tenon's records", "git check-ignore -v"),
    (".gitignore", "*.json\n", "git ignores tenon's records", "git check-ignore -v"),
    (".pre-commit-config.yaml", "repos: []\n", "pre-commit's hooks may change", #"exclude: '^\.tenon/'"#),
    (
      ".pre-commit-config.yaml", "exclude: ^vendor/\nrepos: []\n", "pre-commit's hooks may change",
      #"exclude: '^\.tenon/|^vendor/'"#
    ),
    (".pre-commit-config.yaml", "a: &a 1\nb: *a\n", "pre-commit's hooks may change", "exclude:"),
    (
      ".tenon/workspace.yaml",
      "allow: [{ path: gone.pem, rule: private-key, digest: '\(String(repeating: "3f", count: 20))', why: a test key }]\n",
      "'allow:' names 'gone.pem'",
      "remove the entry"
    ),
  ])
  func `what is odd is said, with what to do`(file: String, text: String, words: String, hint: String) throws
  {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    #expect(try !Found(in: sandbox).findings.contains { $0.message.contains(words) })
    try sandbox.write("repo/\(file)", text)
    let found = try Found(in: sandbox)
    let finding = try #require(found.findings.first { $0.message.contains(words) }, "\(found.findings)")
    #expect(finding.hints.contains { $0.contains(hint) }, "\(finding.hints)")
    #expect(found.works && found.status == 0)
  }

  @Test(arguments: [
    #"exclude: ^\.tenon/"#, #"exclude: '(^|/)\.tenon/'"#, "a: &a 1\nb: *a\nexclude: ^\\.tenon/\n",
  ])
  func `an exclude that names the folder is enough`(text: String) throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.write("repo/.pre-commit-config.yaml", text)
    #expect(try !Found(in: sandbox).findings.contains { $0.path == ".pre-commit-config.yaml" })
  }

  @Test func `hooks are found where git looks for them`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    #expect(try Found(in: sandbox).repository?.hooks == [])
    try sandbox.write("repo/.git/hooks/commit-msg", Array("#!/bin/sh\n".utf8), executable: true)
    #expect(try Found(in: sandbox).repository?.hooks == ["commit-msg"])
    try sandbox.write("repo/tools/hooks/pre-commit", Array("#!/bin/sh\n".utf8), executable: true)
    try sandbox.git("config", "core.hooksPath", "tools/hooks")
    let found = try Found(in: sandbox, "repo/docs")
    #expect(found.repository?.hooks == ["pre-commit"])
    #expect(found.findings.contains { $0.message.contains("pre-commit hook") })
  }

  @Test func `the executable bit, a merge and committed state are looked at`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.git("config", "core.fileMode", "false")
    try sandbox.write("repo/.tenon/state/journal", "x")
    try sandbox.git("add", "-f", ".tenon/state")
    try sandbox.write("repo/.git/MERGE_HEAD", try sandbox.git("rev-parse", "HEAD").text)
    let found = try Found(in: sandbox)
    for words in ["executable bit", "a merge is in progress", "belong to this working tree only"] {
      #expect(found.findings.contains { $0.message.contains(words) }, "\(words): \(found.findings)")
    }
    #expect(found.repository?.operation == "merge")
  }

  @Test
  func `a file of the workspace that cannot be read stops the examination, and all that was found is said`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "layout: [\n")
    let found = try Found(in: sandbox)
    #expect(found.status == 65 && !found.works)
    #expect(found.repository?.branch == "main")
    #expect(found.findings.first?.path == ".tenon/workspace.yaml")
  }

  @Test func `a skeleton with faults is named, and one that is hidden`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons: [{ path: skels }]\n")
    try sandbox.write("repo/skels/broken/skeleton.yaml", "name: broken\n")
    try sandbox.write(
      "repo/skels/compose-stack/skeleton.yaml",
      "name: compose-stack\nversion: 9.0.0\nsummary: Ours\ndestination: x/<% name %>\nvariables:\n  name: { type: string }\n"
    )
    try sandbox.write("repo/skels/compose-stack/files/a", "x\n")
    let found = try Found(in: sandbox)
    #expect(found.findings.contains { $0.path?.contains("broken") == true }, "\(found.findings)")
    let named = found.skeletons.filter { $0.name == "compose-stack" }
    #expect(named.map(\.version).first == "9.0.0")
    #expect(named.map(\.hidden) == [false, true])
  }

  @Test func `a machine without git is odd`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    let said = try sandbox.tenon("doctor", extra: ["PATH": sandbox.path("home")])
    #expect(said.text.contains("git         none in PATH"), "\(said.text)")
  }
}

/// The document of `tenon doctor --json`.
private struct Found: Decodable {
  let schema: String
  let libgit2: String
  let git: String?
  let works: Bool
  let repository: Repository?
  let workspace: Workspace?
  let skeletons: [Skeleton]
  let findings: [Finding]
  private(set) var status: Int32?

  struct Repository: Decodable {
    let root: String
    let gitDirectory: String
    let branch: String?
    let commit: String?
    let operation: String?
    let shallow: Bool
    let hooks: [String]

    enum CodingKeys: String, CodingKey {
      case root, branch, commit, operation, shallow, hooks
      case gitDirectory = "git_directory"
    }
  }

  struct Workspace: Decodable { let units: Int }

  struct Skeleton: Decodable {
    let name: String
    let version: String
    let origin: String
    let hidden: Bool
  }

  struct Finding: Decodable {
    let message: String
    let path: String?
    let hints: [String]
  }

  init(in sandbox: Sandbox, _ folder: String = "repo") throws {
    let said = try sandbox.tenon("doctor", "--json", in: folder)
    self = try JSONDecoder().decode(Found.self, from: said.output)
    status = said.status
  }
}

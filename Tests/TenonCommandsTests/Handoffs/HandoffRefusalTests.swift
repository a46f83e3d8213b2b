import Foundation
import Testing
import TestSupport

/// What cannot be committed as it stands is not handed off, and nothing is written.
@Suite struct HandoffRefusalTests {
  /// Expects a refusal with this status and these words, and a working tree that nobody touched.
  private func expectRefusal(
    _ scene: HandoffScene, _ status: Int32, _ words: String, _ arguments: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try Snapshot(of: scene.sandbox.path("repo"))
    let finished = try scene.sandbox.tenon(["handoff", "create"] + arguments)
    #expect(
      finished.status == status, "\(finished.text)\(finished.errorText)", sourceLocation: sourceLocation)
    #expect(finished.errorText.contains(words), "\(finished.errorText)", sourceLocation: sourceLocation)
    let differences = try Snapshot(of: scene.sandbox.path("repo")).differences(from: before)
    #expect(differences.isEmpty, "\(differences)", sourceLocation: sourceLocation)
  }

  @Test func `a file with conflict markers`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    try scene.sandbox.write(
      "repo/services/web/README.md", "# web\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n")
    try expectRefusal(scene, 2, "services/web/README.md:2: the file contains conflict markers")
  }

  @Test func `a heading underlined with equal signs is no conflict`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "Title\n=======\n\n>>>>>>>\n<<<<<<<\n")
    #expect(try scene.handOff("--include", "notes.txt").files.count == 1)
  }

  @Test func `an unmerged path`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "mine\n")
    try scene.git("stash", "-q")
    try scene.sandbox.write("repo/notes.txt", "theirs\n")
    try scene.sandbox.commitAll()
    _ = try scene.sandbox.run("git", ["stash", "pop", "-q"], in: "repo")
    try scene.sandbox.write("repo/notes.txt", "resolved\n")
    try expectRefusal(scene, 2, "notes.txt: the path is unmerged", "--include", "notes.txt")
  }

  @Test func `a merge in progress`() throws {
    let scene = try HandoffScene()
    try scene.git("checkout", "-q", "-b", "other")
    try scene.sandbox.write("repo/other.txt", "x\n")
    try scene.sandbox.commitAll()
    try scene.git("checkout", "-q", "main")
    try scene.git("merge", "-q", "--no-ff", "--no-commit", "other")
    try scene.sandbox.write("repo/notes.txt", "two\n")
    try expectRefusal(scene, 2, "a merge is in progress", "--include", "notes.txt")
  }

  @Test func `a credential, unless the workspace allows it by its content`() throws {
    let scene = try HandoffScene()
    let key =
      "-----BEGIN OPENSSH "
      + "PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB\n-----END OPENSSH "
      + "PRIVATE KEY-----\n"
    try scene.sandbox.write("repo/test.pem", key)
    try expectRefusal(scene, 65, "test.pem:1", "--include", "test.pem")
    #expect(try scene.tenon("secrets", "allow", "test.pem:1", "--why", "a test key").status == 0)
    #expect(try scene.handOff("--include", "test.pem").files.count == 1)
    try scene.sandbox.write("repo/test.pem", "# moved\n" + key)
    #expect(try scene.handOff("--include", "test.pem").files.count == 1)
    try scene.sandbox.write("repo/test.pem", key.replacing("b3Blbn", with: "c3Blbn"))
    try expectRefusal(scene, 65, "test.pem:1", "--include", "test.pem")
  }

  @Test(arguments: ["--title", "--question", "--decision"])
  func `a credential among the words, which are committed or kept as well`(option: String) throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "two\n")
    let token = "ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"
    try expectRefusal(
      scene, 65, "contains what looks like a GitHub token", "--include", "notes.txt", option, "use=\(token)")
  }

  @Test func `a file behind a filter that runs a program`() throws {
    let scene = try HandoffScene()
    try scene.git("config", "filter.lfs.clean", "git-lfs clean -- %f")
    try scene.sandbox.write("repo/.gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n")
    try scene.sandbox.commitAll()
    try scene.sandbox.write("repo/big.bin", "x\n")
    try expectRefusal(scene, 65, "big.bin", "--include", "big.bin")
  }

  @Test func `records that git ignores`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/.gitignore", ".tenon/\n")
    try scene.sandbox.commitAll()
    try scene.layOut()
    try expectRefusal(scene, 65, ".tenon/units/service/web/record.json: ignored by git")
  }

  @Test func `a name that is not UTF-8`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.run("bash", ["-c", "mkdir odd && printf x > $'odd/b\\xff'"], in: "repo")
    try expectRefusal(scene, 65, #""odd/b\377": the name is not UTF-8"#, "--include", "odd")
  }

  @Test func `an ignored file that was asked for`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/.gitignore", "*.log\n")
    try scene.sandbox.commitAll()
    try scene.sandbox.write("repo/a.log", "x\n")
    try expectRefusal(scene, 65, "git ignores 'a.log'", "--include", "a.log")
  }

  @Test func `all that is wrong is said at once`() throws {
    let scene = try HandoffScene()
    let markers = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    for name in ["a.txt", "b.txt"] { try scene.sandbox.write("repo/\(name)", markers) }
    try expectRefusal(
      scene, 2, "b.txt:1: the file contains conflict markers", "--include", "a.txt", "--include", "b.txt")
  }

  @Test func `nothing to hand off, no such unit, no such path, nothing changed`() throws {
    let scene = try HandoffScene()
    try expectRefusal(scene, 66, "nothing to hand off")
    try expectRefusal(scene, 66, "there is no unit 'service/wbe'", "service/wbe")
    try expectRefusal(scene, 66, "there is no 'nowhere' to include", "--include", "nowhere")
    try expectRefusal(scene, 66, "unchanged since HEAD", "--include", "notes.txt")
  }

  @Test func `arguments that make no sense`() throws {
    let scene = try HandoffScene()
    try expectRefusal(scene, 64, "invalid decision 'x'", "--decision", "x")
    try expectRefusal(scene, 64, "at most 72", "--title", String(repeating: "x", count: 80))
    #expect(try scene.tenon("handoff", "verify", "0000", "--index", "--commit", "HEAD").status == 64)
    #expect(try scene.tenon("handoff", "show", "0000").status == 66)
    #expect(try scene.tenon("handoff", "show", "../nowhere.json").status == 66)
  }

  @Test func `a manifest that somebody changed is not believed`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "two\n")
    let handoff = try scene.handOff("--include", "notes.txt")
    let path = "repo/.tenon/handoffs/\(handoff.id).json"
    try scene.sandbox.write(path, try scene.sandbox.text(path).replacing("notes.txt", with: "other.txt"))
    for command in ["show", "verify"] {
      let finished = try scene.tenon("handoff", command, handoff.id)
      #expect(finished.status == 65)
      #expect(finished.errorText.contains("the manifest was modified"), "\(finished.errorText)")
    }
  }
}

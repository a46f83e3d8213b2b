import Foundation
import Testing
import TestSupport

/// A librarian who follows the manifest to the letter gets the tree that it promised.
@Suite struct HandoffCommitTests {
  @Test func `a new unit is committed as handed off, and the commit proves it`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    #expect(try scene.verify(handoff).status == 0)
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    #expect(try scene.git("status", "--porcelain") == "")
    #expect(try scene.git("log", "-1", "--format=%s") == "feat(web): add service web")
    #expect(
      try scene.git("log", "-1", "--format=%(trailers:key=Tenon-Handoff,valueonly)") == handoff.id + "\n")
  }

  @Test func `modes, spaces and umlauts are handed off as they are`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    #expect(handoff.file("services/web/run.sh")?.mode == "100755")
    #expect(handoff.file("services/web/conf/über uns.txt")?.mode == "100644")
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
  }

  @Test func `on an unborn branch the handoff is the first commit`() throws {
    let scene = try HandoffScene(unborn: true)
    try scene.layOut()
    let handoff = try scene.handOff()
    #expect(handoff.repository.base.commit == nil)
    #expect(handoff.repository.base.branch == "main")
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.verify(handoff, "--commit", "HEAD").status == 0)
  }

  @Test func `with HEAD detached there is no branch to name`() throws {
    let scene = try HandoffScene()
    try scene.git("checkout", "-q", "--detach")
    try scene.layOut()
    let handoff = try scene.handOff()
    #expect(handoff.repository.base.branch == nil)
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
  }

  @Test func `what was staged before stays staged and stays out`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "one\ntwo\n")
    try scene.git("add", "notes.txt")
    try scene.layOut()
    let handoff = try scene.handOff()
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.git("status", "--porcelain") == "M  notes.txt")
    #expect(try scene.verify(handoff, "--commit", "HEAD").status == 0)
  }

  @Test func `an ignored file of the unit is left out, and said`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/.gitignore", "*.sh\n*.log\n")
    try scene.sandbox.commitAll()
    try scene.layOut()
    try scene.sandbox.write("repo/services/web/today.log", "x\n")
    try scene.sandbox.write("repo/services/web/mine.txt", "x\n")
    let handoff = try scene.handOff()
    #expect(handoff.file("services/web/run.sh") == nil)
    #expect(
      Set(handoff.roles.librarian.leave_out.map(\.path))
        == ["services/web/run.sh", "services/web/today.log", "services/web/mine.txt"])
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.verify(handoff, "--commit", "HEAD").status == 0)
    #expect(try scene.git("status", "--porcelain") == "?? services/web/mine.txt")
  }

  @Test func `a folder that git ignores is left out as one`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/.gitignore", ".cache/\n")
    try scene.sandbox.commitAll()
    try scene.layOut()
    for name in ["a", "b/c", "b/d"] { try scene.sandbox.write("repo/services/web/.cache/\(name)", "x\n") }
    let handoff = try scene.handOff()
    #expect(handoff.roles.librarian.leave_out == [.init(path: "services/web/.cache/", why: "git ignores it")])
  }

  @Test func `hand-written files are included by name or by folder, whatever their names`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/docs/new\nline.md", "x\n")
    try scene.sandbox.write("repo/docs/[a]*.md", "x\n")
    try scene.sandbox.write("repo/notes.txt", "two\n")
    try scene.sandbox.write("repo/other.txt", "stays\n")
    try FileManager.default.createSymbolicLink(
      atPath: scene.sandbox.path("repo/docs/link"), withDestinationPath: "../notes.txt")
    let handoff = try scene.handOff("--include", "docs", "--include", "notes.txt", "--title", "docs: say it")
    #expect(
      Set(handoff.files.map(\.path)) == ["docs/new\nline.md", "docs/[a]*.md", "docs/link", "notes.txt"])
    #expect(handoff.files.allSatisfy { $0.origin == "hand-written" && $0.unit == nil })
    #expect(handoff.file("docs/link")?.mode == "120000")
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.git("status", "--porcelain") == "?? other.txt")
  }

  @Test func `a path is taken from where the person stands`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/docs/a.md", "x\n")
    let handoff = try scene.handOff("--include", "a.md", in: "repo/docs")
    #expect(handoff.files.map(\.path) == ["docs/a.md"])
  }

  @Test func `a person's edit makes a file merged`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    try scene.sandbox.write("repo/services/web/README.md", "# web\n\nMine.\n")
    let handoff = try scene.handOff()
    #expect(handoff.file("services/web/README.md")?.origin == "merged")
    #expect(handoff.file("services/web/run.sh")?.origin == "generated")
  }

  @Test func `a removed unit is handed off with all that it had`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    try scene.sandbox.commitAll()
    try scene.succeed("remove", "service/web")
    let handoff = try scene.handOff()
    #expect(handoff.files.allSatisfy { $0.status == "deleted" && $0.unit == "service/web" })
    #expect(handoff.file("services/web/run.sh") != nil)
    #expect(handoff.file(".tenon/units/service/web/record.json") != nil)
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.verify(handoff, "--commit", "HEAD").status == 0)
    #expect(try scene.git("log", "-1", "--format=%s") == "refactor(web): remove service web")
  }

  @Test func `one of several units is handed off by its name alone`() throws {
    let scene = try HandoffScene()
    try scene.layOut("web")
    try scene.layOut("mail")
    let handoff = try scene.handOff("web")
    #expect(Set(handoff.files.map(\.unit)) == ["service/web", nil])
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.handOff().files.allSatisfy { $0.unit == "service/mail" })
  }

  @Test func `a deletion that was staged before is handed off like any other`() throws {
    let scene = try HandoffScene()
    try scene.git("rm", "-q", "notes.txt")
    try scene.sandbox.write("repo/added.txt", "x\n")
    let handoff = try scene.handOff("--include", "notes.txt", "--include", "added.txt")
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.verify(handoff, "--commit", "HEAD").status == 0)
  }

  @Test(arguments: [
    "[core]\n\tautocrlf = true\n", "[core]\n\tautocrlf = input\n", "[core]\n\teol = crlf\n",
    "[core]\n\tfileMode = false\n",
  ])
  func `git's own conversions are in the blobs`(config: String) throws {
    let scene = try HandoffScene(config: config)
    try scene.sandbox.write("repo/.gitattributes", "*.md text\n*.bat text eol=crlf\n*.bin -text\n")
    try scene.sandbox.commitAll()
    try scene.layOut()
    for name in ["a.md", "b.bat", "c.bin", "d.txt"] {
      try scene.sandbox.write("repo/mixed/\(name)", "one\r\ntwo\nthree\r\n")
    }
    try scene.sandbox.write("repo/services/web/README.md", "# web\r\n\r\nMine.\r\n")
    let handoff = try scene.handOff("--include", "mixed")
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    #expect(try scene.verify(handoff, "--commit", "HEAD").status == 0)
  }

  @Test func `the rollback of a handoff without a deployment takes the commit back`() throws {
    let scene = try HandoffScene()
    let before = try scene.tree()
    try scene.sandbox.write("repo/notes.txt", "two\n")
    let handoff = try scene.handOff("--include", "notes.txt")
    try scene.commit(handoff)
    let shown = try scene.succeed("handoff", "show", handoff.id, "--markdown").text
    let line = try #require(
      shown.split(separator: "\n").first {
        $0.trimmingCharacters(in: .whitespaces).hasPrefix("git revert")
      })
    let finished = try scene.sandbox.run(
      "bash", ["-c", line.trimmingCharacters(in: .whitespaces)], in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(try scene.tree() == before)
  }

  @Test(.requires("check-jsonschema")) func `the manifest is what the published schema says`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff("--question", "Why?", "--decision", "a=b")
    let schema = "\(projectRoot)/Tests/Fixtures/handoffs/handoff.schema.json"
    let finished = try scene.sandbox.run(
      "check-jsonschema", ["--schemafile", schema, ".tenon/handoffs/\(handoff.id).json"], in: "repo")
    #expect(finished.status == 0, "\(finished.text)")
  }

  @Test func `the Markdown has the skeleton's words about deploying`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    let markdown = try scene.sandbox.text("repo/.tenon/handoffs/\(handoff.id).md")
    #expect(try scene.succeed("handoff", "show", handoff.id, "--markdown").text == markdown)
    for expected in [
      "**Pre-requisites**", "The host of web is up", "ping -c1 web", "sh services/web/run.sh", "**Rollback**",
      "pkill web",
      "- web: web is a service now",
    ] {
      #expect(markdown.contains(expected), "\(expected)")
    }
  }

  @Test func `the same work has the same id, wherever the repository is`() throws {
    let ids = try (0..<2).map { _ in
      let scene = try HandoffScene()
      try scene.layOut()
      return try scene.handOff().id
    }
    #expect(ids[0] == ids[1])
  }
}

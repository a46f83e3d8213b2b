import Foundation
import Testing
import TestSupport

/// One thing more, less or other than handed off is found and named.
@Suite struct HandoffVerifyTests {
  /// A handoff of one new unit, not yet committed.
  private func prepared() throws -> (scene: HandoffScene, handoff: HandedOff) {
    let scene = try HandoffScene()
    try scene.layOut()
    return (scene, try scene.handOff())
  }

  @Test func `one byte more in the commit`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.write("repo/services/web/README.md", "# web\n\nIt says hello. \n")
    #expect(try scene.commit(handoff) != handoff.repository.expected_tree)
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 1)
    #expect(verified.text.hasPrefix("services/web/README.md: has different contents"), "\(verified.text)")
  }

  @Test func `one other mode in the commit`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.run("chmod", ["-x", "services/web/run.sh"], in: "repo")
    try scene.commit(handoff)
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 1)
    #expect(verified.text == "services/web/run.sh: has mode 100644, not 100755\n")
  }

  @Test func `one extra file in the commit`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.write("repo/extra.txt", "x\n")
    try scene.sandbox.commitAll()
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 1)
    #expect(verified.text == "extra.txt: is added, and is not in the handoff\n")
    #expect(verified.errorText.contains("no trailer 'Tenon-Handoff: \(handoff.id)'"))
  }

  @Test func `one file missing in the commit`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.git("add", ".tenon", "services/web/README.md", "services/web/run.sh")
    try scene.sandbox.git("commit", "-q", "-m", "some")
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 1)
    #expect(verified.text == "services/web/conf/über uns.txt: is missing\n")
  }

  @Test func `the working tree is compared too, and a newcomer in the unit's folder is named`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.write("repo/services/web/new.txt", "x\n")
    try scene.sandbox.write("repo/elsewhere.txt", "x\n")
    let verified = try scene.verify(handoff)
    #expect(verified.status == 1)
    #expect(verified.text == "services/web/new.txt: is added, and is not in the handoff\n")
  }

  @Test func `the index is compared with all that is staged`() throws {
    let (scene, handoff) = try prepared()
    #expect(try scene.verify(handoff, "--index").status == 1)
    try scene.sandbox.git("add", "-A")
    #expect(try scene.verify(handoff, "--index").status == 0)
    try scene.sandbox.write("repo/notes.txt", "two\n")
    try scene.sandbox.git("add", "-A")
    let verified = try scene.verify(handoff, "--index")
    #expect(verified.status == 1)
    #expect(verified.text == "notes.txt: is modified, and is not in the handoff\n")
  }

  @Test func `after the commit the working tree and the index are what was handed off`() throws {
    let (scene, handoff) = try prepared()
    try scene.commit(handoff)
    #expect(try scene.verify(handoff).status == 0)
    #expect(try scene.verify(handoff, "--index").status == 0)
  }

  @Test func `a base that moved elsewhere is taken with another tree`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.write("repo/notes.txt", "two\n")
    try scene.sandbox.git("commit", "-q", "-m", "meanwhile", "notes.txt")
    #expect(try scene.commit(handoff) != handoff.repository.expected_tree)
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    #expect(verified.errorText.contains("the base has moved"))
  }

  @Test func `a base that moved under a file of the handoff is a difference`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "mine\n")
    let handoff = try scene.handOff("--include", "notes.txt")
    try scene.sandbox.write("repo/notes.txt", "theirs\n")
    try scene.sandbox.git("commit", "-q", "-m", "meanwhile", "notes.txt")
    try scene.sandbox.write("repo/notes.txt", "mine\n")
    try scene.commit(handoff)
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 1)
    #expect(verified.text.hasPrefix("notes.txt: started from"), "\(verified.text)")
  }

  @Test func `a manifest is verified from a file in another clone`() throws {
    let (scene, handoff) = try prepared()
    try scene.commit(handoff)
    try scene.sandbox.run("git", ["clone", "-q", "repo", "clone"])
    try scene.sandbox.write("handed.json", try scene.sandbox.read("repo/.tenon/handoffs/\(handoff.id).json"))
    let verified = try scene.sandbox.tenon(
      "handoff", "verify", "../handed.json", "--commit", "main", in: "clone")
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
  }

  @Test func `a shallow clone proves the commit by the tree that was foretold`() throws {
    let (scene, handoff) = try prepared()
    try scene.commit(handoff)
    try scene.sandbox.write("handed.json", try scene.sandbox.read("repo/.tenon/handoffs/\(handoff.id).json"))
    try scene.sandbox.run(
      "git", ["clone", "-q", "--depth=1", "file://\(scene.sandbox.path("repo"))", "clone"])
    let verified = try scene.sandbox.tenon(
      "handoff", "verify", "../handed.json", "--commit", "HEAD", in: "clone")
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    try scene.sandbox.write("repo/extra.txt", "x\n")
    try scene.sandbox.git("add", "extra.txt")
    try scene.sandbox.git("commit", "-q", "--amend", "--no-edit")
    try FileManager.default.removeItem(atPath: scene.sandbox.path("clone"))
    try scene.sandbox.run(
      "git", ["clone", "-q", "--depth=1", "file://\(scene.sandbox.path("repo"))", "clone"])
    let other = try scene.sandbox.tenon(
      "handoff", "verify", "../handed.json", "--commit", "HEAD", in: "clone")
    #expect(other.status == 1)
    #expect(other.text.hasPrefix("the tree is "), "\(other.text)\(other.errorText)")
  }

  @Test func `a manifest travels with its commit as a note`() throws {
    let (scene, handoff) = try prepared()
    try scene.commit(handoff)
    try scene.git("notes", "--ref=tenon-handoff", "add", "--file=.tenon/handoffs/\(handoff.id).json", "HEAD")
    let note = try scene.git("notes", "--ref=tenon-handoff", "show", "HEAD")
    let verified = try scene.sandbox.tenon(
      ["handoff", "verify", "-", "--commit", "HEAD"], input: Array(note.utf8))
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
  }

  @Test func `with --json the verdict is a document`() throws {
    let (scene, handoff) = try prepared()
    try scene.sandbox.write("repo/services/web/new.txt", "x\n")
    let verified = try scene.verify(handoff, "--json")
    #expect(verified.status == 1)
    let document = try JSONSerialization.jsonObject(with: verified.output) as? [String: Any]
    #expect(document?["schema"] as? String == "tenon.handoff.verify/1")
    #expect(document?["exact"] as? Bool == false)
    let differences = document?["differences"] as? [[String: Any]]
    #expect(differences?.first?["path"] as? String == "services/web/new.txt")
    #expect(differences?.first?["kind"] as? String == "extra")
  }

  @Test func `undo takes back what was laid out, not the handoff, and calls it stale`() throws {
    let (scene, handoff) = try prepared()
    let undone = try scene.succeed("undo")
    #expect(!scene.sandbox.exists("repo/services/web"))
    #expect(undone.errorText.contains("handoff \(handoff.id) is stale"), "\(undone.errorText)")
    #expect(try scene.succeed("handoff", "list").text.contains("\(handoff.id)  stale"))
  }

  @Test func `the list tells what is current, committed and stale`() throws {
    let (scene, handoff) = try prepared()
    #expect(try scene.succeed("handoff", "list").text.contains("\(handoff.id)  current"))
    try scene.sandbox.write("repo/services/web/README.md", "other\n")
    #expect(try scene.succeed("handoff", "list").text.contains("\(handoff.id)  stale"))
    let other = try scene.handOff()
    try scene.commit(other)
    #expect(try scene.succeed("handoff", "list").text.contains("\(other.id)  committed"))
    try scene.sandbox.write("repo/.tenon/handoffs/000000000000.json", "{")
    #expect(try scene.succeed("handoff", "list").text.contains("000000000000  damaged"))
  }
}

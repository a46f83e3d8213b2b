import Foundation
import Testing
import TestSupport

/// From draft to committed, and how a handoff reaches others.
struct HandoffLifeTests {
  @Test func `a handoff that another one covers is superseded, and a stale one names its files`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let first = try scene.handOff("--title", "First")
    let second = try scene.handOff("--title", "Second")
    let listed = try scene.succeed("handoff", "list").text
    #expect(listed.contains("\(first.id)  superseded") && listed.contains("by \(second.id)"), "\(listed)")
    #expect(listed.contains("\(second.id)  current"))
    try scene.sandbox.write("repo/services/web/README.md", "# other\n")
    let stale = try scene.succeed("handoff", "list").text
    #expect(stale.contains("\(second.id)  stale") && stale.contains(": services/web/README.md"), "\(stale)")
  }

  @Test func `a committed one names its commit, and one with open questions is a draft`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let draft = try scene.handOff("--question", "Why?")
    #expect(try scene.succeed("handoff", "list").text.contains("\(draft.id)  draft"))
    try scene.commit(draft)
    let head = try scene.sandbox.git("rev-parse", "--short=8", "HEAD").text.split(separator: "\n")[0]
    let listed = try scene.succeed("handoff", "list").text
    #expect(listed.contains("\(draft.id)  committed") && listed.contains(" as \(head)"), "\(listed)")
  }

  @Test func `a committed one stays so when its files change again, and is superseded by nothing`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let first = try scene.handOff()
    try scene.commit(first)
    let commit = try scene.git("rev-parse", "--short=8", "HEAD")
    try scene.succeed("update", "web", "--set", "greeting=hi")
    let second = try scene.handOff()
    try scene.commit(second)
    try scene.git("revert", "--no-edit", "HEAD")
    let listed = try scene.succeed("handoff", "list").text
    for (id, short) in [(first.id, commit), (second.id, try scene.git("rev-parse", "--short=8", "HEAD~1"))] {
      let line = listed.split(separator: "\n").first { $0.hasPrefix(id) } ?? ""
      #expect(line.contains("  committed") && line.contains(" as \(short)"), "\(listed)")
    }
  }

  @Test func `a manifest goes to a file, and is verified from there in another clone`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    try scene.succeed("handoff", "show", handoff.id, "--to", "../handed.json")
    try scene.succeed("handoff", "show", handoff.id, "--to", "../handed.md")
    #expect(try scene.sandbox.text("handed.md").hasPrefix("# Handoff \(handoff.id)"))
    try scene.commit(handoff)
    try scene.sandbox.run("git", ["clone", "-q", "repo", "clone"])
    let verified = try scene.tenon("handoff", "verify", "../handed.json", "--commit", "HEAD", in: "clone")
    #expect(verified.status == 0, "\(verified.errorText)")
  }

  @Test func `nothing to hand off names what lies outside of all units`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "two\n")
    let finished = try scene.tenon("handoff", "create")
    #expect(
      finished.status == 66 && finished.errorText.contains("notes.txt; --include PATH"),
      "\(finished.errorText)")
  }

  @Test(.requires("ssh-keygen"))
  func `a signature counts only by the verifier's own list, and for this handoff`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    for key in ["mine", "other"] {
      try scene.sandbox.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key])
      try scene.sandbox.write("\(key).list", "me@example.org \(try scene.sandbox.text("\(key).pub"))")
    }
    try scene.succeed("handoff", "export", handoff.id, "--format", "in-toto", "--to", "../statement.json")
    try scene.sandbox.run(
      "ssh-keygen", ["-q", "-Y", "sign", "-n", "in-toto", "-f", "mine", "statement.json"])
    func verify(_ id: String, _ list: String) throws -> Finished {
      try scene.tenon(
        "handoff", "verify", id, "--signers", "../\(list)", "--signature", "../statement.json.sig")
    }
    let good = try verify(handoff.id, "mine.list")
    #expect(good.status == 0 && good.text.contains("signed by me@example.org"), "\(good.errorText)")
    #expect(try verify(handoff.id, "other.list").status == 65)
    let changed = try scene.handOff("--title", "Other")
    #expect(try verify(changed.id, "mine.list").status == 65)
  }

  @Test(.requires("ssh-keygen"))
  func `the printed commands sign the statement and attach it to the handed-off commit`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    try scene.commit(handoff)
    let commit = try scene.git("rev-parse", "HEAD")
    try scene.git("commit", "--quiet", "--allow-empty", "--message=Later")
    let said = try scene.succeed("handoff", "export", handoff.id, "--to", "../a statement.json").text
    let commands = said.split(separator: "\n").filter { $0.hasPrefix("  ") }.joined(separator: "\n")
    let key = "mkdir -p ~/.ssh && ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519"
    let finished = try scene.sandbox.run("bash", ["-ec", "\(key)\n\(commands)"], in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(try scene.git("notes", "--ref=in-toto-signature", "list").hasSuffix(commit))
  }

  @Test func `an in-toto statement names the tree, every file and the checks`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    let text = try scene.succeed("handoff", "export", handoff.id, "--format", "in-toto").text
    let statement = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(statement["_type"] as? String == "https://in-toto.io/Statement/v1")
    #expect(statement["predicateType"] as? String == "https://in-toto.io/attestation/test-result/v0.1")
    let subjects = try #require(statement["subject"] as? [[String: Any]])
    #expect((subjects.first?["digest"] as? [String: String])?.keys.first == "gitTree")
    #expect(subjects.dropFirst().allSatisfy { ($0["digest"] as? [String: String])?["gitBlob"] != nil })
    #expect((statement["predicate"] as? [String: Any])?["result"] as? String == "PASSED")
  }

  @Test func `check writes SARIF, where what fails is an error`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    try scene.sandbox.write("repo/services/web/README.md", "# edited\n")
    for (words, level) in [(["check"], "note"), (["check", "--fail-on", "drift"], "error")] {
      let finished = try scene.sandbox.tenon(words + ["--format", "sarif"], in: "repo")
      #expect(finished.status == (level == "note" ? 0 : 1))
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(finished.text.utf8)) as? [String: Any])
      let runs = try #require(document["runs"] as? [[String: Any]])
      let result = try #require((runs.first?["results"] as? [[String: Any]])?.first)
      #expect(result["level"] as? String == level && result["ruleId"] as? String == "drifted")
    }
  }
}

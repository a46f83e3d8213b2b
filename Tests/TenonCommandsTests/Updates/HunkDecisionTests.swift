import Foundation
import Testing
import TestSupport

/// Conflicts decided hunk by hunk: on a terminal, and from a file.
struct HunkDecisionTests {
  private static let path = "repo/services/mail/a.conf"

  /// A file of twenty lines whose 3rd and 15th both sides changed.
  private func conflicted() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write("repo/skeletons/queue/skeleton.yaml", smallSkeleton("queue", destination: "services"))
    try sandbox.write("repo/skeletons/queue/files/a.conf", Self.text("generated"))
    try sandbox.tenon("new", "queue", "mail")
    try sandbox.commitAll()
    // A line of the person's own above shifts the numbers of all lines after it.
    try sandbox.write(Self.path, Self.text("mine", first: "0 mine\n1\n"))
    try sandbox.write("repo/skeletons/queue/files/a.conf", Self.text("new"))
    return sandbox
  }

  private static func text(_ word: String, third: String? = nil, first: String = "1\n") -> String {
    let lines = (2...20).map { number in
      number == 3 ? third ?? "3 \(word)" : number == 15 ? "15 \(word)" : "\(number)"
    }
    return first + lines.joined(separator: "\n") + "\n"
  }

  private static let prompt = "(s)top?"

  @Test func `each hunk is shown with its place and decided for itself`() throws {
    let sandbox = try conflicted()
    let session = try sandbox.tenonOnTerminal(
      "update",
      replies: [Reply(to: Self.prompt, "?\n"), Reply(to: Self.prompt, "t\n"), Reply(to: Self.prompt, "b\n")])
    #expect(session.status == 0, "\(session.screen)")
    #expect(session.screen.contains("conflict 1 of 2 in services/mail/a.conf:4"), "\(session.screen)")
    #expect(session.screen.contains("conflict 2 of 2 in services/mail/a.conf:16"), "\(session.screen)")
    #expect(session.screen.contains("   16 ours   | 15 mine"))
    #expect(session.screen.contains("   15 theirs | 15 new"))
    #expect(session.screen.contains("   17        | 16"))
    #expect(session.screen.contains("both: your lines, then the skeleton's"))
    let text = try sandbox.text(Self.path)
    #expect(text.hasPrefix("0 mine\n1\n2\n3 new\n4\n") && text.contains("\n15 mine\n15 new\n16\n"), "\(text)")
  }

  @Test func `all that is left of a file is one answer`() throws {
    let sandbox = try conflicted()
    let session = try sandbox.tenonOnTerminal(
      "update",
      replies: [
        Reply(to: Self.prompt, "o\n"), Reply(to: Self.prompt, "a\n"), Reply(to: "or (m)arkers?", "t\n"),
      ])
    #expect(session.status == 0, "\(session.screen)")
    let text = try sandbox.text(Self.path)
    #expect(text.contains("\n3 mine\n") && text.contains("\n15 new\n"), "\(text)")
  }

  @Test func `the editor of git's settings writes a hunk, and markers that are left are refused`() throws {
    let sandbox = try conflicted()
    try sandbox.write(
      "editor",
      """
      #!/bin/sh
      case $1 in *.conf) ;; *) exit 9 ;; esac
      if [ -e "$0.once" ]; then echo '3 by editor' > "$1"; else touch "$0.once"; echo >> "$1"; fi
      """)
    try sandbox.run("chmod", ["+x", "editor"])
    try sandbox.git("config", "core.editor", sandbox.path("editor"))
    let session = try sandbox.tenonOnTerminal(
      "update",
      replies: [Reply(to: Self.prompt, "e\n"), Reply(to: Self.prompt, "e\n"), Reply(to: Self.prompt, "o\n")])
    #expect(session.status == 0, "\(session.screen)")
    #expect(session.screen.contains("the file contains conflict markers"))
    #expect(try sandbox.text(Self.path).contains("\n2\n3 by editor\n4\n"))
  }

  @Test func `what the skeleton has news of is said before the first question`() throws {
    let sandbox = try conflicted()
    let declaration = try sandbox.text("repo/skeletons/queue/skeleton.yaml")
    try sandbox.write(
      "repo/skeletons/queue/skeleton.yaml",
      declaration.replacing("version: 1.0.0", with: "version: 1.1.0")
        + "changes: { 1.1.0: [The third line is new] }\n")
    let session = try sandbox.tenonOnTerminal("update", replies: [Reply(to: Self.prompt, "s\n")])
    let news = try #require(session.screen.firstRange(of: "The third line is new"), "\(session.screen)")
    let question = try #require(session.screen.firstRange(of: Self.prompt))
    #expect(session.status == 2 && news.lowerBound < question.lowerBound)
  }

  @Test func `a program decides each hunk that the document lists`() throws {
    let sandbox = try conflicted()
    let listed = try sandbox.tenon("update", "--json")
    #expect(listed.status == 2)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.text.utf8)) as? [String: Any])
    let conflict = try #require((document["conflicts"] as? [[String: Any]])?.first)
    let hunks = try #require(conflict["hunks"] as? [[String: Any]])
    #expect(hunks.compactMap { $0["line"] as? Int } == [4, 16])
    #expect(hunks.compactMap { $0["their_line"] as? Int } == [3, 15])
    #expect(hunks[0]["before"] as? String == "0 mine\n1\n2\n" && hunks[0]["after"] as? String == "4\n5\n6\n")
    let decided: [[String: Any]] = [
      ["number": 1, "id": hunks[0]["id"] ?? "", "take": "theirs"],
      ["number": 2, "id": hunks[1]["id"] ?? "", "text": "15 \u{1F600}\n"],
    ]
    let decisions: [String: Any] = [
      "schema": "tenon.decisions/1", "decisions": [["path": conflict["path"] ?? "", "hunks": decided]],
    ]
    let file = try JSONSerialization.data(withJSONObject: decisions)
    let escaped = String(decoding: file, as: UTF8.self).replacing("\u{1F600}", with: "\\ud83d\\ude00")
    let updated = try sandbox.tenon("update", "--decisions", "-", input: Array(escaped.utf8))
    #expect(updated.status == 0, "\(updated.errorText)")
    let text = try sandbox.text(Self.path)
    #expect(text.contains("\n3 new\n") && text.contains("\n15 \u{1F600}\n"), "\(text)")
    let again = try sandbox.tenon("update", "--decisions", "-", input: Array(escaped.utf8))
    #expect(again.status == 75, "\(again.text)")
  }

  @Test func `what nobody decides stays in conflict, and nothing is written`() throws {
    let sandbox = try conflicted()
    let before = try sandbox.text(Self.path)
    let finished = try sandbox.tenon(
      "update", "--decisions", "-",
      input: Array("decisions: [{ path: a.conf, hunks: [{ number: 2, take: ours }] }]".utf8))
    #expect(finished.status == 2, "\(finished.errorText)")
    #expect(try sandbox.text(Self.path) == before)
  }

  @Test(arguments: [
    ("decisions: [{ path: a.conf }]", 65), ("decisions: [{ path: a.conf, take: mine }]", 65),
    ("decisions: [{ path: a.conf, hunks: [{ take: ours, text: x }] }]", 65),
    ("decisions: [{ path: a.conf, hunks: [{ take: ours }, { number: 1, take: ours }] }]", 65),
    ("decisions: [{ path: b.conf, take: ours }]", 66), ("schema: tenon.decisions/9", 65),
    ("decision: []", 65),
    ("decisions: [{ path: a.conf, hunks: [{ number: 3, take: ours }] }]", 65),
    ("decisions: [{ path: a.conf, hunks: [{ id: 0123456789ab, take: ours }] }]", 75),
  ])
  func `a decision that does not fit writes nothing`(text: String, status: Int) throws {
    let sandbox = try conflicted()
    let before = try sandbox.text(Self.path)
    let finished = try sandbox.tenon("update", "--decisions", "-", input: Array(text.utf8))
    #expect(finished.status == Int32(status), "\(finished.text)\(finished.errorText)")
    #expect(try sandbox.text(Self.path) == before)
  }
}

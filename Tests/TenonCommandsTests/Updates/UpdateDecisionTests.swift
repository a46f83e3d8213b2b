import Foundation
import Testing
import TestSupport

/// How a person tells what is to be done about a conflict, and what they are told.
struct UpdateDecisionTests {
  /// A unit whose two files are in conflict, in a repository that is committed.
  private func conflicted() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write("repo/skeletons/queue/skeleton.yaml", smallSkeleton("queue", destination: "services"))
    for file in ["a.conf", "sub/b.conf"] {
      try sandbox.write("repo/skeletons/queue/files/\(file)", "one\ntwo\nthree")
    }
    try sandbox.tenon("new", "queue", "mail")
    try sandbox.commitAll()
    for file in ["a.conf", "sub/b.conf"] {
      try sandbox.write("repo/services/mail/\(file)", "one\ntwo\nby \u{1B}[31mhand")
      try sandbox.write("repo/skeletons/queue/files/\(file)", "one\ntwo\nby the skeleton")
    }
    return sandbox
  }

  @Test(arguments: [
    ("", "services/mail/a.conf", "services/mail/sub/b.conf"), ("", "a.conf", "sub/b.conf"),
    ("/services/mail/sub", "../a.conf", "b.conf"), ("/services", "mail/a.conf", "./mail/sub/b.conf"),
  ])
  func `a path is meant from the root, from the unit's folder or from where the person stands`(
    folder: String, ours: String, theirs: String
  ) throws {
    let sandbox = try conflicted()
    let finished = try sandbox.tenon(
      "update", "--on-conflict", "ours:\(ours)", "--on-conflict", "theirs:\(theirs)", in: "repo\(folder)")
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(try sandbox.text("repo/services/mail/a.conf") == "one\ntwo\nby \u{1B}[31mhand")
    #expect(try sandbox.text("repo/services/mail/sub/b.conf") == "one\ntwo\nby the skeleton")
  }

  @Test func `a path outside of the repository is no path of a conflict`() throws {
    let finished = try conflicted().tenon("update", "--on-conflict", "ours:../../elsewhere")
    #expect(finished.status == 65 && finished.errorText.contains("is outside the workspace"))
  }

  @Test func `on a terminal each conflict is shown with its lines and asked about`() throws {
    let sandbox = try conflicted()
    let session = try sandbox.tenonOnTerminal(
      "update",
      replies: [Reply(to: "(s)top?", "what\n"), Reply(to: "(s)top?", "o\n"), Reply(to: "(s)top?", "m\n")])
    #expect(session.status == 1, "\(session.screen)")
    #expect(session.screen.contains("services/mail/a.conf: you and the skeleton changed the same lines"))
    #expect(session.screen.contains("ours   | by <U+001B>[31mhand\n"), "\(session.screen)")
    #expect(
      session.screen.contains("base   | three\n") && session.screen.contains("theirs | by the skeleton\n"))
    #expect(try sandbox.text("repo/services/mail/a.conf").hasSuffix("hand"))
    #expect(try sandbox.text("repo/services/mail/sub/b.conf").contains("<<<<<<< ours\n"))
  }

  @Test func `a person who stops has changed nothing`() throws {
    let sandbox = try conflicted()
    let before = try Snapshot(of: sandbox.path("repo"))
    let session = try sandbox.tenonOnTerminal(
      "update", replies: [Reply(to: "(s)top?", "o\n"), Reply(to: "(s)top?", "s\n")])
    #expect(session.status == 2, "\(session.screen)")
    #expect(try Snapshot(of: sandbox.path("repo")).differences(from: before) == [])
  }

  @Test func `markers that are left make every update end with 1 and say so`() throws {
    let sandbox = try conflicted()
    #expect(try sandbox.tenon("update", "--on-conflict", "markers").status == 1)
    let before = try Snapshot(of: sandbox.path("repo")).without(".tenon/state/lock")
    let again = try sandbox.tenon("update")
    #expect(again.status == 1 && again.text.contains("conflict markers"), "\(again.text)")
    #expect(
      try Snapshot(of: sandbox.path("repo")).without(".tenon/state/lock").differences(from: before) == [])
    try sandbox.write("repo/skeletons/queue/files/a.conf", "zero\none\ntwo\nby the skeleton")
    let merged = try sandbox.tenon("update")
    #expect(
      merged.status == 1 && merged.text.contains("conflict markers"), "\(merged.text)")
    #expect(try sandbox.text("repo/services/mail/a.conf").hasPrefix("zero\none\ntwo\n<<<<<<< ours\n"))
    #expect(try sandbox.tenon("status").text.contains("queue/mail  conflicted"))
  }

  @Test func `a file that a skeleton gives another source without a word is the same file`() throws {
    let sandbox = try conflicted()
    try sandbox.write("repo/services/mail/a.conf", "zero\none\ntwo\nthree")
    try sandbox.run("mv", ["repo/skeletons/queue/files/a.conf", "repo/skeletons/queue/files/c.conf"])
    let declaration = try sandbox.text("repo/skeletons/queue/skeleton.yaml")
    try sandbox.write(
      "repo/skeletons/queue/skeleton.yaml", declaration + "files:\n  - { source: c.conf, path: a.conf }\n")
    let finished = try sandbox.tenon("update", "--on-conflict", "ours:sub/b.conf")
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(try sandbox.text("repo/services/mail/a.conf") == "zero\none\ntwo\nby the skeleton")
  }

  @Test func `a unit is renamed across a version that renamed its files`() throws {
    let sandbox = try conflicted()
    try sandbox.git("checkout", "-q", ".")
    try sandbox.write("repo/services/mail/a.conf", "zero\none\ntwo\nthree")
    try sandbox.run("mv", ["repo/skeletons/queue/files/a.conf", "repo/skeletons/queue/files/c.conf"])
    let declaration = try sandbox.text("repo/skeletons/queue/skeleton.yaml")
    try sandbox.write("repo/skeletons/queue/skeleton.yaml", declaration + "renamed: { a.conf: c.conf }\n")
    let finished = try sandbox.tenon("rename", "mail", "post")
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(try sandbox.text("repo/services/post/c.conf") == "zero\none\ntwo\nthree")
    #expect(!sandbox.exists("repo/services/mail"))
  }

  @Test func `the sources of a skeleton in the repository are nobody's move`() throws {
    let sandbox = try conflicted()
    try sandbox.git("checkout", "-q", ".")
    try sandbox.run("rm", ["repo/services/mail/a.conf"])
    try sandbox.run("cp", ["-r", "repo/skeletons/queue", "repo/skeletons/other"])
    let finished = try sandbox.tenon("update")
    #expect(finished.text.contains("absent  services/mail/a.conf: you deleted it"), "\(finished.text)")
  }

  @Test func `an empty file that is gone was not moved to any other empty one`() throws {
    let sandbox = try conflicted()
    try sandbox.git("checkout", "-q", ".")
    try sandbox.write("repo/skeletons/queue/files/.keep", "")
    try sandbox.tenon("update")
    try sandbox.commitAll()
    try sandbox.run("rm", ["repo/services/mail/.keep"])
    try sandbox.write("repo/other/empty", "")
    #expect(try sandbox.tenon("update").text.contains("absent  services/mail/.keep: you deleted it"))
  }

  @Test(arguments: ["y", "n"])
  func `answers that files show are confirmed on a terminal`(reply: String) throws {
    let sandbox = try conflicted()
    let declaration = try sandbox.text("repo/skeletons/queue/skeleton.yaml")
    try sandbox.write(
      "repo/skeletons/queue/skeleton.yaml",
      declaration + "  size: { type: integer, default: 1, help: Size }\n")
    try sandbox.write("repo/skeletons/queue/files/a.conf", "size = <% size %>\n")
    try sandbox.write("repo/services/post/a.conf", "size = 7\n")
    let session = try sandbox.tenonOnTerminal(
      "adopt", "queue", "post", replies: [Reply(to: "use them? [Y/n]", "\(reply)\n")])
    #expect(session.status == 0 && session.screen.contains("size: 7"), "\(session.screen)")
    let record = try sandbox.text("repo/.tenon/units/queue/post/record.json")
    #expect(record.contains("\"size\" : 7") == (reply == "y"), "\(record)")
    #expect(try sandbox.text("repo/services/post/a.conf") == "size = 7\n")
  }

  @Test func `a file that a person moved is said, once`() throws {
    let sandbox = try conflicted()
    try sandbox.git("checkout", "-q", ".")
    try sandbox.git("mv", "services/mail/a.conf", "services/mail/z.conf")
    #expect(try sandbox.tenon("status").text.contains("you moved 1 file"))
    let first = try sandbox.tenon("update")
    #expect(
      first.text.contains("keep  services/mail/z.conf: you moved it from services/mail/a.conf"),
      "\(first.text)")
    #expect(try sandbox.tenon("update").text == "nothing to do\n")
  }

  @Test func `a plan whose new file came into being meanwhile is out of date`() throws {
    let sandbox = try conflicted()
    try sandbox.write("repo/skeletons/queue/files/new.conf", "new\n")
    #expect(try sandbox.tenon("update", "--on-conflict", "ours", "--plan", "../p").status == 0)
    try sandbox.write("repo/services/mail/new.conf", "mine\n")
    #expect(try sandbox.tenon("apply", "../p").status == 75)
  }

  @Test func `a plan that takes a symbolic link away can be saved`() throws {
    let sandbox = try conflicted()
    try sandbox.run("ln", ["-sf", "sub/b.conf", "repo/services/mail/a.conf"])
    #expect(try sandbox.tenon("update", "--on-conflict", "theirs", "--plan", "../p").status == 0)
    let applied = try sandbox.tenon("apply", "../p")
    #expect(applied.status == 0, "\(applied.errorText)")
    #expect(try sandbox.text("repo/services/mail/a.conf") == "one\ntwo\nby the skeleton")
  }
}

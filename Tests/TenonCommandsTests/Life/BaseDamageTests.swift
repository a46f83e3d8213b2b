import Foundation
import Testing
import TestSupport

/// A hook or a formatter that changes what tenon keeps as bases, and what is known all the same.
struct BaseDamageTests {
  /// Changes a word in every base that is committed, as spell checkers do.
  private static let hook = """
    #!/bin/sh
    git diff --cached --name-only --diff-filter=d -- '.tenon/units/*/base' |
      while read -r file; do sed -i 's/three/Three/' "$file" && git add "$file"; done

    """

  private func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write("repo/skeletons/queue/skeleton.yaml", smallSkeleton("queue", destination: "services"))
    for file in ["edited", "left", "gone"] {
      try sandbox.write("repo/skeletons/queue/files/\(file).conf", "\(file) of <% name %>\none\ntwo\nthree\n")
    }
    try sandbox.write("repo/.git/hooks/pre-commit", Array(Self.hook.utf8), executable: true)
    try sandbox.tenon("new", "queue", "mail")
    try sandbox.commitAll("Add mail")
    try sandbox.write("repo/services/mail/edited.conf", "edited of mail\none\ntwo\nby hand\n")
    try FileManager.default.removeItem(atPath: sandbox.path("repo/services/mail/gone.conf"))
    return sandbox
  }

  private func change(_ sandbox: Sandbox, in folder: String) throws {
    for file in ["edited", "left", "gone"] {
      try sandbox.write(
        "\(folder)/skeletons/queue/files/\(file).conf", "\(file) of <% name %>\nONE\ntwo\nthree\n")
    }
  }

  @Test func `a base that a hook rewrote is noticed, found in git and put back`() throws {
    let sandbox = try workspace()
    #expect(
      try sandbox.tenon("status").text.contains("its base was changed or deleted"))
    let checked = try sandbox.tenon("check")
    #expect(checked.status == 1 && checked.errorText.contains("tenon update queue/mail restores it"))
    try change(sandbox, in: "repo")
    let updated = try sandbox.tenon("update", "--on-conflict", "ours:services/mail/gone.conf")
    #expect(updated.status == 0, "\(updated.errorText)")
    #expect(updated.errorText.contains("the base of queue/mail was modified or deleted"))
    #expect(try sandbox.text("repo/services/mail/edited.conf") == "edited of mail\nONE\ntwo\nby hand\n")
    #expect(try sandbox.tenon("check").status == 0)
  }

  /// A shallow clone has the rewritten blobs only.
  @Test func `a base that is lost is a conflict where both sides moved, and never a guess`() throws {
    let sandbox = try workspace()
    try sandbox.commitAll("Edit")
    try sandbox.git("clone", "-q", "--depth", "1", "file://\(sandbox.path("repo"))", "clone", in: "")
    #expect(try sandbox.tenon("check", in: "clone").status == 1)
    try change(sandbox, in: "clone")
    let before = try Snapshot(of: sandbox.path("clone")).without(".tenon/state")
    let stopped = try sandbox.tenon("update", in: "clone")
    #expect(stopped.status == 2, "\(stopped.errorText)")
    #expect(stopped.errorText.contains("services/mail/edited.conf: its base is missing"))
    #expect(stopped.errorText.contains("services/mail/gone.conf: its base is missing"))
    #expect(!stopped.errorText.contains("left.conf: its base"), "it stands there as it was generated")
    #expect(try Snapshot(of: sandbox.path("clone")).without(".tenon/state").differences(from: before) == [])
    #expect(try sandbox.tenon("status", in: "clone").text.contains("2 files without a base"))

    #expect(try sandbox.tenon("update", "--on-conflict", "ours", in: "clone").status == 0)
    #expect(try sandbox.text("clone/services/mail/edited.conf") == "edited of mail\none\ntwo\nby hand\n")
    #expect(try sandbox.text("clone/services/mail/left.conf") == "left of mail\nONE\ntwo\nthree\n")
    #expect(!sandbox.exists("clone/services/mail/gone.conf"))
    #expect(try sandbox.tenon("check", in: "clone").status == 0)
  }

  @Test func `a lost base of what the skeleton did not change since is no loss`() throws {
    let sandbox = try workspace()
    try sandbox.commitAll("Edit")
    try sandbox.git("clone", "-q", "--depth", "1", "file://\(sandbox.path("repo"))", "clone", in: "")
    let updated = try sandbox.tenon("update", in: "clone")
    #expect(updated.status == 0, "\(updated.errorText)")
    #expect(try sandbox.text("clone/services/mail/edited.conf") == "edited of mail\none\ntwo\nby hand\n")
    #expect(!sandbox.exists("clone/services/mail/gone.conf"))
    #expect(try sandbox.tenon("check", in: "clone").status == 0)
  }
}

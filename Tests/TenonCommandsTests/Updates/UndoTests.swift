import Foundation
import Testing
import TestSupport

/// What an undo leaves behind, as git and a person see it.
@Suite struct UndoTests {
  @Test func `a handoff of what was undone stays out of git's sight`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    let handoff = try scene.handOff()
    let undone = try scene.succeed("undo")
    #expect(undone.errorText.contains("handoff \(handoff.id) is stale"))
    #expect(try scene.git("status", "--porcelain", "-uall") == "")
    #expect(scene.sandbox.exists("repo/.tenon/handoffs/\(handoff.id).json"))
    let shown = try scene.succeed("handoff", "list")
    #expect(shown.text.contains(handoff.id))
  }

  @Test func `a handoff in a workspace without a unit stays out of git's sight`() throws {
    let scene = try HandoffScene()
    try scene.sandbox.write("repo/notes.txt", "two\n")
    _ = try scene.handOff("--include", "notes.txt")
    #expect(try scene.git("status", "--porcelain", "-uall") == " M notes.txt")
  }

  @Test func `what is committed already is named, and the folders that were made are gone`() throws {
    let scene = try HandoffScene()
    try FileManager.default.createDirectory(
      atPath: scene.sandbox.path("repo/services/empty"), withIntermediateDirectories: true)
    let before = try Snapshot(of: scene.sandbox.path("repo")).without(".git").without(".tenon/state")
    try scene.layOut()
    try scene.sandbox.commitAll("feat: add web")
    let undone = try scene.succeed("undo")
    #expect(undone.errorText.contains("note: already committed, so git now shows these as modified:"))
    #expect(undone.errorText.contains("  services/web/run.sh\n"))
    let now = try Snapshot(of: scene.sandbox.path("repo")).without(".git").without(".tenon/state")
    #expect(now.differences(from: before) == ["+ .tenon folder 755"])
  }

  @Test func `what has moved since is named, and nothing is undone`() throws {
    let scene = try HandoffScene()
    try scene.layOut()
    try scene.sandbox.write("repo/services/web/README.md", "mine\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: scene.sandbox.path("repo/services/web/run.sh"))
    try scene.remove("services/web/conf/über uns.txt")
    let before = try Snapshot(of: scene.sandbox.path("repo")).without(".tenon/state/lock")
    let undone = try scene.tenon("undo")
    #expect(undone.status == 75)
    #expect(undone.errorText.contains("services/web/README.md: the file has changed"))
    #expect(undone.errorText.contains("services/web/run.sh: the file has changed"))
    #expect(undone.errorText.contains("uns.txt: the file is gone"))
    let now = try Snapshot(of: scene.sandbox.path("repo")).without(".tenon/state/lock")
    #expect(now.differences(from: before) == [])
  }
}

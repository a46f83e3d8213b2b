import Foundation
import Testing
import TestSupport

/// What a repository, or a copy of a workspace, brings along below `.tenon/state` makes no command act.
@Suite struct StateTrustTests {
  /// How git comes to have an entry at, above or below `.tenon/state`, and the cure that is said.
  struct Entry: CustomTestStringConvertible, Sendable {
    let what: String
    let script: String
    let cure: String

    var testDescription: String { what }
  }

  private static let plant = """
    mkdir -p .tenon/state/pending/old .tenon/state/pending/new
    printf 'echo taken\\n' >.tenon/state/pending/old/0; printf 'X=1\\n' >.tenon/state/pending/new/1
    printf '{"schema":"tenon.journal/1","label":"update web","since":"2026","steps":[{"path":".envrc","before":{"mode":"100644","id":"%s"},"after":null},{"path":".env","before":null,"after":{"mode":"100644","id":"%s"}}],"made":[],"emptied":[],"isUndoable":true}' \
      $(git hash-object .tenon/state/pending/old/0) $(git hash-object .env) >.tenon/state/pending/journal.json

    """

  static let entries = [
    Entry(
      what: "below", script: plant + "git add -f .tenon/state; git commit -qm x",
      cure: "git rm -r --cached .tenon/state"),
    Entry(
      what: "below, only staged", script: plant + "git add -f .tenon/state/pending/new",
      cure: "git rm -r --cached .tenon/state"),
    Entry(
      what: "equal, a submodule",
      script: plant + "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),.tenon/state",
      cure: "git rm --cached .tenon/state"),
    Entry(
      what: "above, a submodule",
      script: plant
        + "git rm -rq --cached .tenon; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),.tenon",
      cure: "git rm --cached .tenon"),
    Entry(
      what: "above, a link",
      script: plant + """
        git rm -rq --cached .tenon
        git update-index --add --cacheinfo 120000,$(printf x | git hash-object -w --stdin),.tenon
        """,
      cure: "git rm --cached .tenon"),
  ]

  private static let readers = [
    "status", "diff", "check", "inventory list", "skeleton list", "update --dry-run",
  ]
  private static let writers = [
    "new ./skeletons/unit other", "update", "undo", "handoff create --include skeletons/unit/files/a.txt",
    "init",
  ]

  @Test(arguments: entries)
  func `where git has an entry, readers go on and writers refuse with the cure`(entry: Entry) throws {
    let sandbox = try Self.workspace()
    let planted = try sandbox.run("bash", ["-ec", entry.script], in: "repo")
    try #require(planted.status == 0, "\(planted.errorText)")
    let before = try Snapshot(of: sandbox.path("repo")).without(".git")
    for command in Self.readers {
      let finished = try sandbox.tenon(command.split(separator: " ").map(String.init))
      #expect([0, 1].contains(finished.status), "\(command): \(finished.errorText)")
      #expect(finished.errorText.contains("note: .tenon"), "\(command): \(finished.errorText)")
    }
    for command in Self.writers {
      let finished = try sandbox.tenon(command.split(separator: " ").map(String.init))
      #expect(finished.status == 65, "\(command): \(finished.status) \(finished.errorText)")
      #expect(finished.errorText.contains("hint: \(entry.cure)\n"), "\(command): \(finished.errorText)")
    }
    #expect(try Snapshot(of: sandbox.path("repo")).without(".git").differences(from: before) == [])
  }

  @Test func `the cures that are said work`() throws {
    let sandbox = try Self.workspace()
    try sandbox.run("bash", ["-ec", Self.entries[0].script], in: "repo")
    try sandbox.git("rm", "-r", "-q", "--cached", ".tenon/state")
    let refused = try sandbox.tenon("update")
    #expect(refused.status == 65 && refused.errorText.contains("rm -r .tenon/state"), "\(refused.errorText)")
    try sandbox.run("rm", ["-r", ".tenon/state"], in: "repo")
    #expect(try sandbox.tenon("update").status == 0)
  }

  @Test func `a copy of a workspace undoes nothing, and does everything else`() throws {
    let sandbox = try Self.workspace()
    try sandbox.run("cp", ["-a", "repo", "copy"])
    let undone = try sandbox.tenon("undo", in: "copy")
    #expect(undone.status == 65, "\(undone.errorText)")
    #expect(undone.errorText.contains("rm -r .tenon/state"))
    #expect(sandbox.exists("copy/units/web/a.txt"))
    #expect(try sandbox.tenon("status", in: "copy").errorText == "")
    #expect(try sandbox.tenon("new", "./skeletons/unit", "other", in: "copy").status == 0)
    #expect(try sandbox.tenon("undo", in: "copy").status == 0)
    #expect(try sandbox.tenon("undo").status == 0)
    #expect(!sandbox.exists("repo/units/web/a.txt"))
  }

  @Test func `a workspace that was moved undoes as before`() throws {
    let sandbox = try Self.workspace()
    try sandbox.run("mv", ["repo", "moved"])
    #expect(try sandbox.tenon("undo", in: "moved").status == 0)
  }

  @Test(
    .requires("strace"),
    arguments: ["device", "fileSystem", "device,fileSystem", "device,fileSystem,birth", "inode", "home"])
  func `after a reboot the device may be another, and the file system's id the same`(other: String) throws {
    let stage = try FaultStage(.update)
    let folder = try stage.copy("rebooted")
    let killed = try stage.run(["inject=renameat2:signal=KILL:when=4"], in: folder)
    try #require(killed.status == 137)
    let journal = "\(folder)/.tenon/state/pending/journal.json"
    let text = try stage.sandbox.text(journal)
    let edits = other.split(separator: ",").flatMap { key in
      ["-e", key == "home" ? #"s/"home":{/"other":{/"# : #"s/"\#(key)":"[0-9]*"/"\#(key)":"7"/"#]
    }
    let edited = try stage.sandbox.run("sed", ["-i"] + edits + [journal])
    try #require(edited.status == 0)
    try #require(try stage.sandbox.text(journal) != text)
    let status = try stage.sandbox.tenon("status", in: folder)
    #expect([0, 1].contains(status.status), "\(status.errorText)")
    let isTrusted = ["device", "fileSystem", "device,fileSystem"].contains(other)
    let words = isTrusted ? "was interrupted and has been rolled back" : "it is not trusted and left alone"
    #expect(status.errorText.contains(words), "\(status.errorText)")
    #expect(try stage.sandbox.tenon("update", in: folder).status == (isTrusted ? 0 : 65))
  }

  private static func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("repo/skeletons/unit/files/a.txt", "<% name %>\n")
    try sandbox.tenon("new", "./skeletons/unit", "web")
    try sandbox.commitAll()
    try sandbox.write("repo/skeletons/unit/files/a.txt", "<% name %>, newer\n")
    try sandbox.write("repo/.git/info/exclude", ".env\n.envrc\n")
    try sandbox.write("repo/.env", "X=1\n")
    return sandbox
  }
}

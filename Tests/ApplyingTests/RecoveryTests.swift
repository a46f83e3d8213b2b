import Applying
import Diagnostics
import FileTrees
import Foundation
import Testing
import TestSupport

/// What a person, or somebody worse, did between a crash and the next command.
struct RecoveryTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  /// Dies where the last file is not in its place yet.
  private func crash() throws {
    let counter = Trouble()
    _ = try Bench().apply(try Bench().changes(), interrupt: counter.interrupt)
    #expect(throws: ApplyError.self) {
      _ = try bench.apply(
        try bench.changes(), interrupt: Trouble.forever(from: counter.lastFile).interrupt)
    }
  }

  @Test func `a file that was touched since is left, named, and both versions are kept`() throws {
    try crash()
    try bench.sandbox.write("w/roles/web/run.sh", "touched\n")
    let recovery = try #require(try bench.recover())
    #expect(try bench.sandbox.text("w/roles/web/run.sh") == "touched\n")
    #expect(recovery.outcome == .takenBack)
    let left = try #require(recovery.left.first)
    #expect(left.path.description == "roles/web/run.sh")
    #expect(try bench.sandbox.text("w/\(try #require(left.former))") == "#!/bin/sh\n")
    #expect(recovery.line.contains("\(left.path) has changed since"))
    #expect(recovery.line.contains(".tenon/state/kept/1/roles/web/run.sh"))
  }

  @Test func `what is kept is never taken for rubbish`() throws {
    try `a file that was touched since is left, named, and both versions are kept`()
    _ = try bench.apply([try bench.change("README.md", to: "x\n")])
    _ = try bench.undo()
    #expect(try bench.state().contains("kept"))
  }

  @Test func `a folder that became a symbolic link is not walked through`() throws {
    try bench.sandbox.write("outside/tasks/main.yml", "- outside\n")
    try crash()
    try FileManager.default.moveItem(atPath: "\(bench.root)/roles/web", toPath: bench.sandbox.path("aside"))
    try FileManager.default.createSymbolicLink(
      atPath: "\(bench.root)/roles/web", withDestinationPath: bench.sandbox.path("outside"))
    let outside = try Snapshot(of: bench.sandbox.path("outside"))
    let recovery = try #require(try bench.recover())
    #expect(recovery.left.map(\.path.description).contains("roles/web/run.sh"))
    #expect(try Snapshot(of: bench.sandbox.path("outside")) == outside)
  }

  @Test func `a recovery takes nothing from a workspace where nothing happened`() throws {
    let before = try Snapshot(of: bench.root)
    #expect(try bench.recover() == nil)
    #expect(try Snapshot(of: bench.root) == before)
  }

  @Test(arguments: [
    "{", "{}", #"{"schema":"tenon.journal/2"}"#, String(repeating: "[", count: 100_000),
    #"{"schema":"tenon.journal/1","label":"x","since":"","isUndoable":true,"made":[],"emptied":[],"steps":[{"path":"../x","before":{"mode":"100644","id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}]}"#,
    #"{"schema":"tenon.journal/1","label":"x","since":"","isUndoable":true,"made":["a/.GIT/hooks"],"emptied":[],"steps":[]}"#,
    #"{"schema":"tenon.journal/1","label":"x","since":"","isUndoable":true,"made":[".tenon/state/x"],"emptied":[],"steps":[]}"#,
  ])
  func `a journal that somebody made up is refused`(text: String) throws {
    try bench.sandbox.write("w/.tenon/state/pending/journal.json", text)
    let before = try bench.snapshot()
    let error = #expect(throws: ApplyError.self) { _ = try bench.recover() }
    #expect(error?.diagnostics.first?.kind == .data)
    #expect(throws: ApplyError.self) { _ = try bench.apply(try bench.changes()) }
    #expect(try bench.snapshot() == before)
  }

  @Test func `undo refuses what has moved since, names it, and does nothing`() throws {
    _ = try bench.apply(try bench.changes())
    try bench.sandbox.write("w/roles/web/run.sh", "edited\n")
    try bench.sandbox.write("w/roles/gone/only/file.txt", "came back by hand\n")
    let before = try bench.snapshot()
    let error = #expect(throws: ApplyError.self) { _ = try bench.undo() }
    #expect(
      error?.diagnostics.map { "\($0.kind.exitStatus) \($0.place?.path ?? "")" } == [
        "75 roles/gone/only/file.txt", "75 roles/web/run.sh",
      ])
    #expect(try bench.snapshot() == before)
  }

  @Test func `undo says so where there is nothing`() throws {
    #expect(throws: ApplyError.nothingToUndo) { _ = try bench.undo() }
    _ = try bench.apply(try bench.changes())
    _ = try bench.undo()
    #expect(throws: ApplyError.nothingToUndo) { _ = try bench.undo() }
  }

  @Test func `undo refuses a former version that is damaged`() throws {
    _ = try bench.apply([try bench.change("README.md", to: "x\n")])
    try bench.sandbox.write("w/.tenon/state/log/1/new/0", "damaged\n")
    let error = #expect(throws: ApplyError.self) { _ = try bench.undo() }
    #expect(error?.diagnostics.first?.kind == .data)
    #expect(try bench.sandbox.text("w/README.md") == "x\n")
  }

  @Test func `undo gives back an empty folder's emptiness and a person's own empty folder`() throws {
    try FileManager.default.createDirectory(
      atPath: "\(bench.root)/mine/empty", withIntermediateDirectories: true)
    let before = try bench.snapshot()
    _ = try bench.apply([
      try bench.change("mine/empty/file", to: "x\n"), try bench.change("new/file", to: "x\n"),
    ])
    _ = try bench.undo()
    #expect(try bench.snapshot().differences(from: before) == [])
  }
}

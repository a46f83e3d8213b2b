import Applying
import Diagnostics
import Disk
import FileTrees
import Foundation
import Testing
import TestSupport

struct ApplyTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test func `all changes appear together, and the report names them`() throws {
    let report = try bench.apply(try bench.changes())
    #expect(
      report.created.map(\.description) == [
        ".tenon/.gitignore", ".tenon/units/x/record.json", "roles/web/files/deep/new.txt",
      ])
    #expect(report.updated.map(\.description) == ["roles/web/run.sh", "roles/web/tasks/main.yml"])
    #expect(report.deleted.map(\.description) == ["roles/gone/only/file.txt", "roles/kept/file.txt"])
    #expect(try bench.sandbox.text("w/roles/web/tasks/main.yml") == "- new\n")
    #expect(try bench.sandbox.text("w/roles/web/files/deep/new.txt") == "new\n")
    #expect(!bench.sandbox.exists("w/roles/kept/file.txt"))
  }

  @Test func `folders that were emptied go, and those that hold something stay`() throws {
    _ = try bench.apply(try bench.changes())
    #expect(!bench.sandbox.exists("w/roles/gone"))
    #expect(try bench.sandbox.text("w/roles/kept/mine.txt") == "mine\n")
  }

  @Test func `a file keeps its own permissions, and only x follows git`() throws {
    try bench.setMode("roles/web/run.sh", 0o640)
    _ = try bench.apply(try bench.changes())
    #expect(try bench.mode("roles/web/tasks/main.yml") == 0o640)
    #expect(try bench.mode("roles/web/run.sh") == 0o750)
    _ = try bench.apply([try bench.change("roles/web/run.sh", to: "x")])
    #expect(try bench.mode("roles/web/run.sh") == 0o640)
  }

  @Test func `nothing is done where everything is as wanted`() throws {
    let before = try bench.snapshot()
    #expect(try bench.apply([try bench.change("README.md", to: "hand-written\n")]) == .nothing)
    #expect(try bench.apply([]) == .nothing)
    #expect(try bench.snapshot() == before)
    #expect(!bench.sandbox.exists("w/.tenon"))
  }

  @Test func `every path that moved since is named, and nothing is written`() throws {
    let changes = try bench.changes()
    try bench.sandbox.write("w/roles/web/tasks/main.yml", "- edited\n")
    try bench.sandbox.write("w/roles/web/files/deep/new.txt", "somebody's\n")
    try FileManager.default.removeItem(atPath: "\(bench.root)/roles/kept/file.txt")
    let before = try bench.snapshot()
    let error = #expect(throws: ApplyError.self) { _ = try bench.apply(changes) }
    #expect(
      error?.diagnostics.map { "\($0.kind.exitStatus) \($0.place?.path ?? ""): \($0.message)" } == [
        "75 roles/kept/file.txt: the file is gone",
        "75 roles/web/tasks/main.yml: the file has changed",
        "73 roles/web/files/deep/new.txt: a file already exists at this path",
      ])
    #expect(try bench.snapshot() == before)
    #expect(!bench.sandbox.exists("w/.tenon"))
  }

  @Test func `a mode that changed since is a change`() throws {
    let changes = try bench.changes()
    try bench.setMode("roles/web/tasks/main.yml", 0o755)
    #expect(
      throws: ApplyError.moved([.init(path: try RelativePath("roles/web/tasks/main.yml"), reason: .changed)])
    ) {
      _ = try bench.apply(changes)
    }
  }

  @Test func `a file and a folder change places`() throws {
    let before = try bench.snapshot()
    let changes = [
      try bench.change("README.md", to: nil), try bench.change("README.md/inside", to: "x\n"),
      try bench.change("roles/gone/only/file.txt", to: nil),
      Change(path: try RelativePath("roles/gone"), before: .folder, after: .file([1], executable: false)),
    ]
    _ = try bench.apply(changes)
    #expect(try bench.sandbox.text("w/README.md/inside") == "x\n")
    #expect(try bench.sandbox.read("w/roles/gone") == [1])
    _ = try bench.undo()
    #expect(try bench.snapshot() == before)
  }

  @Test func `a folder that is not empty does not give way to a file`() throws {
    let before = try bench.snapshot()
    let change = Change(
      path: try RelativePath("roles"), before: .folder, after: .file([1], executable: false))
    #expect(throws: ApplyError.moved([.init(path: change.path, reason: .inTheWay)])) {
      _ = try bench.apply([change])
    }
    #expect(try bench.snapshot() == before)
  }

  @Test func `a symbolic link gives way where the plan says so, and comes back`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(bench.root)/link", withDestinationPath: "README.md")
    let before = try bench.snapshot()
    _ = try bench.apply([try bench.change("link", to: "a file now\n")])
    #expect(try bench.sandbox.text("w/link") == "a file now\n")
    #expect(try bench.sandbox.text("w/README.md") == "hand-written\n")
    _ = try bench.undo()
    #expect(try bench.snapshot() == before)
  }

  @Test func `git never sees the state, and sees nothing where nothing was applied`() throws {
    try bench.sandbox.makeRepository("w")
    try bench.sandbox.commitAll(in: "w")
    _ = try bench.apply([try bench.change("roles/new.yml", to: "- x\n")])
    #expect(try bench.sandbox.git("status", "--porcelain", "-uall", in: "w").text == "?? roles/new.yml\n")
    _ = try bench.undo()
    #expect(try bench.sandbox.git("status", "--porcelain", "-uall", in: "w").text == "")
    #expect(try bench.state() == [".gitignore", "lock", "undone"])
  }

  @Test func `an apply that is prepared and dropped leaves nothing`() throws {
    let before = try bench.snapshot()
    do { _ = try Transaction(try bench.changes(), in: bench.folder(), label: "tenon update") }
    #expect(try bench.snapshot() == before)
    #expect(!bench.sandbox.exists("w/.tenon"))
  }

  @Test func `what undo does not take back leaves the apply before undoable`() throws {
    let before = try bench.snapshot()
    _ = try bench.apply(try bench.changes())
    _ = try bench.apply([try bench.change(".tenon/handoffs/a.json", to: "{}\n")], isUndoable: false)
    #expect(try bench.undo().label == "tenon update")
    #expect(
      try bench.snapshot().differences(from: before).map { $0.prefix(24) } == [
        "+ .tenon folder 755", "+ .tenon/handoffs folder", "+ .tenon/handoffs/a.json",
      ])
  }
}

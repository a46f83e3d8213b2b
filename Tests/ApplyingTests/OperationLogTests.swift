import Applying
import Diagnostics
import FileTrees
import Foundation
import Testing
import TestSupport

/// Step by step back and forth, how much is kept, and what an earlier version left.
struct OperationLogTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  /// Writes a text into one file, as an operation of its own.
  private func write(_ text: String, to path: String = "README.md") throws {
    _ = try bench.apply([try bench.change(path, to: text)])
  }

  private func readme() throws -> String { try bench.sandbox.text("w/README.md") }

  @Test func `undo goes back step by step, and redo forward`() throws {
    var states = [try bench.snapshot()]
    for changes in [try bench.changes(), [try bench.change("README.md", to: "one\n")]] {
      _ = try bench.apply(changes)
      states.append(try bench.snapshot())
    }
    try write("two\n", to: "roles/web/tasks/main.yml")
    #expect(try bench.log() == [3, 2, 1])
    for state in states.reversed() {
      _ = try bench.undo()
      #expect(try bench.snapshot().differences(from: state) == [])
    }
    #expect(throws: ApplyError.nothingToUndo) { _ = try bench.undo() }
    #expect(try bench.log() == [-3, -2, -1])
    for state in states.dropFirst() {
      _ = try bench.redo()
      #expect(try bench.snapshot().differences(from: state) == [])
    }
    #expect(try bench.log() == [-3, 2, 1])
    _ = try bench.redo()
    #expect(try bench.sandbox.text("w/roles/web/tasks/main.yml") == "two\n")
    #expect(throws: ApplyError.nothingToRedo) { _ = try bench.redo() }
  }

  @Test func `the log says what was done, when, and to which files`() throws {
    _ = try bench.apply(try bench.changes())
    let operation = try #require(try operationLog(in: bench.folder()).first)
    #expect(operation.label == "tenon update")
    #expect(operation.since.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    #expect(operation.files.count == 7)
    #expect(operation.files.first?.path.description == ".tenon/.gitignore")
  }

  @Test func `something new clears what could be redone, and its number is higher`() throws {
    for text in ["one\n", "two\n", "three\n"] { try write(text) }
    _ = try bench.undo()
    _ = try bench.undo()
    try write("other\n")
    #expect(try bench.log() == [4, 1])
    #expect(throws: ApplyError.nothingToRedo) { _ = try bench.redo() }
    #expect(try bench.state() == [".gitignore", "lock", "log"])
    _ = try bench.undo()
    #expect(try readme() == "one\n")
  }

  @Test func `what cannot be undone, such as a handoff, clears nothing`() throws {
    try write("one\n")
    _ = try bench.undo()
    _ = try bench.apply([try bench.change("handoff.json", to: "{}\n")], isUndoable: false)
    #expect(try bench.log() == [-1])
    _ = try bench.redo()
    #expect(try readme() == "one\n")
  }

  @Test func `redo refuses what has moved since, names it, and does nothing`() throws {
    _ = try bench.apply(try bench.changes())
    _ = try bench.undo()
    try bench.sandbox.write("w/roles/web/run.sh", "edited\n")
    try bench.sandbox.write("w/roles/web/files/deep/new.txt", "by hand\n")
    try FileManager.default.removeItem(atPath: "\(bench.root)/roles/kept/file.txt")
    let before = try bench.snapshot()
    let error = #expect(throws: ApplyError.self) { _ = try bench.redo() }
    #expect(
      error?.diagnostics.map { "\($0.kind.exitStatus) \($0.place?.path ?? "")" } == [
        "75 roles/kept/file.txt", "75 roles/web/run.sh", "73 roles/web/files/deep/new.txt",
      ])
    #expect(try bench.snapshot() == before)
    #expect(try bench.log() == [-1])
  }

  @Test func `redo refuses a later version that is damaged`() throws {
    try write("one\n")
    _ = try bench.undo()
    try bench.sandbox.write("w/.tenon/state/undone/1/new/0", "damaged\n")
    let error = #expect(throws: ApplyError.self) { _ = try bench.redo() }
    #expect(error?.diagnostics.first?.kind == .data)
    #expect(try readme() == "hand-written\n")
  }

  @Test func `old contents get into the log by exchange, and out of it the same way`() throws {
    let file = "\(bench.root)/README.md"
    let inode = { (path: String) in
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let original = try inode(file)
    try write("one\n")
    #expect(try inode("\(bench.root)/.tenon/state/log/1/new/0") == original)
    _ = try bench.undo()
    #expect(try inode(file) == original)
  }

  @Test func `fifty operations are kept`() throws {
    for number in 1...53 { try write("\(number)\n") }
    #expect(try bench.log() == (4...53).reversed())
    for _ in 1...50 { _ = try bench.undo() }
    #expect(try readme() == "3\n")
    #expect(throws: ApplyError.nothingToUndo) { _ = try bench.undo() }
  }

  @Test func `256 MiB are kept, and the newest however large`() throws {
    for text in ["one\n", "two\n", "three\n"] { try write(text) }
    try bench.sandbox.write("w/.tenon/state/log/2/size", "\(200 << 20)\n")
    try write("four\n")
    #expect(try bench.log() == [4, 3, 2, 1])
    try bench.sandbox.write("w/.tenon/state/log/4/size", "\(200 << 20)\n")
    try write("five\n")
    #expect(try bench.log() == [5, 4, 3])
    try bench.sandbox.write("w/.tenon/state/log/5/size", "\(300 << 20)\n")
    try write("six\n")
    #expect(try bench.log() == [6])
  }

  @Test func `an operation counts with its larger contents, before or after, and its journal`() throws {
    try write(String(repeating: "x", count: 5000))
    try write("short\n")
    for number in [1, 2] {
      let entry = "w/.tenon/state/log/\(number)"
      let size = try Int(bench.sandbox.text("\(entry)/size").dropLast())
      #expect(size == 5000 + (try bench.sandbox.read("\(entry)/journal.json").count))
    }
  }

  /// Makes of the log what earlier versions kept: its last apply, and nothing else.
  private func makeOlder() throws {
    let state = "\(bench.root)/.tenon/state"
    try FileManager.default.moveItem(atPath: "\(state)/log/1", toPath: "\(state)/last")
    try FileManager.default.removeItem(atPath: "\(state)/last/size")
    try FileManager.default.removeItem(atPath: "\(state)/log")
  }

  @Test func `what an earlier version did last can be seen, undone and redone`() throws {
    try write("one\n")
    try makeOlder()
    #expect(try bench.log() == [1])
    _ = try bench.undo()
    #expect(try readme() == "hand-written\n")
    _ = try bench.redo()
    #expect(try readme() == "one\n")
    #expect(try bench.log() == [1])
  }

  @Test func `what an earlier version did last stays undoable below what is done now`() throws {
    try write("one\n")
    try makeOlder()
    try write("two\n")
    #expect(try bench.log() == [2, 1])
    _ = try bench.undo()
    _ = try bench.undo()
    #expect(try readme() == "hand-written\n")
  }

  @Test func `an apply that an earlier version left half-way between its two folders is concluded`() throws {
    try write("one\n")
    try makeOlder()
    try write("two\n")
    let state = "\(bench.root)/.tenon/state"
    try FileManager.default.moveItem(atPath: "\(state)/log/1", toPath: "\(state)/previous")
    try FileManager.default.moveItem(atPath: "\(state)/log/2", toPath: "\(state)/pending")
    #expect(try bench.recover()?.outcome == .finished)
    #expect(try bench.log() == [2, 1])
    _ = try bench.undo()
    #expect(try readme() == "one\n")
  }
}

import Applying
import FileTrees
import Testing
import TestSupport

/// So many files that several threads stage and move them: the same promises hold as for a few.
struct SideBySideTests {
  let bench: Bench
  private static let count = 1200

  init() throws { bench = try Bench() }

  private static func path(_ number: Int) -> String { "many/folder \(number % 40)/\"file\" ü \(number).txt" }

  private func changes(to text: String?) throws -> [Change] {
    try (0..<Self.count).map { number in
      try bench.change(Self.path(number), to: text.map { "\($0) \(number)\n" }, executable: number % 7 == 0)
    }
  }

  @Test func `many files come, change and go, and each way back leads to where it began`() throws {
    var states = [try bench.snapshot()]
    for text in ["first", "second", nil] {
      _ = try bench.apply(try changes(to: text))
      states.append(try bench.snapshot())
    }
    #expect(states[0] != states[1] && states[1] != states[2])
    #expect(states[3] == states[0])
    for state in states.dropLast().reversed() {
      _ = try bench.undo()
      #expect(try bench.snapshot() == state)
    }
    for state in states.dropFirst() {
      _ = try bench.redo()
      #expect(try bench.snapshot() == state)
    }
  }

  @Test func `every one of many paths that moved since is named, and nothing is written`() throws {
    let changes = try changes(to: "first")
    let others = [3, 700, 1199].map(Self.path)
    for path in others { try bench.sandbox.write("w/\(path)", "somebody's\n") }
    let before = try bench.snapshot()
    let error = #expect(throws: ApplyError.self) { _ = try bench.apply(changes) }
    #expect(error?.diagnostics.count == others.count)
    #expect(try bench.snapshot() == before)
    #expect(try bench.state() == [])
  }

  @Test(arguments: [0, 5, 611, 1199])
  func `a file that someone writes after all was checked stops the others, and all is put back`(
    number: Int
  ) throws {
    _ = try bench.apply(try changes(to: "first"))
    let changes = try changes(to: "second")
    let transaction = try Transaction(changes, in: bench.folder(), label: "tenon update")
    try bench.sandbox.write("w/\(Self.path(number))", "written this very moment\n")
    let before = try bench.snapshot()
    do throws(ApplyError) {
      _ = try transaction.commit()
      Issue.record("the file was replaced")
    } catch {
      #expect(error == .moved([.init(path: try RelativePath(Self.path(number)), reason: .changed)]))
    }
    #expect(try bench.snapshot() == before)
    #expect(try bench.log() == [1])
  }

  @Test func `a file that someone makes after all was checked stays, and no other comes`() throws {
    let transaction = try Transaction(
      try changes(to: "first"), in: bench.folder(), label: "tenon new")
    try bench.sandbox.write("w/\(Self.path(801))", "mine\n")
    do throws(ApplyError) {
      _ = try transaction.commit()
      Issue.record("the file was replaced")
    } catch {
      guard case .moved = error else {
        if case .disk = error { return }
        Issue.record("\(error)")
        return
      }
    }
    #expect(try bench.sandbox.text("w/\(Self.path(801))") == "mine\n")
    #expect(!bench.sandbox.exists("w/\(Self.path(802))"))
  }
}

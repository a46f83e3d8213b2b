import Applying
import Disk
import FileTrees
import Testing
import TestSupport

/// Somebody writes to a file in the very moment in which it is taken back: between the look at it and the move.
struct GuardTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  /// Dies where the last file is not in its place yet.
  private func crash(canExchange: Bool) throws {
    let trouble = { (trouble: Trouble) in canExchange ? trouble : trouble.withoutExchange }
    let other = try Bench()
    let counter = trouble(Trouble())
    _ = try other.apply(try other.changes(), interrupt: counter.interrupt)
    #expect(throws: ApplyError.self) {
      _ = try bench.apply(
        try bench.changes(), interrupt: trouble(Trouble.forever(from: counter.lastFile)).interrupt)
    }
  }

  /// Recovers, and writes to a file right before the operation that takes it away.
  private func recover(writingTo text: String, canExchange: Bool) throws -> Recovery {
    let path = try RelativePath(text)
    let sandbox = bench.sandbox
    var isDue = true
    let intruder = Trouble { _, operation in
      guard isDue, operation.takes(path) else { return nil }
      isDue = false
      try? sandbox.write("w/\(text)", "written this very moment\n")
      return nil
    }
    let recovery = try bench.recover(
      interrupt: (canExchange ? intruder : intruder.withoutExchange).interrupt)
    #expect(!isDue, "nothing took the file away")
    return try #require(recovery)
  }

  @Test func `a new file that is written to while it is taken back stays`() throws {
    let text = "roles/web/files/deep/new.txt"
    try crash(canExchange: true)
    let recovery = try recover(writingTo: text, canExchange: true)
    #expect(try bench.sandbox.text("w/\(text)") == "written this very moment\n")
    #expect(recovery.left.map(\.path.description) == [text])
    #expect(recovery.left.first?.former == nil)
  }

  @Test(arguments: [true, false])
  func `a changed file that is written to while it is taken back stays, and the former one is kept`(
    canExchange: Bool
  ) throws {
    let text = "roles/web/run.sh"
    try crash(canExchange: canExchange)
    let recovery = try recover(writingTo: text, canExchange: canExchange)
    #expect(try bench.sandbox.text("w/\(text)") == "written this very moment\n")
    #expect(recovery.left.map(\.path.description) == [text])
    let former = try #require(recovery.left.first?.former)
    #expect(try bench.sandbox.text("w/\(former)") == "#!/bin/sh\n")
  }
}

extension DiskOperation {
  /// Whether it takes what stands at the path away from there.
  fileprivate func takes(_ path: RelativePath) -> Bool {
    switch self {
    case .move(let from, _): from == path
    case .exchange(let one, let other): one == path || other == path
    default: false
    }
  }
}

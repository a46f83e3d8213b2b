import Applying
import Disk
import FileTrees
import TestSupport
import Testing

/// Every operation of an apply and of an undo fails in turn, and everything from it on: before or after, never between.
struct FaultTests {
  /// What an apply and an undo do, and whether the file system can exchange files.
  struct Run: CustomTestStringConvertible, Sendable {
    let isUndo: Bool
    let canExchange: Bool

    var testDescription: String { "\(isUndo ? "undo" : "apply")\(canExchange ? "" : " without exchange")" }

    func trouble(_ trouble: Trouble) -> Trouble { canExchange ? trouble : trouble.withoutExchange }
  }

  static let runs = [true, false].flatMap { undo in [true, false].map { Run(isUndo: undo, canExchange: $0) } }

  /// A bench right before the run, and the two states that are allowed after it.
  struct Stage {
    let bench: Bench
    let before: Snapshot
    let after: Snapshot
  }

  static func stage(_ run: Run) throws -> Stage {
    let bench = try Bench()
    let without = run.trouble(Trouble())
    // An apply before, so that there is an older undo to lose.
    _ = try bench.apply([try bench.change(".tenon/earlier", to: "x\n")], interrupt: without.interrupt)
    let start = try bench.snapshot()
    let twin = try Bench()
    _ = try twin.apply([try twin.change(".tenon/earlier", to: "x\n")])
    _ = try twin.apply(try twin.changes())
    let end = try twin.snapshot()
    guard run.isUndo else { return Stage(bench: bench, before: start, after: end) }
    _ = try bench.apply(try bench.changes(), interrupt: without.interrupt)
    return Stage(bench: bench, before: end, after: start)
  }

  static func perform(_ run: Run, on bench: Bench, _ trouble: Trouble) throws {
    let interrupt = run.trouble(trouble).interrupt
    if run.isUndo {
      _ = try bench.undo(interrupt: interrupt)
    } else {
      _ = try bench.apply(try bench.changes(), interrupt: interrupt)
    }
  }

  /// How many operations the run has where nothing fails.
  static func count(_ run: Run) throws -> Int {
    let counter = run.trouble(Trouble())
    let bench = try stage(run).bench
    if run.isUndo {
      _ = try bench.undo(interrupt: counter.interrupt)
    } else {
      _ = try bench.apply(try bench.changes(), interrupt: counter.interrupt)
    }
    return counter.count
  }

  @Test(arguments: runs) func `nothing fails and the run ends after`(run: Run) throws {
    let stage = try Self.stage(run)
    #expect(try stage.bench.snapshot() == stage.before)
    try Self.perform(run, on: stage.bench, Trouble())
    #expect(try stage.bench.snapshot().differences(from: stage.after) == [])
  }

  @Test(arguments: runs) func `one operation fails and the tree is before or after at once`(run: Run) throws {
    for fatal in 0..<(try Self.count(run)) {
      let stage = try Self.stage(run)
      do {
        try Self.perform(run, on: stage.bench, .once(at: fatal))
        #expect(try stage.bench.snapshot().differences(from: stage.after) == [], "operation \(fatal)")
      } catch is ApplyError {
        #expect(try stage.bench.snapshot().differences(from: stage.before) == [], "operation \(fatal)")
      }
      #expect(try stage.bench.recover() == nil, "operation \(fatal)")
    }
  }

  @Test(arguments: runs) func `the process dies at an operation and the next command puts it right`(
    run: Run
  ) throws {
    for fatal in 0..<(try Self.count(run)) {
      let stage = try Self.stage(run)
      try? Self.perform(run, on: stage.bench, .forever(from: fatal))
      let recovery = try stage.bench.recover()
      let now = try stage.bench.snapshot()
      #expect(
        [stage.before, stage.after].contains(now),
        "operation \(fatal): \(now.differences(from: stage.before))")
      if let recovery { #expect(recovery.left == [], "operation \(fatal)") }
      #expect(try stage.bench.recover() == nil)
      // The workspace works on, and what was the last apply can still be taken back.
      if now == stage.after && !run.isUndo || now == stage.before && run.isUndo {
        _ = try stage.bench.undo()
        #expect(try stage.bench.snapshot() == (run.isUndo ? stage.after : stage.before), "operation \(fatal)")
      }
    }
  }

  @Test(arguments: runs) func `the recovery dies as well, anywhere, and the one after it puts it right`(
    run: Run
  ) throws {
    let count = try Self.count(run)
    for fatal in stride(from: 0, to: count, by: environment("TENON_NIGHTLY") == nil ? 5 : 1) {
      for second in stride(from: 0, to: 40, by: environment("TENON_NIGHTLY") == nil ? 7 : 1) {
        let stage = try Self.stage(run)
        try? Self.perform(run, on: stage.bench, .forever(from: fatal))
        let trouble = run.trouble(.forever(from: second))
        _ = try? stage.bench.recover(interrupt: trouble.interrupt)
        _ = try stage.bench.recover()
        let now = try stage.bench.snapshot()
        #expect(
          [stage.before, stage.after].contains(now),
          "\(fatal), \(second): \(now.differences(from: stage.before))")
        if trouble.count < second { break }
      }
    }
  }
}

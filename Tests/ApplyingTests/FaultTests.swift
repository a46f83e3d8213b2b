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
    /// Nothing comes: then folders are the last to go.
    let onlyRemoves: Bool
    let canExchange: Bool
    /// Whether the applies before the run could exchange files, whatever the run can: a workspace may be copied.
    var couldExchange = false
    /// Whether a move that fails has made a link already.
    var movesByLinks = false

    var testDescription: String {
      "\(isUndo ? "undo" : "apply")\(onlyRemoves ? " of removals" : "")\(canExchange ? "" : " without exchange")"
        + "\(couldExchange ? " after one with it" : "")\(movesByLinks ? ", moved by links" : "")"
    }

    func changes(in bench: Bench) throws -> [Change] {
      try bench.changes().filter { !onlyRemoves || $0.after == .absent }
    }

    func trouble(_ trouble: Trouble, in bench: Bench) -> Trouble {
      let trouble = movesByLinks ? trouble.halfMoving(in: bench.root) : trouble
      return canExchange ? trouble : trouble.withoutExchange
    }

    /// No trouble, for what comes before the run.
    var earlier: Trouble { canExchange || couldExchange ? Trouble() : Trouble().withoutExchange }
  }

  static let runs =
    [true, false].flatMap { undo in
      [(false, true), (false, false), (true, true)].map {
        Run(isUndo: undo, onlyRemoves: $0.0, canExchange: $0.1)
      }
        + [false, true].map {
          Run(isUndo: undo, onlyRemoves: $0, canExchange: false, movesByLinks: true)
        }
    } + [Run(isUndo: true, onlyRemoves: false, canExchange: false, couldExchange: true, movesByLinks: true)]

  /// The two states that are allowed after a run, and how many operations it has where nothing fails.
  struct Reference {
    let before: Snapshot
    let after: Snapshot
    let count: Int
  }

  static func reference(_ run: Run) throws -> Reference {
    let bench = try bench(before: run)
    let before = try bench.snapshot()
    let counter = run.trouble(Trouble(), in: bench)
    if run.isUndo {
      _ = try bench.undo(interrupt: counter.interrupt)
    } else {
      _ = try bench.apply(try run.changes(in: bench), interrupt: counter.interrupt)
    }
    return Reference(before: before, after: try bench.snapshot(), count: counter.count)
  }

  /// A bench right before the run, with an apply before it, so that there is an older undo to lose.
  static func bench(before run: Run) throws -> Bench {
    let bench = try Bench()
    let earlier = run.earlier
    _ = try bench.apply([try bench.change(".tenon/earlier", to: "x\n")], interrupt: earlier.interrupt)
    if run.isUndo { _ = try bench.apply(try run.changes(in: bench), interrupt: earlier.interrupt) }
    return bench
  }

  static func perform(_ run: Run, on bench: Bench, _ trouble: Trouble) throws {
    let interrupt = run.trouble(trouble, in: bench).interrupt
    if run.isUndo {
      _ = try bench.undo(interrupt: interrupt)
    } else {
      _ = try bench.apply(try run.changes(in: bench), interrupt: interrupt)
    }
  }

  @Test(arguments: [true, false]) func `an undo leads back to where the apply began`(canExchange: Bool) throws
  {
    let apply = try Self.reference(Run(isUndo: false, onlyRemoves: false, canExchange: canExchange))
    let undo = try Self.reference(Run(isUndo: true, onlyRemoves: false, canExchange: canExchange))
    #expect(undo.before.differences(from: apply.after) == [])
    #expect(undo.after.differences(from: apply.before) == [])
    #expect(apply.before != apply.after)
  }

  @Test(arguments: runs) func `one operation fails and the tree is before or after at once`(run: Run) throws {
    let reference = try Self.reference(run)
    for fatal in 0..<reference.count {
      let bench = try Self.bench(before: run)
      do {
        try Self.perform(run, on: bench, .once(at: fatal))
        #expect(try bench.snapshot().differences(from: reference.after) == [], "operation \(fatal)")
      } catch is ApplyError {
        #expect(try bench.snapshot().differences(from: reference.before) == [], "operation \(fatal)")
      }
      #expect(try bench.recover() == nil, "operation \(fatal)")
    }
  }

  @Test(arguments: runs) func `the process dies at an operation and the next command puts it right`(
    run: Run
  ) throws {
    let reference = try Self.reference(run)
    for fatal in 0..<reference.count {
      let bench = try Self.bench(before: run)
      try? Self.perform(run, on: bench, .forever(from: fatal))
      let recovery = try bench.recover()
      let now = try bench.snapshot()
      #expect(
        [reference.before, reference.after].contains(now),
        "operation \(fatal): \(now.differences(from: reference.before))")
      if let recovery { #expect(recovery.left == [], "operation \(fatal)") }
      #expect(try bench.recover() == nil)
      // The workspace works on, and what was the last apply can still be taken back.
      if now == reference.after && !run.isUndo || now == reference.before && run.isUndo {
        _ = try bench.undo()
        #expect(
          try bench.snapshot() == (run.isUndo ? reference.after : reference.before), "operation \(fatal)")
      }
    }
  }

  @Test(arguments: runs) func `the recovery dies as well, anywhere, and the one after it puts it right`(
    run: Run
  ) throws {
    let reference = try Self.reference(run)
    for fatal in stride(from: 0, to: reference.count, by: environment("TENON_NIGHTLY") == nil ? 5 : 1) {
      for second in stride(from: 0, to: 40, by: environment("TENON_NIGHTLY") == nil ? 7 : 1) {
        let bench = try Self.bench(before: run)
        try? Self.perform(run, on: bench, .forever(from: fatal))
        let trouble = run.trouble(.forever(from: second), in: bench)
        _ = try? bench.recover(interrupt: trouble.interrupt)
        _ = try bench.recover()
        let now = try bench.snapshot()
        #expect(
          [reference.before, reference.after].contains(now),
          "\(fatal), \(second): \(now.differences(from: reference.before))")
        if trouble.count < second { break }
      }
    }
  }
}

import Applying
import Disk
import FileTrees
import Testing
import TestSupport

/// Every operation of an apply, an undo and a redo fails in turn, and everything from it on: before or after, never between.
struct FaultTests {
  /// What is done, and whether the file system can exchange files.
  struct Run: CustomTestStringConvertible, Sendable {
    let kind: Kind
    /// Nothing comes: then folders are the last to go.
    let onlyRemoves: Bool
    let canExchange: Bool
    /// Whether the applies before the run could exchange files, whatever the run can: a workspace may be copied.
    var couldExchange = false
    /// Whether a move that fails has made a link already.
    var movesByLinks = false

    enum Kind: CaseIterable { case apply, undo, redo }

    var testDescription: String {
      "\(kind)\(onlyRemoves ? " of removals" : "")\(canExchange ? "" : " without exchange")"
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
    Run.Kind.allCases.flatMap { kind in
      [(false, true), (false, false), (true, true)].map {
        Run(kind: kind, onlyRemoves: $0.0, canExchange: $0.1)
      }
        + [false, true].map {
          Run(kind: kind, onlyRemoves: $0, canExchange: false, movesByLinks: true)
        }
    } + [Run(kind: .undo, onlyRemoves: false, canExchange: false, couldExchange: true, movesByLinks: true)]

  /// The two states that are allowed after a run, and how many operations it has where nothing fails.
  struct Reference {
    let before: Snapshot
    let after: Snapshot
    let count: Int
  }

  static func reference(_ run: Run) throws -> Reference {
    let bench = try bench(before: run)
    let before = try bench.snapshot()
    let counter = Trouble()
    try perform(run, on: bench, counter)
    return Reference(before: before, after: try bench.snapshot(), count: counter.count)
  }

  /// A bench right before the run, with an apply before it, so that there is an older undo to lose.
  static func bench(before run: Run) throws -> Bench {
    let bench = try Bench()
    let earlier = run.earlier
    _ = try bench.apply([try bench.change(".tenon/earlier", to: "x\n")], interrupt: earlier.interrupt)
    if run.kind != .apply { _ = try bench.apply(try run.changes(in: bench), interrupt: earlier.interrupt) }
    if run.kind == .redo { _ = try bench.undo(interrupt: earlier.interrupt) }
    return bench
  }

  static func perform(_ run: Run, on bench: Bench, _ trouble: Trouble) throws {
    let counter = run.trouble(trouble, in: bench)
    defer { trouble.count = counter.count }
    switch run.kind {
    case .apply: _ = try bench.apply(try run.changes(in: bench), interrupt: counter.interrupt)
    case .undo: _ = try bench.undo(interrupt: counter.interrupt)
    case .redo: _ = try bench.redo(interrupt: counter.interrupt)
    }
  }

  @Test(arguments: [true, false]) func `an undo leads back to where the apply began`(canExchange: Bool) throws
  {
    let apply = try Self.reference(Run(kind: .apply, onlyRemoves: false, canExchange: canExchange))
    let undo = try Self.reference(Run(kind: .undo, onlyRemoves: false, canExchange: canExchange))
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
      try crossOver(run, bench, from: now, reference, "operation \(fatal)")
    }
  }

  /// The workspace works on: what was undone can be redone, and the other way round.
  private func crossOver(
    _ run: Run, _ bench: Bench, from now: Snapshot, _ reference: Reference, _ what: Comment
  ) throws {
    let isAfter = now == reference.after
    switch (run.kind, isAfter) {
    case (.apply, false): return
    case (.undo, true), (.redo, false): _ = try bench.redo()
    case (.apply, true), (.undo, false), (.redo, true): _ = try bench.undo()
    }
    #expect(try bench.snapshot() == (isAfter ? reference.before : reference.after), what)
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

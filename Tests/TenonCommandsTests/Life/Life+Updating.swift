import Foundation
import Testing
import TestSupport

extension Life {
  /// Updates as a person would, who decides every conflict somehow, and watches that nothing is lost on the way.
  mutating func update() throws {
    let arguments = updateArguments()
    let before = try everything()
    let belongings = try belongings()
    let facts = try PersonalFacts(of: self)
    let finished = try tenon(arguments)
    let report = try UpdateReport(finished)
    if finished.status == 0 || finished.status == 1 {
      try check(report, finished, since: belongings, facts, givenUp: [])
    } else {
      #expect([2, 73].contains(finished.status), "\(finished.errorText)")
      #expect(report.state == "undecided" && !report.conflicts.isEmpty)
      #expect(try everything().differences(from: before) == [], "an undecided update wrote something")
      try decide(arguments, report.conflicts, since: belongings, facts)
    }
    try settle()
  }

  /// Decides each conflict at random, all at once.
  private mutating func decide(
    _ arguments: [String], _ conflicts: [UpdateReport.Conflict], since before: Belongings,
    _ facts: PersonalFacts
  ) throws {
    var givenUp: Set<String> = []
    var choices: [String] = []
    for conflict in conflicts {
      let choice = ["ours", "ours", "markers", "theirs"].randomElement(using: &random) ?? "ours"
      let possible = choice == "markers" && !conflict.canHoldMarkers ? "ours" : choice
      if possible == "theirs" { givenUp.insert(conflict.path) }
      choices += ["--on-conflict", "\(possible):\(conflict.path)"]
    }
    let finished = try tenon(arguments + choices)
    let report = try UpdateReport(finished)
    let isMarked = report.files.contains { $0.action == "markers" }
    #expect(finished.status == (isMarked ? 1 : 0), "\(choices): \(finished.errorText)\(finished.text)")
    let left = Set(
      report.files.filter { givenUp.contains($0.path) }.flatMap { [$0.path, $0.from].compactMap(\.self) })
    try check(report, finished, since: before, facts, givenUp: left.union(givenUp))
  }

  /// What holds after every update that wrote.
  private mutating func check(
    _ report: UpdateReport, _ finished: Finished, since before: Belongings, _ facts: PersonalFacts,
    givenUp: Set<String>
  ) throws {
    let words = finished.text
    #expect(try belongings().changes(since: before) == report.touched, "not what was said: \(words)")
    person.giveUp { givenUp.contains($0) }
    person.follow(report.moves)
    let lost = try person.lost(in: sandbox, folder)
    #expect(lost == [], "\(lost) \(words)")
    try facts.check(self, report, givenUp: givenUp)
  }

  /// Resolves what was marked, and sees that a second update finds nothing to do.
  private mutating func settle() throws {
    let desk = Desk(sandbox: sandbox, folder: folder)
    let marked = try desk.files().filter { try desk.isMarked($0) }
    if !marked.isEmpty {
      #expect(try tenon(["check"]).status == 1)
      #expect(try succeed("status").text.contains("queue/mail  conflicted"))
    }
    let tree = try everything()
    let again = try tenon(["update"])
    #expect(again.status == (marked.isEmpty ? 0 : 1), "\(again.text)\(again.errorText)")
    #expect(try everything().differences(from: tree) == [], "a second update wrote: \(again.text)")
    for path in marked { try desk.resolve(path, keepingBoth: Bool.random(using: &random)) }
    #expect(try person.lost(in: sandbox, folder) == [])
  }
}

/// What a person did to files besides their lines: deleted them, or made them executable.
private struct PersonalFacts {
  /// Sources of files that are not where they were laid out.
  private let gone: Set<String>
  /// By path, where it is not the one that the skeleton gave.
  private let modes: [String: Bool]

  init(of life: Life) throws {
    let desk = Desk(sandbox: life.sandbox, folder: life.folder)
    let files = try life.record().files
    let standing = Set(try desk.files())
    gone = Set(files.filter { !standing.contains($0.path) }.map(\.source))
    var modes: [String: Bool] = [:]
    for file in files where standing.contains(file.path) {
      let isExecutable = try desk.isExecutable(file.path)
      if isExecutable != (file.mode == "100755") { modes[file.path] = isExecutable }
    }
    self.modes = modes
  }

  func check(_ life: Life, _ report: UpdateReport, givenUp: Set<String>) throws {
    let desk = Desk(sandbox: life.sandbox, folder: life.folder)
    for file in report.files where gone.contains(file.source) && !givenUp.contains(file.path) {
      let isFollowed = file.reason?.contains("you moved it") ?? false
      #expect(isFollowed || !["create", "update", "merge"].contains(file.action), "it came back: \(file)")
    }
    for (path, isExecutable) in modes where !givenUp.contains(path) {
      let now = report.moves[path] ?? path
      guard life.sandbox.exists("\(life.folder)/\(now)") else { continue }
      #expect(try desk.isExecutable(now) == isExecutable, "the mode of \(now)")
    }
  }
}

extension Desk {
  func isMarked(_ path: String) throws -> Bool {
    try lines(of: path).contains { $0.starts(with: Array("<<<<<<< ".utf8)) }
  }

  /// Clears the markers as a person would, who keeps their own lines, and the skeleton's too where wanted.
  func resolve(_ path: String, keepingBoth: Bool) throws {
    var side = "both"
    var kept: [[UInt8]] = []
    for line in try lines(of: path) {
      let text = words(line)
      if text.hasPrefix("<<<<<<< ") {
        side = "ours"
      } else if text.hasPrefix("||||||| ") {
        side = "base"
      } else if text == "=======" && side != "both" {
        side = "theirs"
      } else if text.hasPrefix(">>>>>>> ") {
        side = "both"
      } else if side == "both" || side == "ours" || side == "theirs" && keepingBoth {
        kept.append(line)
      }
    }
    try write(path, kept)
  }
}

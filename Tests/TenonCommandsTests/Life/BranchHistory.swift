import Foundation
import Testing
import TestSupport

/// Three units on two to four branches: answered, edited, renamed and removed, then brought together by real git.
///
/// It keeps what has to be true: every answer that nobody took back, and every line that a person wrote.
struct BranchHistory {
  let sandbox: Sandbox
  private var random: SeededGenerator
  private var serial = 10
  /// What main is known to hold.
  private(set) var main: [String: UnitFacts] = [:]
  /// What was done, for a failure to be understood.
  var story: [String] = []

  /// What is known of one unit.
  struct UnitFacts: Equatable {
    var name: String
    var answers: [String: String] = [:]
    var lines: Set<String> = []
    /// Whether a branch updated it to a newer version of the skeleton.
    var isNewer = false
  }

  /// Places of a file that are far enough from each other to merge by line.
  private static let slots = 8

  init(seed: Int) throws {
    sandbox = try Sandbox(inMemory: true)
    random = SeededGenerator(seed: seed)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write(
      "repo/skeletons/queue/skeleton.yaml",
      smallSkeleton("queue", destination: "u") + """
          port: { type: integer, default: 1, help: In one file }
          host: { type: string, default: h, help: In the same file }
          size: { type: integer, default: 1, help: In another file }

        """)
    try sandbox.write("repo/skeletons/queue/files/a.conf", Self.text("port <% port %>", "host <% host %>"))
    try sandbox.write("repo/skeletons/queue/files/b.conf", Self.text("size <% size %>", "end"))
    for unit in ["x", "y", "z"] {
      try sandbox.tenon("new", "queue", unit)
      main[unit] = UnitFacts(name: unit)
    }
    try sandbox.commitAll("Begin")
  }

  private static func text(_ first: String, _ last: String) -> String {
    let slots = (0..<slots).flatMap { ["slot \($0)", "one", "two", "three"] }
    return ([first, "1", "2", "3"] + slots + [last, ""]).joined(separator: "\n")
  }

  /// Works on one to three branches that begin at main, and brings each to main in one of git's ways.
  mutating func run() throws {
    let start = main
    let branches = (1...Int.random(in: 2...4, using: &random)).map { "b\($0)" }
    var ends: [String: [String: UnitFacts]] = [:]
    for (index, branch) in branches.enumerated() {
      try sandbox.git("checkout", "-q", "-b", branch, "main")
      ends[branch] = try work(on: branch, from: start, slots: index * 2..<index * 2 + 2)
    }
    try sandbox.git("checkout", "-q", "main")
    var merged = start
    for branch in branches {
      guard let theirs = ends[branch], theirs != start else { continue }
      try join(branch, base: start, ours: merged, theirs: theirs)
      merged = main
    }
  }

  /// A few things done on a branch; each edit has a place of the branch's own.
  private mutating func work(
    on branch: String, from start: [String: UnitFacts], slots: Range<Int>
  ) throws -> [String: UnitFacts] {
    var units = start
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard let key = units.keys.sorted().randomElement(using: &random), var unit = units[key] else { break }
      serial += 1
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5:
        let variable = ["port", "host", "size"].randomElement(using: &random) ?? "port"
        let value = variable == "host" ? "h\(serial)" : "\(serial)"
        try tenon("update", "queue/\(unit.name)", "--set", "\(variable)=\(value)")
        unit.answers[variable] = value
      case 5..<8:
        let slot = Int.random(in: slots, using: &random)
        let file = "repo/u/\(unit.name)/\(Bool.random(using: &random) ? "a" : "b").conf"
        let line = "by hand \(serial)"
        try sandbox.write(
          file, try sandbox.text(file).replacing("slot \(slot)\n", with: "slot \(slot)\n\(line)\n"))
        story.append("\(branch): edit \(file)")
        unit.lines.insert(line)
      case 8 where branch == "b1":
        try tenon("rename", "queue/\(unit.name)", "\(unit.name)\(serial)")
        unit.name += "\(serial)"
      case 9 where branch == "b2" && unit.lines.isEmpty:
        try tenon("remove", "queue/\(unit.name)")
        units[key] = nil
        try sandbox.commitAll("Remove on \(branch)")
        continue
      case 8..<10 where branch == "b3":
        try bringSkeletonForward()
        for key in units.keys { units[key]?.isNewer = true }
        if Bool.random(using: &random) { try sandbox.commitAll("Newer on \(branch)") }
        continue
      default: continue
      }
      units[key] = unit
      if Bool.random(using: &random) { try sandbox.commitAll("Work on \(branch)") }
    }
    try sandbox.commitAll("Work on \(branch)")
    return units
  }

  /// A newer version of the skeleton, and all units of the branch updated to it.
  private mutating func bringSkeletonForward() throws {
    let (declaration, file) = ("repo/skeletons/queue/skeleton.yaml", "repo/skeletons/queue/files/a.conf")
    try sandbox.write(
      declaration, try sandbox.text(declaration).replacing("version: 1.0.0", with: "version: 1.1.0"))
    try sandbox.write(file, try sandbox.text(file).replacing("\n3\n", with: "\nthird\n"))
    try tenon("update")
  }

  /// Brings a branch to main, decides as a person would, and holds main against what it must be.
  private mutating func join(
    _ branch: String, base: [String: UnitFacts], ours: [String: UnitFacts], theirs: [String: UnitFacts]
  ) throws {
    let way =
      ["merge", "squash", "rebase", "cherry-pick", "-X ours"].randomElement(using: &random) ?? "merge"
    story.append("\(way) \(branch)")
    let favours = way == "-X ours" ? Side.ours : .theirs
    main = expected(base: base, ours: ours, theirs: theirs, favouring: favours)
    switch way {
    case "squash":
      _ = try git("merge", "--squash", branch)
      try settle(favouring: favours)
      try sandbox.commitAll("Bring \(branch) in")
    case "rebase":
      try sandbox.git("checkout", "-q", branch)
      var finished = try git("rebase", "main")
      for _ in 0..<8 where finished.status != 0 {
        try settle(favouring: favours)
        finished = try git("-c", "core.editor=true", "rebase", "--continue")
        if finished.status != 0, try !isUnmerged() { finished = try git("rebase", "--skip") }
      }
      try sandbox.git("checkout", "-q", "-B", "main")
    case "cherry-pick":
      var finished = try git("cherry-pick", "--allow-empty", "--keep-redundant-commits", "main..\(branch)")
      for _ in 0..<8 where finished.status != 0 {
        try settle(favouring: favours)
        finished = try git("-c", "core.editor=true", "cherry-pick", "--continue")
        if finished.status != 0, try !isUnmerged() { finished = try git("cherry-pick", "--skip") }
      }
    default:
      let options = way == "merge" ? [] : ["-X", "ours"]
      _ = try git(["merge", "--no-ff", "-m", "Merge \(branch)"] + options + [branch])
      try settle(favouring: favours)
      try sandbox.commitAll("Merge \(branch)")
    }
    try settle(favouring: favours)
    try sandbox.commitAll("Update after \(branch)")
  }

  /// What no one took back; of an answer that both gave, one side's is taken.
  private func expected(
    base: [String: UnitFacts], ours: [String: UnitFacts], theirs: [String: UnitFacts], favouring side: Side
  ) -> [String: UnitFacts] {
    var merged: [String: UnitFacts] = [:]
    for (key, before) in base {
      switch (ours[key], theirs[key]) {
      case (let ours?, let theirs?):
        var unit = ours
        for variable in ["port", "host", "size"] where theirs.answers[variable] != before.answers[variable] {
          if side == .ours, ours.answers[variable] != before.answers[variable] { continue }
          unit.answers[variable] = theirs.answers[variable]
        }
        if theirs.name != before.name { unit.name = theirs.name }
        unit.lines.formUnion(theirs.lines)
        unit.isNewer = ours.isNewer || theirs.isNewer
        merged[key] = unit
      // What one branch took away and the other changed is taken away: the person decides so.
      default: continue
      }
    }
    return merged
  }

  mutating func git(_ arguments: String...) throws -> Finished { try git(arguments) }

  mutating func git(_ arguments: [String]) throws -> Finished {
    story.append("git " + arguments.joined(separator: " "))
    return try sandbox.run("git", arguments, in: "repo")
  }

  mutating func tenon(_ arguments: String...) throws {
    story.append(arguments.joined(separator: " "))
    let finished = try sandbox.tenon(arguments)
    #expect(finished.status == 0, "\(finished.text)\(finished.errorText)\n\(story.joined(separator: "\n"))")
  }

  func isUnmerged() throws -> Bool {
    try !sandbox.git("diff", "--name-only", "--diff-filter=U").text.isEmpty
  }
}

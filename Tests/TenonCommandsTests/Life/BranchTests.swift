import Foundation
import Testing
import TestSupport

/// Two branches that lay out, update, edit and remove, merged by real git: no record is without its bases afterwards.
struct BranchTests {
  @Test(arguments: seeds(isNightly ? 80 : 4))
  func `branches with units of their own merge without conflict and without loss`(seed: Int) throws {
    var branches = try Branches(seed: seed)
    try branches.work(on: "left", units: ["a", "c"])
    try branches.work(on: "right", units: ["b", "d"])
    try branches.join()
    #expect(try branches.basesMissing() == [])
    let checked = try branches.sandbox.tenon("check")
    #expect(checked.status == 0, "\(checked.text)")
    try branches.changeSkeletons()
    let updated = try branches.sandbox.tenon("update", "--json")
    #expect(updated.status == 0, "\(updated.text)\(updated.errorText)")
    #expect(try branches.linesMissing() == [])
    #expect(try branches.basesMissing() == [])
  }

  /// A unit of two files, each with an answer of its own, that two branches are about to change.
  private func pair() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write(
      "repo/skeletons/pair/skeleton.yaml",
      smallSkeleton("pair", destination: "pairs") + """
          alpha: { type: string, default: x, help: In the first file }
          omega: { type: string, default: y, help: In the second file }

        """)
    try sandbox.write("repo/skeletons/pair/files/first", "<% alpha %>\n")
    try sandbox.write("repo/skeletons/pair/files/second", "<% omega %>\n")
    try sandbox.tenon("new", "pair", "it", "--set", "alpha=x", "--set", "omega=y")
    try sandbox.commitAll("Begin")
    try sandbox.git("checkout", "-q", "-b", "side")
    return sandbox
  }

  @Test(arguments: ["--ours", "--theirs"])
  func `an answer that both branches gave is a person's to decide, or all of one branch's`(
    side: String
  ) throws {
    let sandbox = try pair()
    try sandbox.tenon("update", "--set", "omega=z")
    try sandbox.commitAll("Z")
    try sandbox.git("checkout", "-q", "main")
    try sandbox.tenon("update", "--set", "omega=w")
    try sandbox.commitAll("W")
    #expect(try sandbox.run("git", ["merge", "-q", "-m", "Merge", "side"], in: "repo").status == 1)
    let shown = try sandbox.tenon("status")
    #expect(
      shown.status == 0
        && shown.text.contains("both branches changed the answer 'omega': 'w' here, 'z' there"))
    let said = try sandbox.tenon("update", "pair/it")
    #expect(said.status == 2 && said.errorText.contains("both branches changed the answer 'omega'"))
    #expect(said.errorText.contains("hint: tenon update pair/it --set omega=z"))
    try sandbox.git("checkout", "-q", side, "--", ".")
    try sandbox.commitAll("Merge")
    #expect(try sandbox.tenon("update").status == 0)
    #expect(try sandbox.tenon("check").status == 0)
    #expect(try sandbox.text("repo/pairs/it/second") == (side == "--ours" ? "w\n" : "z\n"))
  }
}

/// A repository whose units share contents, on two branches.
private struct Branches {
  let sandbox: Sandbox
  private var random: SeededGenerator
  private var count = 0
  private var lines: [String: String] = [:]

  init(seed: Int) throws {
    sandbox = try Sandbox(inMemory: true)
    random = SeededGenerator(seed: seed)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    for skeleton in ["queue", "timer"] {
      try sandbox.write(
        "repo/skeletons/\(skeleton)/skeleton.yaml",
        smallSkeleton(skeleton, destination: "\(skeleton)s")
          + "  size: { type: string, default: small, help: How large }\n")
      let many = (1...20).map { "line \($0)\n" }.joined()
      try sandbox.write("repo/skeletons/\(skeleton)/files/LICENSE", "The same\nin every unit\n")
      try sandbox.write("repo/skeletons/\(skeleton)/files/size.conf", "size = <% size %>\n" + many)
      try sandbox.write("repo/skeletons/\(skeleton)/files/same/size.conf", "size = <% size %>\n" + many)
    }
    for (skeleton, unit) in [("queue", "a"), ("queue", "b"), ("timer", "c"), ("timer", "d")] {
      try sandbox.tenon("new", skeleton, unit)
    }
    try sandbox.commitAll("Begin")
    try sandbox.git("branch", "left")
    try sandbox.git("branch", "right")
  }

  /// A few things done to units that the other branch leaves alone.
  mutating func work(on branch: String, units: [String]) throws {
    try sandbox.git("checkout", "-q", branch)
    var units = Set(units)
    for _ in 0..<Int.random(in: 2...5, using: &random) {
      count += 1
      let unit = units.sorted().randomElement(using: &random)
      switch Int.random(in: 0...4, using: &random) {
      case 0:
        let skeleton = Bool.random(using: &random) ? "queue" : "timer"
        try run("new", skeleton, "\(branch)\(count)", "--set", "size=\(size())")
        units.insert("\(branch)\(count)")
      case 1, 2:
        guard let unit else { continue }
        try run("update", unit, "--set", "size=\(size())")
      case 3:
        guard let unit else { continue }
        try run("remove", unit)
        lines = lines.filter { !$0.value.contains("/\(unit)/") || sandbox.exists("repo/\($0.value)") }
        units.remove(unit)
      default:
        guard let unit else { continue }
        try edit(unit)
      }
      if Bool.random(using: &random) { try sandbox.commitAll("Work on \(branch)") }
    }
    try sandbox.commitAll("Work on \(branch)")
  }

  /// Both branches come to main, in one of git's ways.
  mutating func join() throws {
    try sandbox.git("checkout", "-q", "main")
    try sandbox.git("merge", "-q", "--no-ff", "-m", "Left", "left")
    switch Int.random(in: 0...3, using: &random) {
    case 0: try sandbox.git("merge", "-q", "--no-ff", "-m", "Right", "right")
    case 1:
      try sandbox.git("merge", "-q", "--squash", "right")
      try sandbox.commitAll("Right")
    case 2:
      try sandbox.git("checkout", "-q", "right")
      try sandbox.git("rebase", "-q", "main")
    default: try sandbox.git("cherry-pick", "--allow-empty", "--keep-redundant-commits", "main..right")
    }
  }

  mutating func changeSkeletons() throws {
    for skeleton in ["queue", "timer"] {
      let file = "repo/skeletons/\(skeleton)/files/size.conf"
      try sandbox.write(file, try sandbox.text(file).replacing("line 20\n", with: "another line 20\n"))
      try sandbox.write("repo/skeletons/\(skeleton)/files/LICENSE", "The same\nin every unit still\n")
    }
  }

  /// Base files that are not what their records name, and files whose contents they lack.
  func basesMissing() throws -> [String] {
    let units = FileManager.default.enumerator(atPath: sandbox.path("repo/.tenon/units"))
    var missing: [String] = []
    for case let name as String in units ?? .init() where name.hasSuffix("/record.json") {
      let folder = "repo/.tenon/units/\(name.dropLast("/record.json".count))"
      let record = try JSONDecoder().decode(
        RecordDocument.self, from: Data(try sandbox.read("\(folder)/record.json")))
      let base = "\(folder)/base"
      let id =
        sandbox.exists(base) ? try sandbox.git("hash-object", "--no-filters", sandbox.path(base)).text : ""
      if id != "\(record.base)\n" { missing.append(base) }
      let text = sandbox.exists(base) ? String(decoding: try sandbox.read(base), as: UTF8.self) : ""
      for file in record.files where !text.contains("\n\(file.blob) ") { missing.append(file.path) }
    }
    return missing
  }

  func linesMissing() throws -> [String] {
    try lines.filter { line, path in !(try sandbox.text("repo/\(path)").contains(line)) }.map(\.key)
  }

  private mutating func edit(_ unit: String) throws {
    let path = ["queues", "timers"].map { "\($0)/\(unit)/size.conf" }.first { sandbox.exists("repo/\($0)") }
    guard let path else { return }
    let line = "person's line \(count)\n"
    try sandbox.write(
      "repo/\(path)", try sandbox.text("repo/\(path)").replacing("line 10\n", with: "line 10\n" + line))
    lines[line] = path
  }

  /// Few enough that units have the same contents now and then.
  private mutating func size() -> String {
    ["small", "middle", "large"].randomElement(using: &random) ?? "small"
  }

  private func run(_ arguments: String...) throws {
    let finished = try sandbox.tenon(arguments)
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
  }
}

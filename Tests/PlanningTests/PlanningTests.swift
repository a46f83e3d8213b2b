import Diagnostics
import FileTrees
import GitReading
import Merging
import Planning
import Skeletons
import Testing
import TestSupport
import Texts
import Workspaces

@Suite struct PlanningTests {
  let unit: UnitID
  init() throws { unit = try UnitID("k/x") }

  func path(_ text: String) throws -> RelativePath { try RelativePath(text) }

  func target(
    _ files: [String: String], at folder: String = "roles/x", version: String = "1.0.0"
  ) throws -> UnitTarget {
    UnitTarget(
      skeleton: SkeletonReference(name: "k", version: version, digest: "d", source: "builtin"),
      destination: try path(folder), yamlExtension: nil, answers: ["name": .text("x")],
      files: try files.sorted { $0.key < $1.key }.map { source, text in
        TargetFile(
          source: source, path: try path("\(folder)/\(source)"), raw: Content(text),
          content: Content(text),
          isExecutable: false, keep: false)
      }, inputs: "0123456789abcdef")
  }

  /// A small workspace in memory: what an apply leaves is what the next plan finds.
  struct World {
    var tree = FileTree()
    var record: Record?
    var bases: [BaseFile] = []

    mutating func apply(_ plan: UnitPlan, unit: UnitID) throws {
      for change in plan.changes {
        #expect(tree.state(of: change.path) == change.before)
        switch change.after {
        case .absent: tree[change.path] = nil
        case .file(let content, let executable):
          tree[change.path] = .file(content, executable: executable)
          if change.path == TenonFolder.base(of: unit) { bases.append(BaseFile(parsing: content.stored)) }
        }
      }
      let stored = tree[TenonFolder.record(of: unit)]?.content?.stored
      record = try stored.map { try Record(json: $0, unit: unit, at: "record.json") }
    }

    func input(_ unit: UnitID, _ target: UnitTarget?, moved: [RelativePath: RelativePath] = [:]) -> UnitInput
    {
      var input = UnitInput(unit: unit, record: record, base: [:], target: target, ours: tree, moved: moved)
      for file in record?.files ?? [] {
        input.base[file.source] = bases.last?.content(file.blob).map {
          .file(Content($0), executable: file.isExecutable)
        }
      }
      return input
    }
  }

  func laidOut(_ files: [String: String]) throws -> World {
    var world = World()
    try world.apply(try UnitPlanner(world.input(unit, try target(files))).plan(), unit: unit)
    return world
  }

  @Test func `a new unit is every file, its record and its bases`() throws {
    let world = try laidOut(["a": "1\n", "b/c": "2\n"])
    #expect(world.tree[try path("roles/x/b/c")] == .file("2\n"))
    #expect(world.record?.files.map(\.source) == ["a", "b/c"])
    #expect(world.bases.last?.content(blobID(of: Array("1\n".utf8))) == Array("1\n".utf8))
    #expect(world.tree[try path(".tenon/.gitignore")] == .file("/handoffs/\n/state/\n"))
  }

  @Test func `a second plan after an apply is empty`() throws {
    let world = try laidOut(["a": "1\n", "b": "2\n"])
    let again = try UnitPlanner(world.input(unit, try target(["a": "1\n", "b": "2\n"]))).plan()
    #expect(again.changes.isEmpty)
  }

  @Test func `a newer version with the same content writes nothing`() throws {
    let world = try laidOut(["a": "1\n"])
    let again = try UnitPlanner(world.input(unit, try target(["a": "1\n"], version: "2.0.0"))).plan()
    #expect(again.changes.isEmpty)
  }

  @Test func `a different file in the way is a conflict and nothing is written`() throws {
    var world = World()
    world.tree[try path("roles/x/a")] = .file("mine\n")
    let plan = try UnitPlanner(world.input(unit, try target(["a": "1\n", "b": "2\n"]))).plan()
    #expect(plan.conflicts.map(\.path) == [try path("roles/x/a")])
    #expect(plan.changes.isEmpty)
  }

  @Test func `an edit elsewhere in the file is merged`() throws {
    var world = try laidOut(["a": "1\n2\n3\n4\n5\n"])
    world.tree[try path("roles/x/a")] = .file("one\n2\n3\n4\n5\n")
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "1\n2\n3\n4\nfive\n"]))).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/a")] == .file("one\n2\n3\n4\nfive\n"))
  }

  @Test func `markers are written where asked, and the record says so`() throws {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/x/a")] = .file("mine\n")
    let input = world.input(unit, try target(["a": "2\n"]))
    #expect(try UnitPlanner(input).plan().conflicts.count == 1)
    try world.apply(try UnitPlanner(input, policy: ConflictPolicy(general: .markers)).plan(), unit: unit)
    let text = world.tree[try path("roles/x/a")]?.content.map { String(decoding: $0.worktree, as: UTF8.self) }
    #expect(text == "<<<<<<< ours\nmine\n||||||| base\n1\n=======\n2\n>>>>>>> k 1.0.0\n")
    #expect(world.record?.files.first?.conflicted == true)
  }

  @Test func `a file that the skeleton moves takes the edits along`() throws {
    var world = try laidOut(["a": "1\n2\n3\n"])
    world.tree[try path("roles/x/a")] = .file("1\n2\n3\nmine\n")
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "0\n1\n2\n3\n"], at: "roles/y"))).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/a")] == nil)
    #expect(world.tree[try path("roles/y/a")] == .file("0\n1\n2\n3\nmine\n"))
  }

  @Test func `a file that the person moved is followed, also the next time`() throws {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/x/a")] = nil
    world.tree[try path("roles/x/z")] = .file("1\n")
    let moved = [try path("roles/x/a"): try path("roles/x/z")]
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "2\n"]), moved: moved)).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/z")] == .file("2\n"))
    try world.apply(try UnitPlanner(world.input(unit, try target(["a": "3\n"]))).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/z")] == .file("3\n"))
    #expect(world.tree[try path("roles/x/a")] == nil)
  }

  @Test func `two files that trade places do so`() throws {
    var world = try laidOut(["a": "1\n", "b": "2\n"])
    var swapped = try target(["a": "1\n", "b": "2\n"])
    (swapped.files[0].path, swapped.files[1].path) = (swapped.files[1].path, swapped.files[0].path)
    try world.apply(try UnitPlanner(world.input(unit, swapped)).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/a")] == .file("2\n"))
    #expect(world.tree[try path("roles/x/b")] == .file("1\n"))
  }

  @Test func `a file that moves onto something else is in the way`() throws {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/y/a")] = .file("other\n")
    let plan = try UnitPlanner(world.input(unit, try target(["a": "1\n"], at: "roles/y"))).plan()
    #expect(plan.conflicts.map(\.path) == [try path("roles/y/a")])
  }

  @Test func `removing leaves what a person changed and nothing else`() throws {
    var world = try laidOut(["a": "1\n", "b": "2\n"])
    world.tree[try path("roles/x/b")] = .file("mine\n")
    try world.apply(try UnitPlanner(world.input(unit, nil), intent: .remove).plan(), unit: unit)
    #expect(
      world.tree.paths.map(\.description) == [".tenon/.gitattributes", ".tenon/.gitignore", "roles/x/b"])
  }

  @Test func `adopting changes no file`() throws {
    var world = World()
    world.tree[try path("roles/x/a")] = .file("mine\n")
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "1\n", "b": "2\n"])), intent: .adopt).plan(),
      unit: unit)
    #expect(world.tree[try path("roles/x/a")] == .file("mine\n"))
    #expect(world.tree[try path("roles/x/b")] == nil)
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "1\n", "b": "2\n", "c": "3\n"]))).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/a")] == .file("mine\n"))
    #expect(world.tree[try path("roles/x/c")] == .file("3\n"))
  }

  @Test func `a path of another unit is refused`() throws {
    var input = World().input(unit, try target(["a": "1\n"]))
    input.owners[try path("roles/x/a")] = try UnitID("k/y")
    #expect(throws: Findings.self) { try UnitPlanner(input).plan() }
  }

  @Test func `a lost base is a conflict, never a guess`() throws {
    var world = try laidOut(["a": "1\n"])
    world.bases = []
    world.tree[try path("roles/x/a")] = .file("mine\n")
    let plan = try UnitPlanner(world.input(unit, try target(["a": "2\n"]))).plan()
    #expect(plan.conflicts.count == 1)
  }
}

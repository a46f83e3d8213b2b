import FileTrees
import Merging
import Planning
import Testing
import Workspaces

/// Files that come to a path where another one of their unit stands, leaves or stays.
extension PlanningTests {
  /// `a` laid out at `roles/x/a`; then moved away, with a new file `c` in its place.
  private func succession(to path: String) throws -> (world: World, next: UnitTarget) {
    let world = try laidOut(["a": "1\n"])
    var next = try target(["a": "1\n", "c": "2\n"])
    for index in next.files.indices {
      next.files[index].path = try self.path(next.files[index].source == "a" ? path : "roles/x/a")
    }
    return (world, next)
  }

  @Test func `a new file takes the path that another one leaves`() throws {
    var (world, next) = try succession(to: "roles/x/b")
    world.tree[try path("roles/x/a")] = .file("1\nmine\n")
    try world.apply(try UnitPlanner(world.input(unit, next)).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/b")] == .file("1\nmine\n"))
    #expect(world.tree[try path("roles/x/a")] == .file("2\n"))
  }

  @Test func `a new file takes the path of one that the skeleton drops`() throws {
    var world = try laidOut(["z": "1\n"])
    var next = try target(["a": "2\n"])
    next.files[0].path = try path("roles/x/z")
    try world.apply(try UnitPlanner(world.input(unit, next)).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/z")] == .file("2\n"))
  }

  @Test(arguments: [ConflictChoice.ours, .theirs, .markers])
  func `a file that had to stay is not overwritten by the one that was to come`(choice: ConflictChoice) throws
  {
    var (world, next) = try succession(to: "roles/x/b")
    world.tree[try path("roles/x/b")] = .file("in the way\n")
    let policy = ConflictPolicy(general: choice, byPath: [try path("roles/x/b"): .ours])
    let plan = try UnitPlanner(world.input(unit, next), policy: policy).plan()
    #expect(plan.conflicts.map(\.path) == [try path("roles/x/a")])
    #expect(plan.changes.isEmpty)
    guard case .conflict(let conflict)? = plan.conflicts.first?.decision else {
      Issue.record("no conflict")
      return
    }
    #expect(conflict.kind == .occupied && conflict.isInTheWay && !conflict.canHoldMarkers)
  }

  @Test func `a file that a person moved is not overwritten by one that the skeleton adds there later`()
    throws
  {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/x/a")] = nil
    world.tree[try path("roles/x/c")] = .file("1\nmine\n")
    let moved = [try path("roles/x/a"): try path("roles/x/c")]
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "0\n1\n"]), moved: moved)).plan(), unit: unit)
    let input = world.input(unit, try target(["a": "0\n1\n", "c": "2\n"]))
    let plan = try UnitPlanner(input, policy: ConflictPolicy(general: .theirs)).plan()
    #expect(plan.conflicts.count == 1 && plan.changes.isEmpty)
    #expect(world.tree[try path("roles/x/c")] == .file("0\n1\nmine\n"))
  }

  @Test func `a file that is gone gives its remembered path to one that stands there`() throws {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/x/a")] = nil
    world.tree[try path("roles/x/c")] = .file("1\n")
    let moved = [try path("roles/x/a"): try path("roles/x/c")]
    try world.apply(
      try UnitPlanner(world.input(unit, try target(["a": "2\n"]), moved: moved)).plan(), unit: unit)
    world.tree[try path("roles/x/c")] = nil
    let next = try target(["a": "2\n", "c": "3\n"])
    try world.apply(try UnitPlanner(world.input(unit, next)).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/c")] == .file("3\n"))
    #expect(world.record?.paths.map(\.description) == ["roles/x/a", "roles/x/c"])
  }
}

/// What happens without a base.
extension PlanningTests {
  @Test func `a lost base brings no file back that is gone`() throws {
    var world = try laidOut(["a": "1\n"])
    world.bases = []
    world.tree[try path("roles/x/a")] = nil
    let plan = try UnitPlanner(world.input(unit, try target(["a": "2\n"]))).plan()
    #expect(plan.conflicts.count == 1 && plan.changes.isEmpty)
  }

  @Test
  func `a lost base does not matter where both sides are the same, or the skeleton has the file no more`()
    throws
  {
    var world = try laidOut(["a": "1\n", "b": "1\n"])
    world.bases = []
    world.tree[try path("roles/x/a")] = .file("2\n")
    world.tree[try path("roles/x/b")] = .file("mine\n")
    try world.apply(try UnitPlanner(world.input(unit, try target(["a": "2\n"]))).plan(), unit: unit)
    #expect(world.tree[try path("roles/x/a")] == .file("2\n"))
    #expect(world.tree[try path("roles/x/b")] == .file("mine\n"))
  }

  @Test func `markers that nobody resolved stay noted, and a second update writes nothing`() throws {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/x/a")] = .file("mine\n")
    let next = try target(["a": "2\n"])
    try world.apply(
      try UnitPlanner(world.input(unit, next), policy: ConflictPolicy(general: .markers)).plan(), unit: unit)
    let again = try UnitPlanner(world.input(unit, next)).plan()
    #expect(again.changes.isEmpty && again.files.contains(where: \.isUnresolved))
    world.tree[try path("roles/x/a")] = .file("mine\n")
    try world.apply(try UnitPlanner(world.input(unit, next)).plan(), unit: unit)
    #expect(world.record?.files.first?.conflicted == false)
  }
}

import FileTrees
import Planning
import Testing
import Workspaces

/// A file that the person and the skeleton both moved.
extension PlanningTests {
  @Test(arguments: ["1\n", "1\n2\n"])
  func `a file that both sides moved stays where the person moved it, and takes what is new`(
    text: String
  ) throws {
    var world = try laidOut(["a": "1\n"])
    world.tree[try path("roles/x/a")] = nil
    world.tree[try path("roles/x/mine")] = .file("1\n")
    var next = try target(["a": text])
    next.files[0].path = try path("roles/x/theirs")
    let moved = [try path("roles/x/a"): try path("roles/x/mine")]
    let plan = try UnitPlanner(world.input(unit, next, moved: moved)).plan()
    #expect(plan.files.map(\.path) == [try path("roles/x/mine")])
    #expect(plan.conflicts.isEmpty)
    try world.apply(plan, unit: unit)
    #expect(world.tree[try path("roles/x/mine")] == .file(text))
    #expect(world.tree[try path("roles/x/theirs")] == nil)
    #expect(world.record?.files.map(\.path) == [try path("roles/x/mine")])
    let again = try UnitPlanner(world.input(unit, next)).plan()
    #expect(again.changes.isEmpty)
  }

  @Test func `a file that is an example of conflict markers waits for nobody`() throws {
    let example = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    var world = World()
    let plan = try UnitPlanner(world.input(unit, try target(["a": example]))).plan()
    #expect(plan.files.filter(\.isMarked) == [])
    try world.apply(plan, unit: unit)
    let again = try UnitPlanner(world.input(unit, try target(["a": example + example]))).plan()
    #expect(again.files.filter(\.isMarked) == [])
  }
}

import FileTrees
import GitReading
import Testing
import TestSupport

@Suite struct SparseCheckoutTests {
  private static let paths = [
    "top", "a/x", "a/b/x", "a/b/c/x", "a/bb/x", "b/x", ".tenon/units/s/n/record.json", "c/a/x", "a/x.log",
    "d e/x",
  ]

  @Test(arguments: [
    ["--cone", "a"], ["--cone", "a/b"], ["--cone", "a/b", ".tenon"], ["--cone", "d e"],
    ["--no-cone", "*.log"],
    ["--no-cone", "/a/", "!/a/b/"], ["--no-cone", "a"], ["--no-cone", "/*", "!/b"],
  ])
  func `what git add refuses is outside`(patterns: [String]) throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b/old": "1", "b/old": "2"])
    _ = try fixture.sandbox.run("git", ["sparse-checkout", "set"] + patterns, in: "repo")
    let outside = try fixture.open().outsideSparseCheckout(among: Self.paths.map { try RelativePath($0) })
    for path in Self.paths {
      try fixture.write(path, "new")
      let added = try fixture.sandbox.run("git", ["add", "--dry-run", path], in: "repo")
      #expect(outside.contains(try RelativePath(path)) == (added.status != 0), "\(path) \(added.errorText)")
    }
  }

  @Test func `nothing is outside where everything is checked out`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/x": "1"])
    let paths = try ["a/x", "b/c"].map { try RelativePath($0) }
    #expect(try fixture.open().outsideSparseCheckout(among: paths) == [])
    try fixture.git("sparse-checkout", "set", "--cone", "a")
    #expect(try fixture.open().isSparse == true)
    try fixture.git("sparse-checkout", "disable")
    #expect(try fixture.open().outsideSparseCheckout(among: [RelativePath("b/c")]) == [])
    #expect(try fixture.open().isSparse == false)
  }
}

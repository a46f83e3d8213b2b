import FileTrees
import Foundation
import GitReading
import TestSupport
import Testing

@Suite struct IgnoreTests {
  @Test(arguments: seeds(12))
  func `what git check-ignore ignores is ignored`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try Fixture()
    for file in Self.files { try fixture.write(file, Self.rules(&random)) }
    for _ in 0..<10 { try? fixture.write(Self.path(&random), "x") }
    let paths = (0..<60).map { _ in Self.path(&random) }
    let input = Array(paths.joined(separator: "\0").utf8)
    let answer = try fixture.sandbox.run("git", ["check-ignore", "-z", "--stdin"], in: "repo", input: input)
    let ignored = Set(answer.text.split(separator: "\0").map(String.init))
    let repository = try fixture.open()
    let rules = try Self.files.map {
      try fixture.sandbox.text("repo/\($0)")
    }
    for path in Set(paths) {
      #expect(try repository.isIgnored(RelativePath(path)) == ignored.contains(path), "\(path) \(rules)")
    }
  }

  @Test func `a tracked file is not ignored, whatever the rules say`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/x.log": "1"])
    try fixture.write(".gitignore", "*.log\n")
    let repository = try fixture.open()
    #expect(try !repository.isIgnored(RelativePath("a/x.log")))
    #expect(try repository.isIgnored(RelativePath("a/y.log")))
    #expect(try repository.isTracked(RelativePath("a")))
    #expect(try !repository.isTracked(RelativePath("a/y.log")))
  }

  private static let files = [".gitignore", "a/.gitignore", ".git/info/exclude"]
  private static let names = ["a", "b", "c.log", "build", ".tenon", "ü", "x y"]
  private static let patterns = [
    "a", "b/", "/a", "*.log", "!*.log", "build/", "/build", "a/b", "a/**", "**/b", "a/**/c.log", "!a/b",
    "!b/",
    "x y", "x\\ y", "ü", ".tenon/", "/.tenon", "*", "!*/", "# c", "\\#", "[ab]", "a/*", "!/a/", "c.*", "?",
  ]

  private static func rules(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...4, using: &random))
      .map { _ in (patterns.randomElement(using: &random) ?? "") + "\n" }.joined()
  }

  private static func path(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...4, using: &random))
      .compactMap { _ in names.randomElement(using: &random) }.joined(separator: "/")
  }
}

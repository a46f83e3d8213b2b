import FileTrees
import GitReading
import Testing
import TestSupport

/// Patterns that nobody would think of, one list of rules each, held against git's own matcher.
@Suite struct WildcardTests {
  @Test(arguments: seeds(12))
  func `a random pattern ignores what git check-ignore ignores`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try Fixture()
    let paths = Set((0..<120).map { _ in Self.path(&random) }).sorted()
    for _ in 0..<12 {
      let pattern = Self.pattern(&random)
      try fixture.write(".gitignore", pattern + "\n")
      let answer = try fixture.sandbox.run(
        "git", ["check-ignore", "-z", "--stdin"], in: "repo", input: Array(paths.joined(separator: "\0").utf8)
      )
      let ignored = Set(answer.text.split(separator: "\0").map(String.init))
      let found = try fixture.open().ignored(among: paths.map { try RelativePath($0) })
      #expect(Set(found.map(\.description)) == ignored, "\(pattern)")
    }
  }

  @Test(arguments: [
    String(repeating: "*a", count: 15) + "*b", String(repeating: "*a", count: 15) + "*b*",
    String(repeating: "**/*a", count: 15) + "/b", "/" + String(repeating: "*a*", count: 40) + "[bc]*",
    String(repeating: "?*", count: 60) + "b", String(repeating: "[!b]*", count: 60) + "?b",
  ])
  func `a thousand patterns of stars take no time`(pattern: String) throws {
    let fixture = try Fixture()
    try fixture.write(".gitignore", String(repeating: pattern + "\n", count: 1000))
    let repository = try fixture.open()
    let path = try RelativePath("d/" + String(repeating: "a", count: 240))
    var isIgnored = true
    let time = try processorTime { isIgnored = try repository.isIgnored(path) }
    #expect(!isIgnored)
    #expect(time < .seconds(4))
  }

  private static let pieces = [
    "a", "b", "ab", "*", "**", "?", "/", "**/", "/**", "/**/", "***", "[ab]", "[!a]", "[a-c]", "[]a]", "\\a",
    "\\*", "[[:alpha:]]", "a*", "*b", "[/]", "[^/]", "*/", "/*",
  ]

  private static func pattern(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...7, using: &random))
      .compactMap { _ in pieces.randomElement(using: &random) }.joined()
  }

  private static func path(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...5, using: &random)).map { _ in
      String(
        (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in "abc*".randomElement(using: &random) })
    }.joined(separator: "/")
  }
}

import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport

@Suite struct IgnoreTests {
  @Test(arguments: seeds(8))
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

  @Test func `the person's own list comes last, and a repository may take it back`() async throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("home/.config/git/ignore", "*.log\n.envrc\n")
    try sandbox.write("repo/.gitignore", "!.envrc\n")
    try sandbox.write("lists/mine", "*.mine\n")
    let (home, repository) = (sandbox.path("home"), sandbox.path("repo"))
    await #expect(processExitsWith: .success) { [home = home as String, repository = repository as String] in
      unsafe setenv("HOME", home, 1)
      unsafe setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
      unsafe unsetenv("XDG_CONFIG_HOME")
      exit(try ignored(in: repository) == ["a.log"] ? 0 : 1)
    }
    try sandbox.git("config", "core.excludesFile", "../lists/mine")
    await #expect(processExitsWith: .success) { [home = home as String, repository = repository as String] in
      unsafe setenv("HOME", home, 1)
      unsafe setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
      guard unsafe chdir(repository) == 0 else { exit(2) }
      exit(try ignored(in: repository) == ["a.mine"] ? 0 : 1)
    }
  }

  @Test func `a list that is a symlink is not read`() throws {
    let fixture = try Fixture()
    try fixture.sandbox.write("outside", "*\n")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("repo/.gitignore"), withDestinationPath: fixture.sandbox.path("outside"))
    #expect(try fixture.open().isIgnored(RelativePath("a")) == false)
  }

  @Test func `a list that a sparse checkout leaves out still counts`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/.gitignore": "*.log\n", "b/x": "1"])
    try fixture.git("sparse-checkout", "set", "--cone", "b")
    #expect(!fixture.sandbox.exists("repo/a/.gitignore"))
    #expect(try fixture.open().isIgnored(RelativePath("a/x.log")) == true)
  }

  @Test(.timeLimit(.minutes(1))) func `many stars take no time`() throws {
    let fixture = try Fixture()
    try fixture.write(
      ".gitignore", String(repeating: "*a", count: 60) + "b\n" + String(repeating: "**/a/", count: 40) + "b\n"
    )
    let path = Array(repeating: String(repeating: "a", count: 120), count: 20).joined(separator: "/")
    #expect(try fixture.open().isIgnored(RelativePath(path)) == false)
  }

  private static let files = [".gitignore", "a/.gitignore", ".git/info/exclude"]
  private static let names = ["a", "b", "c.log", "build", ".tenon", "ü", "x y"]
  private static let patterns = [
    "a", "b/", "/a", "*.log", "!*.log", "build/", "/build", "a/b", "a/**", "**/b", "a/**/c.log", "!a/b",
    "!b/",
    "x y", "x\\ y", "ü", ".tenon/", "/.tenon", "*", "!*/", "# c", "\\#", "[ab]", "a/*", "!/a/", "c.*", "?",
    "a ", "a\\ ", "b\r", "!", "/", "**", "***", "a**b", "[!a]", "[^b-d]*", "[[:alpha:]]", "[a", "\\",
    "*/**/c.log",
    "**/", "/**/b", "!c.log", "x?y", "[]-]", "a/**/**/b", "*l*g", "**.log", "[\\a]", "!\\!x", "x y/**",
    "\u{FEFF}a",
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

private func ignored(in repository: String) throws -> [String] {
  let paths = try ["a.log", ".envrc", "a.mine"].map { try RelativePath($0) }
  return try GitRepository(containing: repository).ignored(among: paths).map(\.description)
}

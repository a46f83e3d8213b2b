import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport
import Texts

/// What `git add` stores, through an index of its own so that nothing earlier in the index has a say.
@Suite struct FilterTests {
  /// One folder each.
  private static let attributes = [
    "", "* text=auto", "* text", "* -text", "* eol=lf", "* eol=crlf", "* text=auto eol=crlf",
    "* text=auto eol=lf",
    "* binary", "* text eol=crlf", "* ident", "* text=auto ident", "*.txt text\n*.bin -text",
    "* crlf", "* -crlf", "* crlf=input", "* mine",
  ]
  private static let configurations: [[String]] = [
    [], ["core.autocrlf", "true"], ["core.autocrlf", "input"], ["core.eol", "crlf"],
    ["core.safecrlf", "true"],
  ]
  private static let contents = [
    "", "a\nb\n", "a\r\nb\r\n", "a\r\nb\n", "a\rb", "\u{FEFF}a\r\n", "a\r\n\0b\r\n", "no end", "no end\r\n\r",
    "$Id$\n", "$Id: 0123456789012345678901234567890123456789 $\n", "$Id: x\n", "ä\r\nü", "\u{1A}",
  ]

  /// Every content below every kind of attributes.
  private static let files: [String: String] = Dictionary(
    uniqueKeysWithValues: attributes.indices.flatMap { folder in
      contents.indices.map {
        ("\(folder)/\($0.isMultiple(of: 2) ? "d/\($0).txt" : "\($0).bin")", contents[$0])
      }
    })

  private func configured(_ configuration: [String]) throws -> Fixture {
    let fixture = try Fixture()
    for (path, text) in Self.files { try fixture.write(path, text) }
    if configuration.count == 2 { try fixture.git("config", configuration[0], configuration[1]) }
    return fixture
  }

  private func writeAttributes(_ fixture: Fixture) throws {
    try fixture.write(".gitattributes", "[attr]mine text eol=lf\n")
    for (number, text) in Self.attributes.enumerated() where !text.isEmpty {
      try fixture.write("\(number)/.gitattributes", text + "\n")
    }
  }

  @Test(arguments: configurations)
  func `bytes are stored as git add stores them`(configuration: [String]) throws {
    let fixture = try configured(configuration)
    try writeAttributes(fixture)
    let repository = try fixture.open()
    let stored = try fixture.stored()
    for (path, text) in Self.files {
      let bytes = try GitFilters(repository).stored(Array(text.utf8), at: RelativePath(path))
      #expect(blobID(of: bytes).hex == stored[path], "\(path): \(text.debugDescription)")
    }
  }

  @Test(arguments: configurations)
  func `stored bytes are checked out as git does`(configuration: [String]) throws {
    let fixture = try configured(configuration)
    try fixture.git("-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "add", ".")
    try writeAttributes(fixture)
    for path in Self.files.keys {
      try FileManager.default.removeItem(atPath: fixture.sandbox.path("repo/\(path)"))
    }
    try fixture.git("checkout-index", "-a", "-f")
    let repository = try fixture.open()
    for (path, text) in Self.files where !text.contains("$Id") {
      let bytes = try GitFilters(repository).checkedOut(Array(text.utf8), at: RelativePath(path))
      #expect(bytes == (try fixture.sandbox.read("repo/\(path)")), "\(path): \(text.debugDescription)")
    }
  }

  @Test func `a file that holds CRLF in the index keeps it under autocrlf`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1\r\n2\r\n"])
    try fixture.git("config", "core.autocrlf", "true")
    let text = Array("1\r\n2\r\n3\r\n".utf8)
    #expect(try GitFilters(fixture.open()).stored(text, at: RelativePath("a")) == text)
    #expect(try GitFilters(fixture.open()).stored(text, at: RelativePath("b")) == Array("1\n2\n3\n".utf8))
  }

  @Test func `the folder that is nearest to a file has the last word`() throws {
    let fixture = try Fixture()
    try fixture.write(".gitattributes", "* eol=crlf\n")
    try fixture.write("a/.gitattributes", "* -text -eol\n")
    try fixture.sandbox.write("repo/.git/info/attributes", "c/* -text\n")
    let repository = try fixture.open()
    let crlf = Array("x\r\n".utf8)
    #expect(try GitFilters(repository).stored(crlf, at: RelativePath("b/x")) == Array("x\n".utf8))
    #expect(try GitFilters(repository).stored(crlf, at: RelativePath("a/x")) == crlf)
    #expect(try GitFilters(repository).stored(crlf, at: RelativePath("c/x")) == crlf)
  }

  @Test func `the configuration of a worktree holds in it alone`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.git("worktree", "add", "-q", "../side")
    try fixture.git("config", "extensions.worktreeConfig", "true")
    try fixture.git("config", "--worktree", "core.autocrlf", "input", in: "side")
    let text = Array("x\r\n".utf8)
    #expect(try GitFilters(fixture.open("side")).stored(text, at: RelativePath("n")) == Array("x\n".utf8))
    #expect(try GitFilters(fixture.open()).stored(text, at: RelativePath("n")) == text)
  }

  @Test(arguments: [
    ("filter=lfs diff=lfs merge=lfs -text", FilterObstacle.foreign(driver: "lfs")),
    ("filter=git-crypt diff=git-crypt", .foreign(driver: "git-crypt")),
    ("working-tree-encoding=UTF-16", .workingTreeEncoding("UTF-16")),
    ("text working-tree-encoding=utf-8", nil), ("-filter -working-tree-encoding", nil), ("text", nil),
    ("!filter", nil),
  ])
  func `what libgit2 cannot convert is an obstacle`(attributes: String, expected: FilterObstacle?) throws {
    let fixture = try Fixture()
    try fixture.write(".gitattributes", "*.x \(attributes)\n")
    #expect(try GitFilters(fixture.open()).obstacle(at: RelativePath("d/a.x")) == expected)
    #expect(try GitFilters(fixture.open()).obstacle(at: RelativePath("d/a.y")) == nil)
  }
}

extension Fixture {
  /// The blob ids that `git add` gives to all files, by path.
  func stored() throws -> [String: String] {
    let extra = ["GIT_INDEX_FILE": sandbox.path("scratch-index")]
    let added = try sandbox.run(
      "git", ["-c", "core.safecrlf=false", "add", "-f", "."], in: "repo", extra: extra)
    guard added.status == 0 else { throw GitFailure(arguments: ["add"], words: added.errorText) }
    let listed = try sandbox.run("git", ["ls-files", "-s", "-z"], in: "repo", extra: extra)
    return listed.text.split(separator: "\0").reduce(into: [:]) { ids, line in
      let fields = line.split(separator: "\t", maxSplits: 1)
      ids[String(fields[1])] = String(fields[0].split(separator: " ")[1])
    }
  }
}

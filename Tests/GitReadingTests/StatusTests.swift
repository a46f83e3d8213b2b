import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport
import Texts

@Suite struct StatusTests {
  @Test(arguments: seeds(5))
  func `the status is that of git status`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try Fixture()
    try fixture.write(".gitignore", "z\n")
    let committed = FlatFiles.random(&random)
    try fixture.writeAll(committed)
    try fixture.sandbox.commitAll()
    let staged = FlatFiles.random(&random, keeping: committed)
    try fixture.replaceAll(committed, with: staged)
    try fixture.git("add", "-A")
    try fixture.replaceAll(staged, with: FlatFiles.random(&random, keeping: staged))
    let changes = try fixture.open().changedPaths(ignored: true)
    let told = try fixture.statusLines()
    #expect(Set(changes.flatMap(\.lines)).symmetricDifference(told) == [])
  }

  @Test func `only the paths that are asked about are looked at, taken literally`() throws {
    let fixture = try Fixture()
    for path in ["a/x", "ab/x", "b/x", "a*/x"] { try fixture.write(path, "1") }
    let repository = try fixture.open()
    let found = try repository.changedPaths(below: [RelativePath("a"), RelativePath("b/x")])
    #expect(found.map(\.path.description) == ["a/x", "b/x"])
    #expect(try repository.changedPaths(below: [RelativePath("a*")]).map(\.path.description) == ["a*/x"])
    #expect(try repository.changedPaths(untracked: false).isEmpty)
  }

  @Test func `an unmerged path is said`() throws {
    let fixture = try Fixture.inConflict()
    #expect(try fixture.open().changedPaths().map(\.unstaged) == [.unmerged])
  }

  @Test func `an untracked repository is one path`() throws {
    let fixture = try Fixture()
    try fixture.sandbox.makeRepository("repo/inner")
    try fixture.write("inner/x", "1")
    #expect(try fixture.open().changedPaths().map(\.path.description) == ["inner"])
  }

  @Test func `a name that is not UTF-8 is found`() throws {
    let fixture = try Fixture()
    _ = try fixture.sandbox.run("sh", ["-c", #"printf x > "$(printf 'b\377d')""#], in: "repo")
    let path = try RelativePath(bytes: [0x62, 0xFF, 0x64])
    #expect(try fixture.open().changedPaths().map(\.path) == [path])
    try fixture.git("add", "-A")
    #expect(try fixture.open().indexEntry(at: path)?.id == blobID(of: [0x78]))
  }
}

@Suite struct UntouchedTests {
  @Test func `a file that nobody touched since git looked need not be read`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    let path = try RelativePath("a")
    try fixture.settle("a")
    #expect(try fixture.open().untouchedEntry(at: path)?.id == blobID(of: Array("1".utf8)))
    try fixture.write("a", "2")
    #expect(try fixture.open().untouchedEntry(at: path) == nil)
    #expect(try fixture.open().untouchedEntry(at: RelativePath("b")) == nil)
  }

  @Test func `a file as young as the index may have changed unseen`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    let future = Date(timeIntervalSinceNow: 3600)
    try FileManager.default.setAttributes(
      [.modificationDate: future], ofItemAtPath: fixture.sandbox.path("repo/a"))
    try fixture.git("update-index", "--refresh")
    #expect(try fixture.open().untouchedEntry(at: RelativePath("a")) == nil)
  }

  @Test func `a change of the mode alone is seen`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.settle("a")
    try fixture.sandbox.run("chmod", ["+x", "a"], in: "repo")
    #expect(try fixture.open().untouchedEntry(at: RelativePath("a")) == nil)
  }
}

extension Fixture {
  /// Makes a file older than the index.
  func settle(_ path: String) throws {
    let past = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes(
      [.modificationDate: past], ofItemAtPath: sandbox.path("repo/\(path)"))
    try git("update-index", "--refresh")
  }

  /// `git status` as two letters and a path, one a line.
  func statusLines() throws -> Set<String> {
    let text = try git("status", "--porcelain", "-z", "--no-renames", "-uall", "--ignored")
    return Set(text.split(separator: "\0").map(String.init))
  }
}

extension StatusChange {
  /// As `git status --porcelain` says it: a path that was taken out of the index and left behind has two lines.
  var lines: [String] {
    let name = path.text ?? ""
    return switch unstaged {
    case .untracked: (staged.map { ["\(Self.letter($0))  \(name)"] } ?? []) + ["?? \(name)"]
    case .ignored: ["!! \(name)"]
    default: ["\(Self.letter(staged))\(Self.letter(unstaged)) \(name)"]
    }
  }

  private static func letter(_ kind: Kind?) -> String {
    switch kind {
    case nil: " "
    case .added: "A"
    case .modified: "M"
    case .deleted: "D"
    case .typeChanged: "T"
    case .untracked: "?"
    case .ignored: "!"
    case .unmerged: "U"
    case .unreadable: "X"
    }
  }
}

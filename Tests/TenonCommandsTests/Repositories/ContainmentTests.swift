import Foundation
import Testing
import TestSupport

/// What an attacker puts in the way of a new unit: it is refused with its reason, and nothing is written anywhere.
@Suite struct ContainmentTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("repo/skeletons/unit/files/caf\u{E9}/a.txt", "<% name %>\n")
    try sandbox.commitAll()
  }

  /// Expects that `new` is refused with these words and changes nothing, inside or outside.
  private func expectRefusal(
    _ words: String, status: Int32 = 73, named name: String = "web",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    // The state may have come to keep itself out of git's sight.
    let ignore = "repo/.tenon/state/.gitignore"
    let before = try Snapshot(of: sandbox.root).without(ignore)
    let finished = try sandbox.tenon("new", "./skeletons/unit", name)
    #expect(finished.status == status, "\(finished.errorText)", sourceLocation: sourceLocation)
    #expect(finished.errorText.contains(words), "\(finished.errorText)", sourceLocation: sourceLocation)
    #expect(
      try Snapshot(of: sandbox.root).without(ignore).differences(from: before) == [],
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("Units/x", "units: 'Units' already exists"), ("units/WEB/x", "units/web: 'units/WEB' already exists"),
    ("units/web/cafe\u{301}/x", "units/web/café: 'units/web/cafe\u{301}' already exists"),
    ("units/web/caf\u{E9}/A.TXT", "units/web/café/a.txt: 'units/web/café/A.TXT' already exists"),
  ])
  func `a twin by case or Unicode form stands there already`(twin: String, words: String) throws {
    try sandbox.write("repo/\(twin)", "mine\n")
    try expectRefusal(words)
  }

  @Test func `a unit is the twin of another`() throws {
    #expect(try sandbox.tenon("new", "./skeletons/unit", "web").status == 0)
    try expectRefusal("units/Web: 'units/web' already exists", named: "Web")
  }

  @Test func `names that stand there side by side are left alone`() throws {
    try sandbox.write("repo/units/x", "mine\n")
    try sandbox.write("repo/units/X", "mine too\n")
    #expect(try sandbox.tenon("new", "./skeletons/unit", "web").status == 0)
    #expect(try sandbox.tenon("update").status == 0)
  }

  @Test(arguments: ["units/.git/HEAD", "units/web/.git", "units/web/caf\u{E9}/.git/HEAD"])
  func `another repository, be its git a folder or a file`(marker: String) throws {
    try sandbox.write("repo/\(marker)", "x\n")
    try expectRefusal("the directory is a separate git repository")
  }

  @Test(arguments: ["units", "units/web", "units/web/caf\u{E9}"])
  func `a bare repository`(folder: String) throws {
    try sandbox.run("git", ["init", "-q", "--bare", "repo/\(folder)"])
    try expectRefusal("\(folder): expected a directory, found a git repository")
  }

  @Test(arguments: [["true"], ["git", "submodule", "deinit", "-f", "units/web/caf\u{E9}"]])
  func `a submodule, checked out or not`(then command: [String]) throws {
    try sandbox.makeRepository("other")
    try sandbox.commitAll(in: "other")
    try sandbox.git(
      "-c", "protocol.file.allow=always", "submodule", "add", "-q", sandbox.path("other"),
      "units/web/caf\u{E9}")
    try sandbox.commitAll()
    try sandbox.run(command[0], Array(command.dropFirst()), in: "repo")
    try expectRefusal("units/web/café: the directory is a separate git repository")
  }

  @Test func `a skeleton that would make a repository`() throws {
    for file in ["HEAD", "objects/x", "refs/x", "config"] {
      try sandbox.write("repo/skeletons/unit/files/sub/\(file)", "x\n")
    }
    try expectRefusal("path 'sub/HEAD' would make its folder a git repository", status: 65)
  }

  @Test(arguments: [
    (".tenon", "'.tenon' is a symbolic link"), (".tenon/state", "'.tenon/state' is a symbolic link"),
    (".tenon/units", "it is a symbolic link"), ("units", "expected a directory, found a symbolic link"),
    (".tenon/state/lock", "it is a symbolic link"),
  ])
  func `a symbolic link where a folder or file is needed`(path: String, words: String) throws {
    try sandbox.write("outside/x", "mine\n")
    try sandbox.write("repo/\(path)", "")
    try FileManager.default.removeItem(atPath: sandbox.path("repo/\(path)"))
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("repo/\(path)"), withDestinationPath: sandbox.path("outside"))
    try expectRefusal(words)
  }
}

import Foundation
import Testing

@testable import Collecting
@testable import Jobs
@testable import Units

/// The workspace as a command finds it: paths as they are typed, folders that are entered, files that are given.
struct OpenWorkspaceTests {
  /// A path as typed in a folder, and where it is from the root; nil where it is refused.
  static let paths: [(typed: String, folder: String, path: String?)] = [
    ("a", "repo", "a"), ("./a/../b", "repo", "b"), ("a//b/", "repo", "a/b"), ("x", "repo/deep", "deep/x"),
    ("../x", "repo/deep", "x"), (".", "repo", nil), ("..", "repo/deep", nil), ("../x", "repo", nil),
    ("/etc/passwd", "repo", nil), ("a\0b", "repo", nil),
  ]

  @Test(arguments: paths.indices)
  func `a path is from where the person stands, and never beside the workspace`(index: Int) throws {
    let (typed, folder, path) = Self.paths[index]
    let scene = try Scene(["deep/x": "x\n"])
    let found = try? scene.open(in: folder).path(typed).description
    #expect(found == path)
  }

  @Test func `an absolute path below the root is one of the workspace`() throws {
    let scene = try Scene()
    #expect(try scene.open().path(scene.sandbox.path("repo/a/b")).description == "a/b")
    #expect(refusal { _ = try scene.open().path(scene.sandbox.path("repository/a")) }.code == .invalidPath)
  }

  @Test func `outside a repository there is no workspace`() throws {
    let scene = try Scene()
    #expect(refusal { _ = try scene.open(in: "home") }.code == .noRepository)
  }

  @Test(arguments: [
    ("layout: [\n", Diagnostic.Code.invalidWorkspace), ("lay: {}\n", .invalidWorkspace),
    ("merge: words\n", .invalidWorkspace), ("skeletons: [{ repository: x }]\n", .invalidWorkspace),
    ("layout: { yaml: .txt }\n", .invalidWorkspace),
  ])
  func `settings that cannot be read stop every job`(text: String, code: Diagnostic.Code) throws {
    let scene = try Scene([".tenon/workspace.yaml": text])
    let refused = refusal { _ = try scene.status() }
    #expect(refused.code == code && refused.place?.hasPrefix(".tenon/workspace.yaml") == true)
    #expect(refusal { try scene.new("mail") }.code == code)
  }

  @Test func `facts that cannot be read stop every job, too`() throws {
    let scene = try Scene([".tenon/inventory.yaml": "guests: [{ kind: ct }]\n"])
    #expect(refusal { _ = try scene.status() }.code == .invalidInventory)
  }

  // MARK: the process

  @Test func `a folder that is entered is resolved, and one that is not there is missed`() throws {
    let scene = try Scene(["deep/x": "x\n"])
    try scene.link("linked", to: "deep")
    #expect(try scene.process().entering("linked").directory == scene.sandbox.path("repo/deep"))
    #expect(try scene.process(in: "repo/deep").entering("..").directory == scene.sandbox.path("repo"))
    #expect(try scene.process().entering(nil).directory == scene.sandbox.path("repo"))
    let refused = refusal { _ = try scene.process().entering("gone") }
    #expect(refused.code == .noFile && refused.message == "there is no folder 'gone'")
    #expect(refusal { _ = try scene.process().entering("README.md") }.code == .noFile)
  }

  @Test(arguments: [
    (["XDG_CONFIG_HOME": "/cfg"], "/cfg/tenon"),
    (["XDG_CONFIG_HOME": "cfg", "HOME": "/me"], "/me/.config/tenon"),
    (["HOME": "/me"], "/me/.config/tenon"), (["XDG_CONFIG_HOME": "", "HOME": "/me"], "/me/.config/tenon"),
    ([:], nil),
  ])
  func `the person's configuration is where XDG has it`(environment: [String: String], folder: String?) {
    #expect(ProcessEnvironment(directory: "/", environment: environment).configurationFolder == folder)
  }

  @Test func `a clock that is given stands still`() {
    let fixed = ProcessEnvironment(directory: "/", environment: ["SOURCE_DATE_EPOCH": "1767323045"])
    #expect(fixed.now == 1_767_323_045 && fixed.asOfNow().now == 1_767_323_045)
    let free = ProcessEnvironment(directory: "/", environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(free.now > 1_767_323_045)
  }

  @Test func `a dash is the standard input that is given, and has that name`() throws {
    let input = try MemoryFile(Array("size: 5\n".utf8))
    var process = try Scene().process()
    process.input = input.descriptor
    let file = try process.answersFile("-")
    #expect(file.name == "standard input" && file.bytes == Array("size: 5\n".utf8))
    let other = try MemoryFile(Array("{".utf8))
    process.input = other.descriptor
    let refused = refusal { _ = try process.decisions("-") }
    #expect(refused.code == .invalidDecision && refused.place?.hasPrefix("standard input") == true)
  }

  @Test func `a file of answers has an end to its size`() throws {
    let scene = try Scene()
    try scene.write(["big.yaml": String(repeating: "#", count: 100)])
    #expect(try scene.process().answersFile("big.yaml", limit: 100).bytes.count == 100)
    #expect(refusal { _ = try scene.process().answersFile("big.yaml", limit: 99) }.code == .tooLarge)
  }

  @Test func `progress tells each unit, and of files each hundredth`() throws {
    let scene = try Scene()
    try scene.newUnits("[{ name: mail }, { name: post }]")
    let told = Told()
    var process = scene.process()
    process.progress = { told.note("\($0.number)/\($0.count) \($0.subject)") }
    for index in [0, 1, 99, 100, 101, 200] {
      process.tellProgress(.file(try RelativePath("f\(index)")), index, of: 300)
    }
    process.tellProgress(.answers, 1, of: 2)
    process.tellProgress(.check("yamllint"), 0, of: 1)
    #expect(
      told.lines == ["1/300 f0", "101/300 f100", "201/300 f200", "2/2 sets of answers", "1/1 yamllint"])
  }

  /// What was told of progress.
  private final class Told: @unchecked Sendable {
    private(set) var lines: [String] = []

    func note(_ line: String) { lines.append(line) }
  }
}

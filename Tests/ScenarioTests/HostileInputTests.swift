import Foundation
import Testing
import TestSupport

/// Files made to hurt, given to the built executable: one clear line, soon, and with little memory.
@Suite(.requires("prlimit")) struct HostileInputTests {
  /// A file that is planted, the command that meets it, and words of the error.
  struct Attack: CustomTestStringConvertible, Sendable {
    let what: String
    let path: String
    let content: Content
    let command: [String]
    let says: String
    var status: Int32 = 65

    var testDescription: String { what }

    enum Content: Sendable {
      case text(String)
      /// A hole of a gigabyte.
      case huge
      case pipe
      case link(String)
    }
  }

  private static let declaration = smallSkeleton("unit", destination: "units")
  private static let new = ["new", "./skeletons/unit", "other"]
  private static let answers = new + ["--answers", "answers"]
  private static let skeleton = "skeletons/unit/skeleton.yaml"
  private static let record = ".tenon/units/unit/web/record.json"

  /// Nine lists of nine references to the one before: 400 million words, were aliases followed.
  private static let bomb =
    "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + zip("bcdefghi", "abcdefgh").map {
      "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 9).joined(separator: ", "))]\n"
    }
    .joined()

  static let attacks: [Attack] = [
    Attack(
      what: "YAML bomb", path: skeleton, content: .text(declaration + bomb), command: new,
      says: "skeletons/unit/skeleton.yaml:7:4: anchors are not allowed here"),
    Attack(
      what: "YAML bomb of answers", path: "answers", content: .text(bomb), command: answers,
      says: "answers:1:4: anchors are not allowed here"),
    Attack(
      what: "huge skeleton.yaml", path: skeleton, content: .huge, command: new,
      says: "error: skeletons/unit: could not read 'skeleton.yaml': it is larger than"),
    Attack(
      what: "huge template", path: "skeletons/unit/files/a.txt", content: .huge, command: new,
      says: "error: skeletons/unit: could not read 'files/a.txt': it is larger than"),
    Attack(
      what: "huge record", path: record, content: .huge, command: ["update", "unit/web"],
      says: "'\(record)': it is larger than"),
    Attack(
      what: "huge answers", path: "answers", content: .huge, command: answers, says: "it is larger than"),
    Attack(
      what: "huge workspace file", path: ".tenon/workspace.yaml", content: .huge, command: ["check"],
      says: "it is larger than"),
    Attack(
      what: "huge inventory", path: ".tenon/inventory.yaml", content: .huge, command: ["update"],
      says: "it is larger than"),
    Attack(
      what: "huge plan", path: "plan", content: .huge, command: ["apply", "plan"], says: "it is larger than"),
    Attack(
      what: "huge manifest", path: "plan", content: .huge, command: ["handoff", "verify", "plan"],
      says: "it is larger than"),
    Attack(
      what: "huge page", path: "page", content: .huge, command: ["inventory", "import", "page"],
      says: "it is larger than"),
    Attack(
      what: "huge journal", path: ".tenon/state/pending/journal.json", content: .huge, command: ["status"],
      says: "it is larger than"),
    Attack(
      what: "deep YAML", path: skeleton,
      content: .text(declaration + "x: " + String(repeating: "[", count: 900_000)),
      command: new, says: "skeleton.yaml:7:68: it is nested more than 64 deep"),
    Attack(
      what: "deep JSON", path: record, content: .text(String(repeating: #"{"a":"#, count: 200_000)),
      command: ["update", "unit/web"], says: "\(record):1:2562: it is nested more than 512 deep"),
    Attack(
      what: "millions of values", path: "plan",
      content: .text("[" + String(repeating: "1,", count: 4 << 20) + "1]"),
      command: ["apply", "plan"], says: "plan: it contains more than 1048576 values"),
    Attack(
      what: "a million variables", path: skeleton,
      content: .text(declaration + (1...1_000_000).map { "  v\($0): {}\n" }.joined()), command: new,
      says: "could not read 'skeleton.yaml': it is larger than"),
    Attack(
      what: "many variables", path: skeleton,
      content: .text(
        declaration + (1...9_000).map { "  v\($0): { type: boolean, default: true, help: h }\n" }.joined()),
      command: new, says: "skeleton.yaml:6:3: there are 9001 variables (at most 300)"),
    Attack(
      what: "open sections", path: "skeletons/unit/files/a.txt",
      content: .text(String(repeating: "<%# name %>", count: 200_000)), command: new,
      says: "a.txt:1:1: section 'name' is not closed"),
    Attack(
      what: "NUL in a name", path: skeleton,
      content: .text(declaration + #"files: [{ source: a.txt, path: "a\0b" }]"#), command: new,
      says: "skeleton.yaml:7:32: a NUL is not allowed here"),
    Attack(
      what: "UTF-16", path: skeleton, content: .text("n\0a\0m\0e\0"), command: new,
      says: "skeleton.yaml:1:2: invalid YAML: control characters are not allowed"),
    Attack(
      what: "pipe as skeleton", path: skeleton, content: .pipe, command: new,
      says: "skeleton.yaml: it is a special file, not a file"),
    Attack(
      what: "pipe as answers", path: "answers", content: .pipe, command: answers,
      says: "it is a pipe that has no writer"),
    Attack(
      what: "pipe as plan", path: "plan", content: .pipe, command: ["apply", "plan"],
      says: "it is a pipe that has no writer"),
    Attack(
      what: "pipe as record", path: record, content: .pipe, command: ["update", "unit/web"],
      says: "it is a pipe, a socket or a device"),
    Attack(
      what: "endless device as answers", path: "answers", content: .link("/dev/zero"), command: answers,
      says: "it is larger than"),
    Attack(
      what: "link as skeleton", path: skeleton, content: .link("/etc/passwd"), command: new,
      says: "skeleton.yaml: it is a symbolic link, not a file"),
    Attack(
      what: "link as record", path: record, content: .link("/etc/passwd"), command: ["update", "unit/web"],
      says: "it is a symbolic link"),
    Attack(
      what: "link as journal", path: ".tenon/state/pending/journal.json", content: .link("/etc/passwd"),
      command: ["status"], says: "it is a symbolic link", status: 73),
  ]

  @Test(arguments: attacks)
  func `a hostile file is refused in one line, soon and with little memory`(attack: Attack) throws {
    let sandbox = try Self.workspace()
    try Self.plant(attack, in: sandbox)
    let before = try sandbox.git("status", "--porcelain", "-uall").text
    // 512 MiB of addresses, most of them the libraries' own; a processor's five seconds where nothing is optimised.
    let finished = try sandbox.run(
      "prlimit", ["--as=\(512 << 20)", "--cpu=5", "timeout", "60", try tenonExecutable()] + attack.command,
      in: "repo")
    #expect(finished.status == attack.status, "\(finished.errorText.prefix(300))")
    let first = finished.errorText.prefix { $0 != "\n" }
    #expect(first.hasPrefix("error: ") && first.contains(attack.says), "\(finished.errorText.prefix(300))")
    #expect(first.utf8.count < 400)
    #expect(try sandbox.git("status", "--porcelain", "-uall").text == before)
  }

  private static func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/\(skeleton)", declaration)
    try sandbox.write("repo/skeletons/unit/files/a.txt", "<% name %>\n")
    let finished = try sandbox.tenon("new", "./skeletons/unit", "web")
    guard finished.status == 0 else { throw ProgramFailure(arguments: new, finished: finished) }
    try sandbox.commitAll()
    return sandbox
  }

  private static func plant(_ attack: Attack, in sandbox: Sandbox) throws {
    let path = "repo/\(attack.path)"
    try sandbox.write(path, "")
    try FileManager.default.removeItem(atPath: sandbox.path(path))
    switch attack.content {
    case .text(let text): try sandbox.write(path, text)
    case .huge: try sandbox.run("truncate", ["-s", "1G", path])
    case .pipe: try sandbox.run("mkfifo", [path])
    case .link(let target):
      try FileManager.default.createSymbolicLink(atPath: sandbox.path(path), withDestinationPath: target)
    }
  }
}

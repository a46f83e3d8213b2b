import Foundation
import Testing
import TestSupport

/// What is asked of one unit costs no look at the others.
@Suite(.requires("strace"))
struct OneUnitAmongManyTests {
  /// The units whose record or base a command opens, by `SKELETON/NAME`.
  private func opened(_ arguments: [String], in sandbox: Sandbox) throws -> Set<String> {
    let options = ["-f", "-qq", "-s", "400", "-o", sandbox.path("calls"), "-e", "trace=open,openat,openat2"]
    let finished = try sandbox.run("strace", options + [try tenonExecutable()] + arguments, in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
    let calls = try String(contentsOfFile: sandbox.path("calls"), encoding: .utf8).split(separator: "\n")
    return Set(
      calls.filter { !$0.contains(" = -1 ") }.flatMap { call in
        call.matches(of: #/\.tenon/units/([a-z]+/[a-z0-9]+)/(?:record\.json|base)"/#).map { String($0.1) }
      })
  }

  @Test(arguments: ["status note/n7", "status n7", "update n7", "diff n7", "handoff create note/n7"])
  func `a named unit is read alone`(command: String) throws {
    let sandbox = try RememberedUnitsTests.sandbox()
    try sandbox.write("repo/notes/n7/text.md", "# n7\n\nOf nobody.\n\nMine.\n")
    #expect(try opened(command.split(separator: " ").map(String.init), in: sandbox) == ["note/n7"])
  }

  @Test func `a new unit is laid out beside others that are not read`() throws {
    let sandbox = try RememberedUnitsTests.sandbox()
    #expect(try opened(["new", "note", "another"], in: sandbox) == [])
    #expect(sandbox.exists("repo/notes/another/text.md"))
  }

  @Test func `a path of another unit is seen where something is in the way, gone or not`() throws {
    let sandbox = try RememberedUnitsTests.sandbox()
    for _ in 0..<2 {
      let other = try sandbox.tenon("new", "note", "n7x", "--into", "notes/n7", in: "repo")
      #expect(other.status == 73)
      #expect(other.errorText.contains("the file belongs to unit note/n7"))
      // The second time git's index alone knows of it.
      try sandbox.run("rm", ["-r", "notes/n7"], in: "repo")
    }
  }

  @Test func `a name that two units have is no name of one`() throws {
    let sandbox = try RememberedUnitsTests.sandbox()
    let laid = try sandbox.tenon("new", "shell-script", "n7", in: "repo")
    #expect(laid.status == 0, "\(laid.errorText)")
    let status = try sandbox.tenon("status", "n7", in: "repo")
    #expect(status.status == 64)
    #expect(status.errorText.contains("'n7' is the name of several units"))
  }

  @Test func `a record that cannot be read stops only its own unit`() throws {
    let sandbox = try RememberedUnitsTests.sandbox()
    try sandbox.write("repo/.tenon/units/note/n8/record.json", "{")
    #expect(try sandbox.tenon("status", "n7", in: "repo").status == 0)
    let broken = try sandbox.tenon("status", "n8", in: "repo")
    #expect((broken.text + broken.errorText).contains(".tenon/units/note/n8/record.json"))
  }

  @Test func `what a list laid out is known to the first status`() throws {
    let sandbox = try RememberedUnitsTests.sandbox()
    let list = (0..<20).map { "- { name: more\($0), owner: ops }\n" }.joined()
    try sandbox.write("more.yaml", list)
    let laid = try sandbox.tenon("new", "note", "--units", "../more.yaml", in: "repo")
    #expect(laid.status == 0, "\(laid.errorText)")
    try sandbox.commitAll("more notes")
    // An index that is younger than its files trusts their stamps.
    for _ in 0..<2 { try sandbox.git("update-index", "--refresh", "--force-write-index") }
    #expect(try opened(["status"], in: sandbox) == [])
    try sandbox.write("repo/notes/more3/text.md", "# more3\n")
    #expect(try opened(["status"], in: sandbox).contains("note/more3"))
  }
}

import Foundation
import Testing
import TestSupport

struct TestSupportTests {
  @Test func `a snapshot sees a byte, a mode, a kind and a new file`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("tree/a", "1")
    try sandbox.write("tree/b", "2")
    try sandbox.write("tree/c/d", "3")
    let before = try Snapshot(of: sandbox.path("tree"))
    #expect(try Snapshot(of: sandbox.path("tree")) == before)

    try sandbox.write("tree/a", "x")
    try sandbox.write("tree/b", Array("2".utf8), executable: true)
    try sandbox.run("sh", ["-c", "rm -r c && ln -s a c && : > \"$(printf 'n\\377')\""], in: "tree")
    let changes = try Snapshot(of: sandbox.path("tree")).differences(from: before)
    #expect(changes.map { $0.prefix(3) } == ["~ a", "~ b", "~ c", "- c", "+ \""])
  }

  @Test func `a program on the terminal is a session leader with a terminal`() throws {
    let sandbox = try Sandbox()
    let session = try sandbox.onTerminal(
      "/bin/sh", ["-c", "test -t 0 && printf 'name? '; read name < /dev/tty; echo \"<$name>\"; exit 7"],
      replies: [Reply(to: "name? ", "web\n")], in: "")
    #expect(session.status == 7)
    #expect(session.screen.contains("<web>"))
  }

  @Test func `a program that waits for nothing typed is ended and told`() throws {
    let sandbox = try Sandbox()
    #expect(throws: TerminalTimeout.self) {
      try sandbox.onTerminal("/bin/sh", ["-c", "read name"], in: "", seconds: 0.5)
    }
  }
}

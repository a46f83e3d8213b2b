import Processes
import Testing

/// Programs that are started, and what comes back of them.
struct ChildProcessTests {
  private func captured(_ script: String, seconds: Int = 20, limit: Int = 1000) throws -> ProcessEnd {
    try ChildProcess(
      ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "GREETING": "good day"],
      directory: "/",
      streams: .captured(limit: limit, seconds: seconds)
    ).run()
  }

  @Test func `both streams, the status and nothing of our environment`() throws {
    let end = try captured("echo $GREETING; pwd; echo oops >&2; echo ${HOME-none}; exit 3")
    #expect(end.status == 3 && !end.isSuccess)
    #expect(String(decoding: end.output, as: UTF8.self) == "good day\n/\noops\nnone\n")
  }

  @Test func `it has nothing to read`() throws {
    #expect(try captured("cat").isSuccess)
  }

  @Test func `output beyond the limit is dropped and does not stop it`() throws {
    let end = try captured("head -c 300000 /dev/zero; exit 4", limit: 10)
    #expect(end.output.count == 10 && end.status == 4)
  }

  @Test func `what runs over its time is killed with all that it started`() throws {
    let end = try captured("sleep 600 & sleep 600", seconds: 1)
    #expect(end.isOverdue && !end.isSuccess)
  }

  @Test func `what closes its streams and goes on is killed too`() throws {
    #expect(try captured("exec >&- 2>&-; sleep 600", seconds: 1).isOverdue)
  }

  @Test func `what it leaves in the background is not waited for`() throws {
    let end = try captured("sleep 600 & echo done")
    #expect(end.status == 0 && !end.isOverdue && end.output == Array("done\n".utf8))
  }

  @Test func `a death by signal is no success`() throws {
    let end = try captured("kill -9 $$")
    #expect(end.signal == 9 && end.status == nil && !end.isSuccess)
  }

  @Test func `a program that is not there says so`() {
    #expect(throws: ProcessError.self) {
      try ChildProcess(["/nowhere/tool"], environment: [:], directory: "/").run()
    }
  }

  @Test func `a program is found in absolute folders only`() {
    #expect(findProgram("sh", in: "::.:/usr/bin:/bin") != nil)
    #expect(findProgram("sh", in: ".:") == nil)
    #expect(findProgram("no-such-program", in: "/usr/bin") == nil)
  }
}

import Foundation
import Testing
import TestSupport

/// What tenon asks of the machine: never the network, nor what belongs to it.
@Suite(.requires("strace"))
struct OfflineTests {
  @Test(arguments: ["new compose-stack cache", "status", "diff", "handoff create", "doctor"])
  func `no connection is made and no certificate is read`(command: String) throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.tenon("new", "compose-stack", "web")
    let options = ["-f", "-qq", "-o", sandbox.path("calls"), "-e", "trace=network,open,openat,openat2"]
    let tenon = [try tenonExecutable()] + command.split(separator: " ").map(String.init)
    try sandbox.run("strace", options + tenon, in: "repo")
    let calls = try String(contentsOfFile: sandbox.path("calls"), encoding: .utf8).split(separator: "\n")
    #expect(calls.contains { $0.contains(".git") })
    #expect(calls.filter { $0.contains("socket(") || $0.contains("connect(") } == [])
    #expect(calls.filter { $0.contains("/ssl/") || $0.contains("certificates") } == [])
  }
}

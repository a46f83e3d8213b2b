import Foundation
import Testing
import TestSupport

/// Every sort of repository that git knows, each tried with the built executable.
struct OddRepositoryTests {
  private static let commands = [
    ["status"], ["check"], ["update"], ["new", "compose-stack", "web"], ["handoff", "create"], ["doctor"],
  ]

  @Test(arguments: RefusedRepository.all)
  func `a repository that libgit2 cannot read is refused, with what cures it`(odd: RefusedRepository) throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try odd.prepare(sandbox)
    let before = try Snapshot(of: sandbox.root)
    for command in Self.commands where odd.isOnlyItsIndexOdd == false || command != ["update"] {
      let said = try sandbox.tenon(command, in: odd.folder)
      let words = command == ["doctor"] ? said.text : said.errorText
      #expect(said.status == odd.status, "\(command): \(words)")
      #expect(words.contains(odd.words), "\(command): \(words)")
      #expect(words.contains("hint: \(odd.hint)") || odd.hint.isEmpty, "\(command): \(words)")
    }
    #expect(try Snapshot(of: sandbox.root).differences(from: before) == [])
  }

  @Test(arguments: RefusedRepository.all)
  func `a refusal is one JSON document where one is asked for`(odd: RefusedRepository) throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try odd.prepare(sandbox)
    let said = try sandbox.tenon("status", "--json", in: odd.folder)
    let error = try JSONDecoder().decode(ErrorDocument.self, from: said.output)
    #expect(said.status == odd.status)
    #expect(error.schema == "tenon.error/1" && error.kind == odd.code)
    #expect(error.message.contains(odd.words))
    #expect(said.errorText.isEmpty)
  }

  @Test(.requires("root", geteuid() == 0), arguments: ["", "[safe]\n\tdirectory = *\n"])
  func `a repository of somebody else is refused unless it is called safe`(config: String) throws {
    let sandbox = try Sandbox(config: config)
    try sandbox.makeUsualRepository()
    try sandbox.run("chown", ["-R", "nobody", "repo"])
    let said = try sandbox.tenon("status")
    #expect(said.status == (config.isEmpty ? 74 : 0))
    let hint = "hint: git config --global --add safe.directory \(sandbox.path("repo"))"
    #expect(said.errorText.contains(hint) == config.isEmpty, "\(said.errorText)")
  }

  @Test func `the cure that a foreign repository's hint names works`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    guard try sandbox.run("chown", ["-R", "nobody", "repo"]).status == 0 else { return }
    let hint = try #require(sandbox.tenon("status").errorText.split(separator: "hint: ").last)
    try sandbox.run("sh", ["-c", String(hint)])
    #expect(try sandbox.tenon("status").status == 0)
  }

  private struct ErrorDocument: Decodable {
    let schema: String
    let kind: String
    let message: String
  }
}

/// What is odd and works all the same: laid out, handed off, committed by the real git, and verified.
struct WelcomeRepositoryTests {
  @Test(arguments: WelcomeRepository.all)
  func `a unit is laid out, handed off and committed`(odd: WelcomeRepository) throws {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try odd.prepare(sandbox)
    let git = try Snapshot(of: sandbox.path(odd.gitFolder))
    try succeed(sandbox, odd, "new", "compose-stack", "web")
    #expect(sandbox.exists("\(odd.root)/services/web/compose.yaml"))
    #expect(try sandbox.tenon("status", "--exit-code", in: odd.folder).status == 0)
    try succeed(sandbox, odd, "update")
    try succeed(sandbox, odd, "handoff", "create")
    #expect(try Snapshot(of: sandbox.path(odd.gitFolder)).differences(from: git) == [])

    try sandbox.commitAll("lay out", in: odd.root)
    let handoffs = try FileManager.default.contentsOfDirectory(
      atPath: sandbox.path("\(odd.root)/.tenon/handoffs"))
    let id = try #require(handoffs.first { $0.hasSuffix(".json") }).dropLast(".json".count)
    try succeed(sandbox, odd, "handoff", "verify", String(id), "--commit", "HEAD")
  }

  private func succeed(_ sandbox: Sandbox, _ odd: WelcomeRepository, _ arguments: String...) throws {
    let said = try sandbox.tenon(arguments, in: odd.folder)
    #expect(said.status == 0, "\(arguments): \(said.errorText)\(said.text)")
  }
}

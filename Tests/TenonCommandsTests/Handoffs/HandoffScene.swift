import Foundation
import TestSupport

/// A repository made by the real git, with a small skeleton beside it, as a librarian's tests need it.
struct HandoffScene {
  let sandbox: Sandbox

  /// A repository with one commit, unless the branch is to be unborn; `config` is added to its own.
  init(unborn: Bool = false, config: String = "") throws {
    sandbox = try Sandbox()
    try Self.writeSkeleton(in: sandbox)
    try sandbox.makeRepository()
    try sandbox.write("repo/.git/config", try sandbox.text("repo/.git/config") + config)
    if unborn { return }
    try sandbox.write("repo/README.md", "# A laboratory\n")
    try sandbox.write("repo/notes.txt", "one\n")
    try sandbox.commitAll("first")
  }

  /// A unit with a script, a name with a space and an umlaut, and a word about deploying.
  private static func writeSkeleton(in sandbox: Sandbox) throws {
    try sandbox.write(
      "skeletons/service/skeleton.yaml",
      """
      name: service
      version: 1.2.0
      summary: A small service
      destination: services/<% name %>
      variables:
        name: { type: string, help: The service }
        greeting: { type: string, default: hello }
      files:
        - { source: run.sh, mode: "0755" }
      handoff:
        requires: [{ tool: bash, version: ">=5" }]
        prerequisites: [{ text: "The host of <% name %> is up", check: [ping, -c1, "<% name %>"] }]
        steps: [{ title: Start it, run: [sh, "<% destination %>/run.sh"], effect: changes, confirm: true }]
        verify: [{ title: It answers, run: [curl, -f, "http://<% name %>/"], effect: reads }]
        rollback: [{ title: Stop it, run: [pkill, "<% name %>"], effect: destroys, confirm: true }]
        documents: [README.md]
        changes: [{ subject: "<% name %>", text: "<% name %> is a service now" }]

      """)
    try sandbox.write(
      "skeletons/service/files/run.sh", Array("#!/bin/sh\necho <% greeting %>\n".utf8), executable: true)
    try sandbox.write("skeletons/service/files/conf/über uns.txt", "<% name %>\n")
    try sandbox.write("skeletons/service/files/README.md", "# <% name %>\n\nIt says <% greeting %>.\n")
  }

  @discardableResult
  func tenon(_ arguments: String..., in folder: String = "repo") throws -> Finished {
    try sandbox.tenon(arguments, in: folder)
  }

  /// Runs tenon and throws where it does not end with 0.
  @discardableResult
  func succeed(_ arguments: String..., in folder: String = "repo") throws -> Finished {
    let finished = try sandbox.tenon(arguments, in: folder)
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
    return finished
  }

  func layOut(_ name: String = "web") throws { try succeed("new", "../skeletons/service", name) }

  /// Writes a handoff and gives its manifest.
  func handOff(_ arguments: String..., in folder: String = "repo") throws -> HandedOff {
    let finished = try sandbox.tenon(["handoff", "create", "--json"] + arguments, in: folder)
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
    let report = try JSONDecoder().decode(Report.self, from: finished.output)
    return try JSONDecoder().decode(
      HandedOff.self, from: Data(sandbox.read("repo/.tenon/handoffs/\(report.id).json")))
  }

  private struct Report: Decodable { var id: String }

  /// Carries out the librarian's commands word for word, and gives the tree that comes of them.
  @discardableResult
  func commit(_ handoff: HandedOff) throws -> String {
    for command in handoff.roles.librarian.commands {
      let finished = try sandbox.run(command.argv[0], Array(command.argv.dropFirst()), in: "repo")
      guard finished.status == 0 else { throw ProgramFailure(arguments: command.argv, finished: finished) }
    }
    return try tree()
  }

  func tree(_ revision: String = "HEAD") throws -> String { try git("rev-parse", "\(revision)^{tree}") }

  /// The output of git without its last newline.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let finished = try sandbox.run("git", arguments, in: "repo")
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
    return finished.text.hasSuffix("\n") ? String(finished.text.dropLast()) : finished.text
  }

  func verify(_ handoff: HandedOff, _ place: String...) throws -> Finished {
    try sandbox.tenon(["handoff", "verify", handoff.id] + place)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: sandbox.path("repo/\(path)"))
  }
}

/// What the tests read in a manifest: written against the published schema, not against the room's own types.
struct HandedOff: Decodable {
  var id: String
  var repository: Repository
  var files: [File]
  var roles: Roles

  struct Repository: Decodable {
    var expected_tree: String
    var base: Base
  }

  struct Base: Decodable {
    var commit: String?
    var branch: String?
  }

  struct File: Decodable {
    var path: String
    var status: String
    var mode: String?
    var origin: String?
    var unit: String?
  }

  struct Roles: Decodable { var librarian: Librarian }

  struct Librarian: Decodable {
    var commands: [Command]
    var leave_out: [LeftOut]
  }

  struct Command: Decodable { var argv: [String] }

  struct LeftOut: Decodable, Equatable {
    var path: String
    var why: String
  }

  func file(_ path: String) -> File? { files.first { $0.path == path } }
}

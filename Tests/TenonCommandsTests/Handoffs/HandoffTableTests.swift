import Foundation
import Testing
import TestSupport

/// Every built-in skeleton, added, changed, renamed and removed: what the manifest says of each, and git's part of it
/// carried out to the letter.
struct HandoffTableTests {
  static let skeletons = [
    "ansible-collection", "ansible-inventory", "ansible-playbook", "ansible-project",
    "ansible-role", "compose-stack", "config-file", "dockerfile", "network-role", "python-script",
    "shell-script",
    "sql-migrations", "terraform-module",
    "terraform-proxmox-lxc", "terraform-proxmox-vm", "terraform-root",
  ]

  private struct Manifest: Decodable {
    let id: String
    let units: [Unit]
    let roles: Roles

    struct Unit: Decodable { let change: String }
    struct Command: Decodable { let argv: [String] }
    struct Step: Decodable {
      let title: String
      let effect: String
      let confirm: Bool?
      let command: Command?
    }
    struct Roles: Decodable {
      let librarian: Librarian
      let deployment: Deployment

      enum CodingKeys: String, CodingKey {
        case librarian
        case deployment = "lab-operator"
      }
    }
    struct Librarian: Decodable { let commands: [Command] }
    struct Deployment: Decodable {
      let steps: [Step]
      let rollback: [Step]
    }
  }

  private func handOff(_ sandbox: Sandbox) throws -> Manifest {
    let created = try sandbox.tenon("handoff", "create", "--json")
    try #require(created.status == 0, "\(created.text)\(created.errorText)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(created.text.utf8)) as? [String: Any])
    let id = try #require(report["id"] as? String)
    let manifest = try JSONDecoder().decode(
      Manifest.self, from: Data(try sandbox.text("repo/.tenon/handoffs/\(id).json").utf8))
    for command in manifest.roles.librarian.commands { try succeed(command.argv, sandbox) }
    #expect(try sandbox.tenon("handoff", "verify", id, "--commit", "HEAD").status == 0)
    return manifest
  }

  private func succeed(_ argv: [String], _ sandbox: Sandbox) throws {
    let finished = try sandbox.run(argv[0], Array(argv.dropFirst()), in: "repo")
    try #require(finished.status == 0, "\(argv): \(finished.text)\(finished.errorText)")
  }

  /// Carries out what the rollback has git do, and gives the tree that comes of it.
  private func rollBack(_ manifest: Manifest, _ sandbox: Sandbox) throws -> String {
    for step in manifest.roles.deployment.rollback {
      guard let argv = step.command?.argv, argv.contains(where: { $0.contains("Tenon-Handoff") }) else {
        continue
      }
      try succeed(argv, sandbox)
    }
    return try tree(sandbox)
  }

  private func tree(_ sandbox: Sandbox) throws -> String { try sandbox.git("rev-parse", "HEAD^{tree}").text }

  @Test(arguments: skeletons)
  func `each kind of change has its own way back, and only what was added is taken away`(
    skeleton: String
  ) throws {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/README.md", "# Lab\n")
    try sandbox.commitAll()
    #expect(try sandbox.tenon("new", skeleton, "first").status == 0)
    let added = try handOff(sandbox)
    #expect(added.units.map(\.change) == ["added"])
    for step in added.roles.deployment.rollback where step.effect == "destroys" {
      #expect(step.confirm == true, "\(step.title)")
    }

    try edit(sandbox)
    try check("changed", sandbox)
    let renamed = try sandbox.tenon("rename", "\(skeleton)/first", "second")
    try #require(renamed.status == 0, "\(renamed.errorText)")
    try check("renamed", sandbox)
    #expect(try sandbox.tenon("remove", "\(skeleton)/second").status == 0)
    try check("removed", sandbox)
  }

  /// Hands the change off, rolls it back, and does it once more, so that the next kind starts from it.
  private func check(_ kind: String, _ sandbox: Sandbox) throws {
    let before = try tree(sandbox)
    let manifest = try handOff(sandbox)
    let after = try tree(sandbox)
    #expect(manifest.units.map(\.change) == [kind])
    let ways = manifest.roles.deployment
    #expect((ways.steps + ways.rollback).allSatisfy { $0.effect != "destroys" }, "\(kind)")
    #expect(
      try rollBack(manifest, sandbox) == before, "the rollback of '\(kind)' does not give the bytes back")
    try succeed(["git", "reset", "-q", "--hard", "HEAD~1"], sandbox)
    #expect(try tree(sandbox) == after)
  }

  /// One line more in the first README or other text of the unit.
  private func edit(_ sandbox: Sandbox) throws {
    let files = try sandbox.git("ls-files").text.split(separator: "\n").map(String.init)
    let file = try #require(
      files.first { $0.hasSuffix("README.md") && $0 != "README.md" }
        ?? files.first { !$0.hasPrefix(".tenon") && $0 != "README.md" })
    try sandbox.write("repo/\(file)", try sandbox.text("repo/\(file)") + "\n")
  }
}

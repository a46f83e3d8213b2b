import Foundation
import Testing
import TestSupport

/// Every command while git's own folder lies under a read-only mount: it works, and leaves `.git` as it was.
struct ReadOnlyTests {
  /// In this order, since one builds on the other; `ID` is the handoff that was made before.
  static let commands = [
    "init", "inventory import ../STATUS.md", "inventory list", "inventory check",
    "inventory schema",
    "skeleton list", "skeleton show compose-stack",
    "skeleton schema compose-stack", "skeleton new mine", "skeleton check skeletons/mine",
    "new compose-stack web --dry-run", "new compose-stack web", "status", "diff",
    "diff --drift", "diff --pending --stat", "check", "doctor", "handoff create",
    "handoff list", "handoff show ID", "handoff export ID", "handoff verify ID", "update --dry-run",
    "update --set port=8081 --plan ../plan.json compose-stack/web", "apply ../plan.json", "log", "undo",
    "redo",
    "new compose-stack db", "rename compose-stack/db store", "remove compose-stack/store",
    "adopt compose-stack app --into services/app", "move app services/app services/moved",
    "restore web README.md", "secrets allow tokens.env:1 --why sample", "secrets check",
    "schema status", "mcp", "skill install",
  ]

  @Test(.requires("mount namespaces", canMount))
  func `every command works while .git cannot be written, and leaves it as it was`() throws {
    let sandbox = try Self.repository()
    let before = try StampedSnapshot(of: sandbox.path("repo/.git"))
    for command in Self.commands {
      let words = try command.split(separator: " ").map { $0 == "ID" ? try handoff(in: sandbox) : String($0) }
      let said = try runBelowReadOnlyGit(words, in: sandbox)
      #expect(
        said.status == 0, "tenon \(command): \(said.errorText)\(said.text)")
      #expect(
        try StampedSnapshot(of: sandbox.path("repo/.git")).differences(from: before) == [], "\(command)")
    }
  }

  @Test func `no command is forgotten`() throws {
    let dump = try Sandbox().tenon("--experimental-dump-help", in: "home")
    let tree = try JSONDecoder().decode(CommandTree.self, from: dump.output)
    let tried = Self.commands
    for name in tree.command.leaves {
      #expect(tried.contains { $0 == name || $0.hasPrefix(name + " ") }, "\(name)")
    }
  }

  /// One in which git, were it asked, would like to write: stale stamps, a watcher, a cache of untracked files.
  private static func repository() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.write(
      "STATUS.md", "| ID | Name | IP | Type |\n|---|---|---|---|\n| 102 | web | 192.168.2.102 | CT |\n")
    try sandbox.write("repo/services/app/compose.yaml", "services: {}\n")
    try sandbox.write("repo/tokens.env", "DB_PASSWORD=Vb7tQx2LmZp9\n")
    try sandbox.commitAll("second")
    for setting in ["core.fsmonitor", "core.untrackedCache", "feature.manyFiles"] {
      try sandbox.git("config", setting, "true")
    }
    try sandbox.run("touch", ["-d", "2001-01-01", "docs/x.md"], in: "repo")
    return sandbox
  }

  private func handoff(in sandbox: Sandbox) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("repo/.tenon/handoffs"))
    return String(try #require(names.first { $0.hasSuffix(".json") }).dropLast(".json".count))
  }

  private func runBelowReadOnlyGit(_ arguments: [String], in sandbox: Sandbox) throws -> Finished {
    let script = """
      mount --make-rprivate / && mount --bind .git .git && mount -o remount,bind,ro .git || exit 99
      touch .git/x 2>/dev/null && exit 98
      exec "$@"
      """
    return try sandbox.run(
      "unshare", ["-m", "sh", "-c", script, "sh", tenonExecutable()] + arguments, in: "repo")
  }
}

/// The command tree as the argument parser dumps it.
private struct CommandTree: Decodable {
  let command: Node

  struct Node: Decodable {
    let commandName: String
    let subcommands: [Node]?

    /// Every command that does something, by the words that call it.
    var leaves: [String] {
      (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
        let below = command.leaves
        return below.isEmpty ? [command.commandName] : below.map { "\(command.commandName) \($0)" }
      }
    }
  }
}

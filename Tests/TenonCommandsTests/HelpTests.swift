import Foundation
import Testing
import TestSupport

/// The commands as the executable describes them, against the pages that name them.
struct HelpTests {
  @Test func `the help of every command stands in the manual`() throws {
    let page = try String(contentsOfFile: "\(projectRoot)/Tests/Scenarios/help.md", encoding: .utf8)
    for command in try CommandTree.ofTheExecutable().paths {
      #expect(page.contains("$ \((command + ["--help"]).joined(separator: " "))\n"), "\(command)")
    }
  }

  @Test func `every command that the README names exists, and it names every command`() throws {
    let page = try String(contentsOfFile: "\(projectRoot)/README.md", encoding: .utf8)
    let tree = try CommandTree.ofTheExecutable()
    let named = Set(page.matches(of: /(?:`|\$ )tenon ([a-z]+)/).map { String($0.1) })
    let commands = Set(tree.paths.compactMap { $0.dropFirst().first })
    #expect(named.subtracting(commands) == [])
    #expect(commands.subtracting(named) == [])
  }

  @Test func `every command takes --json and -C`() throws {
    for command in try CommandTree.ofTheExecutable().leaves {
      #expect(command.options.isSuperset(of: ["json", "C"]), "\(command.path)")
    }
  }
}

/// The command tree, as `--experimental-dump-help` gives it.
private struct CommandTree: Decodable {
  let commandName: String
  let subcommands: [CommandTree]?
  let arguments: [Argument]?

  struct Argument: Decodable {
    let names: [Name]?
    struct Name: Decodable { let name: String }
  }

  static func ofTheExecutable() throws -> CommandTree {
    struct Dump: Decodable { let command: CommandTree }
    let dump = try Sandbox().tenon("--experimental-dump-help", in: "")
    return try JSONDecoder().decode(Dump.self, from: dump.output).command
  }

  /// Every command with the commands above it.
  var paths: [[String]] { [[commandName]] + own.flatMap { $0.paths.map { [commandName] + $0 } } }

  /// Every command that does something, with its options.
  var leaves: [(path: String, options: Set<String>)] {
    if !own.isEmpty { return own.flatMap(\.leaves).map { ("\(commandName) \($0.path)", $0.options) } }
    return [(commandName, Set((arguments ?? []).flatMap { ($0.names ?? []).map(\.name) }))]
  }

  private var own: [CommandTree] { (subcommands ?? []).filter { $0.commandName != "help" } }
}

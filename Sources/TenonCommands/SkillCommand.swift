import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units

/// `tenon skill`: what coding agents are told.
struct SkillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skill", abstract: "Instructions for coding agents.",
    subcommands: [SkillInstallCommand.self])
}

/// `tenon skill install`: writes it into the repository.
struct SkillInstallCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install an Agent Skill and a marked block in AGENTS.md.",
    discussion: """
      The skill describes four roles (builder, librarian, lab-operator, scribe), their commands, and what never to do. \
      Running it again replaces the skill and the block, and nothing around the block.
      """
  )

  @OptionGroup var common: CommonOptions

  @Option(
    name: .customLong("agent"),
    help: ArgumentHelp(
      "Agent to install for: agents (.agents), claude, codex, copilot (.github), cursor or gemini (repeatable).",
      valueName: "agent"))
  var agents: [SkillAgent] = []

  @Flag(name: .customLong("dry-run"), help: "Show what would be written without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try installSkill(for: agents.isEmpty ? [.agents] : agents, in: opened, isDryRun: dryRun)
    if common.json {
      try console.write(document: SkillDocument(report, isWritten: !dryRun))
      return 0
    }
    for file in report.files { console.print("  \(file.isNew ? "create" : "update")  \(file.path)") }
    let count = HandoffView.counted(report.files.count)
    console.print(
      report.files.isEmpty
        ? "nothing to do" : dryRun ? "dry run: \(count) would be written" : "done: \(count) written")
    return 0
  }
}

extension SkillAgent: ExpressibleByArgument {}

/// What was written, as `tenon.skill-install/1`.
struct SkillDocument: Codable {
  var schema = "tenon.skill-install/1"
  let written: Bool
  let files: [File]

  struct File: Codable {
    let path: String
    let action: FileAction
  }

  init(_ report: SkillReport, isWritten: Bool) {
    written = isWritten
    files = report.files.map { File(path: $0.path.description, action: $0.isNew ? .create : .update) }
  }
}

import ArgumentParser
import Collecting
import Jobs
import Units

/// The root of the command tree.
struct TenonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenon",
    abstract:
      "Scaffold infrastructure code in a git repository and keep it up to date without losing edits.",
    discussion: """
      tenon reads git and never writes to it: it does not commit, stage files or move branches. It writes files, its \
      own records below .tenon/, and handoffs from which other people commit, deploy and document.

      Exit status: 0 success; 1 success, but differences were found; 2 conflicts need a decision; 64 usage error; \
      65 invalid data; 66 not found; 70 internal error (a bug in tenon); 73 a file is in the way; 74 disk, git or \
      output error; 75 busy, or files changed in the meantime.
      """,
    version: tenonVersion,
    subcommands: [
      InitCommand.self,
      NewCommand.self,
      AdoptCommand.self,
      StatusCommand.self,
      DiffCommand.self,
      UpdateCommand.self,
      ApplyCommand.self,
      RenameCommand.self,
      RemoveCommand.self,
      MoveCommand.self,
      RestoreCommand.self,
      UndoCommand.self,
      RedoCommand.self,
      LogCommand.self,
      CheckCommand.self,
      DoctorCommand.self,
      HandoffCommand.self,
      InventoryCommand.self,
      SecretsCommand.self,
      SkeletonCommand.self,
      MCPCommand.self,
      SchemaCommand.self,
      SkillCommand.self,
    ]
  )
}

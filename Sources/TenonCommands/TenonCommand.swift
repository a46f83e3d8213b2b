import ArgumentParser
import Jobs

/// The root of the command tree.
struct TenonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenon",
    abstract:
      "Lay out infrastructure code in a git repository, and keep it up to date without losing an edit.",
    discussion: """
      tenon reads git and never writes to it: it commits nothing, stages nothing and moves no branch. It writes files, \
      its own records below .tenon/, and handoffs from which somebody else commits, deploys and documents.

      Exit status: 0 done; 1 done, with a difference to look at; 2 a conflict needs a decision; 64 usage; 65 bad data; \
      66 not found; 70 a fault of tenon's; 73 a file is in the way; 74 disk, git or output failed; 75 busy, or the tree moved.
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

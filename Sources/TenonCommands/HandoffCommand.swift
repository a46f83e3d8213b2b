import ArgumentParser

/// `tenon handoff`: what is handed to those who commit, deploy and document.
struct HandoffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff",
    abstract: "Write down exactly what is to be committed, deployed and documented, and prove it afterwards.",
    discussion: """
      'create' writes a manifest to .tenon/handoffs: ID.json for programs, ID.md for people. The librarian commits with \
      the commands that it prints; 'verify --commit HEAD' then shows that the commit is exactly what was handed off.
      """,
    subcommands: [
      HandoffCreateCommand.self, HandoffListCommand.self, HandoffShowCommand.self, HandoffVerifyCommand.self,
      HandoffExportCommand.self,
    ])
}

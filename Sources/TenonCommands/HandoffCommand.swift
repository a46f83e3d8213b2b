import ArgumentParser

/// `tenon handoff`: what is handed to those who commit, deploy and document.
struct HandoffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff",
    abstract: "Record exactly what to commit, deploy and document, and verify it afterwards.",
    discussion: """
      'create' writes a manifest to .tenon/handoffs: ID.json for programs, ID.md for people. The librarian commits with \
      the commands it prints; 'verify --commit HEAD' then proves that the commit contains exactly what was handed off.
      """,
    subcommands: [
      HandoffCreateCommand.self, HandoffListCommand.self, HandoffShowCommand.self, HandoffVerifyCommand.self,
      HandoffExportCommand.self,
    ])
}

import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units

/// `tenon redo`: does again what was undone last.
struct RedoCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Redo what 'tenon undo' undid, byte for byte.",
    discussion: """
      Each redo goes forward one step, starting with the last undo. If one of the files has changed since the undo, redo \
      lists it and does nothing. Once another command has written files, there is nothing to redo.
      """
  )

  @OptionGroup var common: CommonOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let outcome = try redo(in: opened)
    if common.json {
      try console.write(document: RedoDocument(outcome))
      return 0
    }
    for file in RedoDocument(outcome).files where !file.path.hasPrefix(".tenon/") {
      console.print("  \(file.action)  \(file.path)")
    }
    console.print("redid '\(quoted(outcome.label))'")
    return 0
  }
}

/// A redo as `tenon.redo/1`.
struct RedoDocument: Codable {
  var schema = "tenon.redo/1"
  /// The command that was done again.
  let redone: String
  let files: [File]

  struct File: Codable {
    let path: String
    let action: Action
  }

  enum Action: String, Codable, CaseIterable {
    case created, updated, deleted
  }

  init(_ outcome: RedoOutcome) {
    redone = outcome.label
    files =
      outcome.created.map { File($0, .created) } + outcome.updated.map { File($0, .updated) }
      + outcome.deleted.map { File($0, .deleted) }
  }
}

extension RedoDocument.File {
  fileprivate init(_ path: RelativePath, _ action: RedoDocument.Action) {
    self.init(path: path.description, action: action)
  }
}

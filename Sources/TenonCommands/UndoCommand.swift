import Applying
import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units

/// `tenon undo`: takes the newest operation of the log back.
struct UndoCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo the last command that wrote files, byte for byte.",
    discussion: """
      Each undo goes back one step: first the last new, update, adopt, rename, remove, apply, init or import, then the one \
      before. 'tenon log' lists them; 'tenon redo' goes forward again. If one of the files has changed since, undo lists \
      it and does nothing. Undo never commits; it lists files that are already committed.
      """
  )

  @OptionGroup var common: CommonOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    if let recovery = opened.recovery, recovery.isTakenBack {
      // What was interrupted is the last thing that the person asked for: taking that back is all that is meant.
      if common.json { try console.write(document: UndoDocument(recovered: recovery.label)) }
      return 0
    }
    let outcome = try undo(in: opened)
    if common.json {
      try console.write(document: UndoDocument(outcome))
    } else {
      show(outcome, on: console)
    }
    return 0
  }

  private func show(_ outcome: UndoOutcome, on console: Console) {
    for path in outcome.restored where !isOwn(path) {
      console.print("  \(console.painted("restored", .yellow)) \(path)")
    }
    for path in outcome.removed where !isOwn(path) {
      console.print("  \(console.painted("removed", .red))  \(path)")
    }
    console.print("undid '\(quoted(outcome.label))'")
    for id in outcome.staleHandoffs {
      console.say("note: handoff \(id) is stale: its changes were undone")
    }
    let committed = outcome.committed.filter { !isOwn($0) }
    guard !committed.isEmpty else { return }
    console.say("note: already committed, so git now shows these as modified:")
    for path in committed { console.say("  \(path)") }
  }
}

/// Records and bases are not files that a person asked for.
private func isOwn(_ path: RelativePath) -> Bool {
  path.components.first?.elementsEqual(".tenon".utf8) ?? false
}

/// An undo as `tenon.undo/1`.
struct UndoDocument: Codable {
  var schema = "tenon.undo/1"
  let undone: String
  let files: [File]
  let staleHandoffs: [String]

  enum CodingKeys: String, CodingKey {
    case schema, undone, files
    case staleHandoffs = "stale_handoffs"
  }

  struct File: Codable {
    let path: String
    let action: String
    let committed: Bool
  }

  init(_ outcome: UndoOutcome) {
    undone = outcome.label
    let committed = Set(outcome.committed)
    files =
      outcome.restored.map { File($0, "restored", committed) }
      + outcome.removed.map { File($0, "removed", committed) }
    staleHandoffs = outcome.staleHandoffs
  }

  /// Of an interrupted command that was rolled back before anything was asked.
  init(recovered label: String) {
    undone = label
    files = []
    staleHandoffs = []
  }
}

extension UndoDocument.File {
  fileprivate init(_ path: RelativePath, _ action: String, _ committed: Set<RelativePath>) {
    self.init(path: path.description, action: action, committed: committed.contains(path))
  }
}

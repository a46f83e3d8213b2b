import ArgumentParser
import Diagnostics
import FileTrees
import Jobs
import Workspaces

/// `tenon move`: tells where a file or folder of a unit is.
struct MoveCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Move a file or folder of a unit, or record that you moved it.",
    discussion: """
      Where OLD exists and NEW does not, it is moved as git mv would. Where NEW exists and OLD does not, the move that \
      you made is recorded. Later updates follow either.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The unit.", completion: Completions.units)
  var unit: String

  @Argument(help: "The path as tenon knows it.")
  var old: String

  @Argument(help: "The new path.")
  var new: String

  @Flag(name: .customLong("dry-run"), help: "Write nothing; print what would be moved.")
  var dryRun = false

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try move(unit, from: old, to: new, WriteRequest(isDryRun: dryRun), in: opened)
    if common.json {
      try console.write(document: MoveDocument(report))
      return 0
    }
    for file in report.files { console.print("  \(file.old) -> \(file.new)") }
    let count = HandoffView.counted(report.files.count)
    let done = report.hasMoved ? "\(count) moved" : "the move of \(count) recorded"
    console.print(report.isWritten ? "done: \(done)" : "dry run: \(done)")
    return 0
  }
}

/// A move as `tenon.move/1`.
struct MoveDocument: Codable {
  var schema = "tenon.move/1"
  let unit: String
  let moved: Bool
  let written: Bool
  let files: [File]

  struct File: Codable {
    let old: String
    let path: String
  }

  init(_ report: MoveReport) {
    unit = report.unit.description
    moved = report.hasMoved
    written = report.isWritten
    files = report.files.map { File(old: $0.old.description, path: $0.new.description) }
  }
}

import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units
import Workspaces

/// `tenon move`: tells where a file or folder of a unit is.
struct MoveCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Move a file or folder of a unit, or record that you moved it.",
    discussion: """
      If OLD exists and NEW does not, it is moved, as git mv would. If NEW exists and OLD does not, the move that you \
      made is recorded. Later updates follow the move.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Unit, such as ansible-role/nginx.", completion: Completions.units)
  var unit: String

  @Argument(help: "Current path of the file or directory.")
  var old: String

  @Argument(help: "New path.")
  var new: String

  @Flag(name: .customLong("dry-run"), help: "Print what would be moved without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try move(unit, from: old, to: new, WriteRequest(isDryRun: dryRun), in: opened)
    if common.json {
      try console.write(document: MoveDocument(report))
      return 0
    }
    for file in report.files { console.print("  \(file.old) -> \(file.new)") }
    let count = HandoffView.counted(report.files.count)
    let done = report.hasMoved ? "\(count) moved" : "recorded the move of \(count)"
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

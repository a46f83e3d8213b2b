import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units
import Workspaces

/// `tenon restore`: brings files back as they were generated.
struct RestoreCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Restore files of a unit to their generated contents.",
    discussion: "Your edits to these files are discarded; 'tenon undo' brings them back."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Unit, such as ansible-role/nginx.", completion: Completions.units)
  var unit: String

  @Argument(help: "Deleted or edited files or directories of the unit.")
  var paths: [String]

  @Flag(name: .customLong("dry-run"), help: "Print what would be restored without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try restore(unit, paths, WriteRequest(isDryRun: dryRun), in: opened)
    if common.json {
      try console.write(document: RestoreDocument(report))
      return 0
    }
    for path in report.files { console.print("  restore  \(path)") }
    let count = HandoffView.counted(report.files.count)
    let done = report.isWritten ? "done: \(count) restored" : "dry run: \(count) would be restored"
    console.print(report.files.isEmpty ? "nothing to do: every file is unmodified" : done)
    return 0
  }
}

/// What was restored as `tenon.restore/1`.
struct RestoreDocument: Codable {
  var schema = "tenon.restore/1"
  let unit: String
  let written: Bool
  let files: [File]

  struct File: Codable {
    let path: String
  }

  init(_ report: RestoreReport) {
    unit = report.unit.description
    written = report.isWritten
    files = report.files.map { File(path: $0.description) }
  }
}

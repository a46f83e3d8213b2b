import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units

/// `tenon init`: writes the workspace's file.
struct InitCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write .tenon/workspace.yaml with the detected layout.",
    discussion: "Optional: 'tenon new' works without it."
  )

  @OptionGroup var common: CommonOptions

  @Flag(name: .customLong("dry-run"), help: "Show what was detected without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try initialise(in: opened, isDryRun: dryRun)
    if common.json {
      try console.write(document: InitDocument(report))
    } else {
      for line in PlaceView(places: report.places).lines { console.print("  \(line)") }
      console.print("\(dryRun ? "would write" : "wrote") \(report.path)")
    }
    return 0
  }
}

/// What was detected, as `tenon.init/1`.
struct InitDocument: Codable {
  var schema = "tenon.init/1"
  let path: String
  let layout: [String: String]
  let places: [PlaceDocument]

  init(_ report: InitReport) {
    path = report.path.description
    layout = report.layout
    places = report.places.map(PlaceDocument.init)
  }
}

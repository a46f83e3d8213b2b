import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Planning
import Units
import Workspaces

/// `tenon update`: regenerates units, merging.
struct UpdateCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Update units to their skeletons' current output, keeping your edits.",
    discussion: """
      Your changes and the skeleton's are merged as git merges them. If they conflict, nothing is written (2) unless \
      --on-conflict sets how to resolve it; on a terminal each conflict is shown and you are asked. A unit that cannot be \
      read or generated is reported and left unchanged (1), and the others are updated.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Units (default: all).", completion: Completions.units)
  var units: [String] = []

  @OptionGroup var answers: AnswerOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var merging: MergeOptions

  @Flag(
    name: .customLong("keep-going"),
    help: "Update the other units even if one has conflicts; the exit status is still 2.")
  var keepGoing = false

  @Option(
    help: ArgumentHelp("Save the plan to a file for 'tenon apply' and write nothing else.", valueName: "file")
  )
  var plan: String?

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    var request = UpdateRequest(
      units: units, answers: try answers.given(in: opened.process),
      write: try write.request(in: opened.process, keepsGoing: keepGoing, merge: merging.merge),
      planFile: plan)
    request.leavesOutIdle = !common.json
    let outcome = try update(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "update", asJSON: common.json)
  }
}

/// `tenon apply`: carries out a saved plan.
struct ApplyCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply a saved plan if no file has changed since."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Plan file saved by 'tenon update --plan'.")
  var plan: String

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let applied = try applyPlan(plan, in: opened)
    if common.json {
      try console.write(document: AppliedPlan(applied))
    } else {
      for change in applied.changes { console.print("  \(FileAction(change).rawValue)  \(change.path)") }
      console.print("done: \(applied.label)")
    }
    return 0
  }
}

/// An applied plan, as `tenon.apply/1`.
struct AppliedPlan: Codable {
  var schema = "tenon.apply/1"
  let label: String
  let files: [File]
  /// What tenon keeps below `.tenon`.
  let records: [File]

  struct File: Codable {
    let path: String
    let action: FileAction

    init(_ change: Change) {
      path = change.path.description
      action = FileAction(change)
    }
  }

  init(_ plan: PlanFile) {
    label = plan.label
    let all = plan.changes.map { (isRecord: $0.path.isBelow(TenonFolder.root), file: File($0)) }
    files = all.filter { !$0.isRecord }.map(\.file)
    records = all.filter(\.isRecord).map(\.file)
  }
}

import ArgumentParser
import Diagnostics
import FileTrees
import Jobs
import Planning
import Workspaces

/// `tenon update`: regenerates units, merging.
struct UpdateCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Bring units to what their skeletons generate now, keeping every edit.",
    discussion: """
      Your changes and the skeleton's are merged by line. Where both changed the same lines nothing at all is written \
      (2), unless --on-conflict decides; on a terminal each conflict is shown and asked about. A unit that cannot be \
      read or generated is named and left as it is (1), and the others are updated.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The units, all of them where none is named.", completion: Completions.units)
  var units: [String] = []

  @OptionGroup var answers: AnswerOptions
  @OptionGroup var write: WriteOptions
  @OptionGroup var merging: MergeOptions

  @Flag(
    name: .customLong("keep-going"),
    help: "Leave a unit in conflict as it is and update the others; the exit status is 2.")
  var keepGoing = false

  @Option(
    help: ArgumentHelp("Save the plan to a file for tenon apply, and write nothing else.", valueName: "file"))
  var plan: String?

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = UpdateRequest(
      units: units, answers: try answers.given(in: opened.process),
      write: try write.request(in: opened.process, keepsGoing: keepGoing, merge: merging.merge),
      planFile: plan)
    let outcome = try update(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "update", asJSON: common.json)
  }
}

/// `tenon apply`: carries out a saved plan.
struct ApplyCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry out a saved plan, if nothing has moved since."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The plan that tenon update --plan saved.")
  var plan: String

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
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

/// A plan that was carried out, as `tenon.apply/1`.
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

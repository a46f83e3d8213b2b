import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Units

/// `tenon remove`: takes a unit away.
struct RemoveCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a unit. Files you edited are kept and listed.",
    discussion:
      "If the record of a unit cannot be read, only the record is removed; the unit's files stay."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Unit, such as ansible-role/nginx.", completion: Completions.units)
  var unit: String

  @Flag(name: .customLong("dry-run"), help: "Print the plan without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let outcome = try remove(unit, WriteRequest(isDryRun: dryRun), in: opened)
    return try console.show(outcome, of: "remove", asJSON: common.json)
  }
}

/// `tenon rename`: gives a unit another name.
struct RenameCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Rename a unit: files, contents and your edits move with it.",
    discussion: """
      Names of the software stay: answers derived from the old name are kept and listed.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Unit, such as ansible-role/nginx.", completion: Completions.units)
  var unit: String

  @Argument(help: "New name of the unit.")
  var name: String

  @Flag(help: "Derive packages, services and paths from the new name.")
  var rederive = false

  @OptionGroup var write: WriteOptions
  @OptionGroup var merging: MergeOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = RenameRequest(
      unit: unit, name: name, rederives: rederive,
      write: try write.request(in: opened.process, merge: merging.merge))
    let outcome = try rename(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "rename", asJSON: common.json)
  }
}

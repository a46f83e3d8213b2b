import ArgumentParser
import Diagnostics
import Jobs

/// `tenon remove`: takes a unit away.
struct RemoveCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a unit. Files you edited are kept and listed.",
    discussion:
      "Of a unit whose record cannot be read, only what tenon keeps of it is deleted; its files stay."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The unit.", completion: Completions.units)
  var unit: String

  @Flag(name: .customLong("dry-run"), help: "Write nothing; print the plan.")
  var dryRun = false

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let outcome = try remove(unit, WriteRequest(isDryRun: dryRun), in: opened)
    return try console.show(outcome, of: "remove", asJSON: common.json)
  }
}

/// `tenon rename`: gives a unit another name.
struct RenameCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a unit another name: files, contents and your edits move with it.",
    discussion: """
      What the software is called stays: an answer that nobody gave and that was derived from the old name is kept, and \
      listed.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The unit.", completion: Completions.units)
  var unit: String

  @Argument(help: "Its new name.")
  var name: String

  @Flag(help: "Let packages, services and paths that were derived from the old name follow the new one.")
  var rederive = false

  @OptionGroup var write: WriteOptions
  @OptionGroup var merging: MergeOptions

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = RenameRequest(
      unit: unit, name: name, rederives: rederive,
      write: try write.request(in: opened.process, merge: merging.merge))
    let outcome = try rename(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "rename", asJSON: common.json)
  }
}

import ArgumentParser
import Diagnostics
import Jobs

/// `tenon remove`: takes a unit away.
struct RemoveCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a unit away; a file that you changed stays, and is said."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The unit.")
  var unit: String

  @Flag(name: .customLong("dry-run"), help: "Write nothing; print the plan.")
  var dryRun = false

  func perform(in bench: borrowing Workbench, on console: Console) throws(Findings) -> Int32 {
    let outcome = try remove(unit, WriteRequest(isDryRun: dryRun), in: bench)
    return try console.show(outcome, of: "remove", asJSON: common.json)
  }
}

/// `tenon rename`: gives a unit another name.
struct RenameCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a unit another name: files, contents and your edits move with it."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The unit.")
  var unit: String

  @Argument(help: "Its new name.")
  var name: String

  @OptionGroup var write: WriteOptions

  func perform(in bench: borrowing Workbench, on console: Console) throws(Findings) -> Int32 {
    let outcome = try rename(
      unit, to: name, try write.request(), in: bench, asking: console.questioner(common))
    return try console.show(outcome, of: "rename", asJSON: common.json)
  }
}

import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Units

/// `tenon status`: how the units are.
struct StatusCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show each unit: what you changed and what an update would change."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Units (default: all).", completion: Completions.units)
  var units: [String] = []

  @Flag(name: .customLong("exit-code"), help: "Exit with 1 if a unit is not current.")
  var exitCode = false

  @Flag(
    help: "List roles, playbooks, stacks and modules that no unit owns, with the adopt command for each.")
  var unmanaged = false

  @Flag(help: "Count all paths that differ from HEAD in the whole repository, staged and untracked ones too.")
  var repository = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let found = try status(of: units, repository: repository, in: opened)
    let others = unmanaged ? try Jobs.unmanaged(in: opened) : nil
    if common.json {
      try console.write(document: StatusReport(found, unmanaged: others))
    } else {
      for line in StatusView(status: found, console: console).lines { console.print(line) }
      for line in UnmanagedView(things: others).lines { console.print(line) }
    }
    let isCurrent = found.faults.isEmpty && found.units.allSatisfy { $0.state == .current }
    return exitCode && !isCurrent ? 1 : 0
  }
}

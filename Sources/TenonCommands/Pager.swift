import Collecting
import Disk
import GitReading
import Glibc
import Jobs
import Processes
import Texts
import Units
import Workspaces

/// The person's pager, found and started as git does (git-var(1), GIT_PAGER).
struct Pager: Sendable {
  private let command: String
  private let environment: [String: String]
  private let directory: String

  /// `GIT_PAGER`, `core.pager`, `PAGER`, then `less`; nil without a terminal, and where `cat` or nothing is named.
  init?(for opened: OpenWorkspace, on console: Console) {
    guard console.writesToTerminal else { return nil }
    var environment = opened.process.environment
    // An unreadable configuration has no pager; opening the workspace has reported it.
    let configured = (try? opened.workspace.git.configuration("core.pager")) ?? nil
    let named = environment["GIT_PAGER"] ?? configured ?? environment["PAGER"]
    let usual = findProgram("less", in: environment["PATH"] ?? "").map { _ in "less" }
    guard let command = named ?? usual, !command.isEmpty, command != "cat" else { return nil }
    // As git sets them: leave a short text on the screen, keep colours, do not clear.
    if environment["LESS"] == nil { environment["LESS"] = "FRX" }
    if environment["LV"] == nil { environment["LV"] = "-c" }
    self.command = command
    self.environment = environment
    directory = opened.process.directory
  }

  /// Shows a text; false if the pager could not be started, so that the caller has to print it.
  func show(_ text: [UInt8]) -> Bool {
    let process = ChildProcess(
      ["/bin/sh", "-c", command], environment: environment, directory: directory, streams: .fed(text))
    guard let end = try? process.run() else { return false }
    return end.status != 127 && end.status != 126
  }
}

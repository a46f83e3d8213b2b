import Collecting
import Diagnostics
import Disk
import FileTrees
import GitReading
import Jobs
import Processes
import Texts
import Units
import Workspaces

/// The person's editor, found and started as git does (git-var(1), GIT_EDITOR).
struct Editor: Sendable {
  /// A line for a shell, which `core.editor` and the variables may hold.
  let command: String
  let environment: [String: String]
  let directory: String

  /// `GIT_EDITOR`, `core.editor`, `VISUAL`, `EDITOR`, then `vi`; nil if none is there or the terminal is dumb.
  init?(for opened: OpenWorkspace) {
    let process = opened.process
    environment = process.environment
    directory = process.directory
    let isDumb = (environment["TERM"] ?? "dumb") == "dumb"
    // An unreadable configuration has no editor; opening the workspace has reported it.
    let configured = (try? opened.workspace.git.configuration("core.editor")) ?? nil
    let visual = isDumb ? nil : environment["VISUAL"]
    let named = [environment["GIT_EDITOR"], configured, visual, environment["EDITOR"]].compactMap(\.self)
      .first { !$0.isEmpty }
    let fallback = isDumb ? nil : findProgram("vi", in: environment["PATH"] ?? "").map { _ in "vi" }
    guard let command = named ?? fallback else { return nil }
    self.command = command
  }

  /// Lets the person edit a text in a file that has the extension of `path`, and returns what they saved.
  func edit(_ text: [UInt8], of path: RelativePath) throws(Findings) -> [UInt8] {
    let file = try diagnosing { () throws(DiskError) in
      try ScratchFile(holding: text, endingLike: path.name, in: environment["TMPDIR"] ?? "/tmp")
    }
    let process = ChildProcess(
      ["/bin/sh", "-c", "\(command) \"$@\"", command, file.path], environment: environment,
      directory: directory)
    let end = try diagnosing { () throws(ProcessError) in try process.run() }
    guard end.isSuccess else {
      throw Findings(
        Diagnostic(.programFailed, "the editor '\(quoted(command))' failed; its text was discarded"))
    }
    return try diagnosing { () throws(DiskError) in try readGivenFile(file.path, limit: 8 << 20) }
  }
}

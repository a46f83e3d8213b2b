import Diagnostics
import FileTrees
import GitReading
import Handoffs
import Texts
import Units
import Workspaces

/// The linters and parsers that look at the files of a handoff.
struct HandoffChecks: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What was run for the handoff, or one line that states that nothing was.
  ///
  /// Throws for a check that failed, unless the person states why that is allowed.
  func checks(
    of files: [Manifest.File], at head: ObjectID?, _ request: HandoffRequest
  ) throws(Findings) -> [Manifest.Check] {
    guard request.runsChecks || request.runsCode else {
      return [
        Manifest.Check(
          "linters and tests of the files", .notRun,
          why: "not requested: --run-checks runs what is installed")
      ]
    }
    let run = try CheckRun(
      of: try tree(of: files, at: head), looking: files.filter { $0.status != .deleted }.map(\.path),
      runsCode: request.runsCode, in: process)
    let results = try run.results()
    let failed = results.filter { $0.result == .failed }
    guard let reason = request.allowFailed else {
      if let findings = Findings(failed.map(Self.refusal)) { throw findings }
      return results
    }
    return results.map { check in
      var check = check
      if check.result == .failed { check.why = "allowed: \(reason)\n\(check.why ?? "")" }
      return check
    }
  }

  private static func refusal(of check: Manifest.Check) -> Diagnostic {
    let said = (check.why ?? "").split(separator: "\n").map { quoted(String($0)) }.joined(separator: "; ")
    return Diagnostic(
      .checkFailed, "check '\(check.name)' failed: \(said)",
      hints: [
        check.command.map { "command: \(shellQuoted($0.argv))" },
        "--allow-failed REASON hands it off anyway",
      ]
      .compactMap(\.self))
  }

  /// Exactly the tree that is handed off: HEAD's files, and what is to be committed over them.
  private func tree(of files: [Manifest.File], at head: ObjectID?) throws(Findings) -> FileTree {
    var tree = try diagnosing { () throws(GitError) in
      try workspace.git.files(of: head, limits: .init(files: 50_000, bytes: 512 << 20))
    }
    for file in files {
      if file.status == .deleted {
        tree[file.path] = nil
      } else {
        tree[file.path] = try workspace.entry(at: file.path)
      }
    }
    return tree
  }
}

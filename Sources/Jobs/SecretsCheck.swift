import Collecting
package import Diagnostics
import Disk
package import FileTrees
import GitReading
import Planning
package import Secrets
import Texts
package import Units
import Workspaces

/// What `tenon secrets check` is asked for.
package struct SecretsRequest: Sendable {
  /// Files and folders as typed; none is what changed.
  package var paths: [String] = []
  package var scope: Scope = .changed
  package var writesBaseline = false
  /// Whether the baseline is only made and not written.
  package var isDryRun = false

  package enum Scope: Hashable, Sendable {
    /// HEAD against the working tree: what a commit of everything would hold.
    case changed
    /// HEAD against the index: what `git commit` would hold.
    case staged
    /// What changed since a revision.
    case since(String)
    /// Every file that git tracks or would.
    case everything
  }

  package init() {}
}

/// What `tenon secrets check` found.
package struct SecretsReport: Sendable {
  package var findings: [CredentialFinding] = []
  package var tally = CredentialTally()
  /// What could not be read, each a sentence with its place.
  package var unread: [Diagnostic] = []
  /// Where a baseline was written.
  package var baseline: RelativePath?
  package var isWritten = true
}

/// Looks for credentials in what changed, what is staged, what is named or everything.
package func checkSecrets(
  _ request: SecretsRequest, in opened: OpenWorkspace
) throws(Findings) -> SecretsReport {
  let known = request.writesBaseline ? CredentialBaseline() : try opened.workspace.credentialBaseline()
  var search = SecretsSearch(
    gate: CredentialGate(allowed: opened.workspace.settings.allowed, baseline: known))
  if request.scope == .staged {
    try search.takeIndex(of: opened.workspace)
  } else {
    let (inside, outside) = SecretsCheck(opened).sorted(request.paths)
    if request.paths.isEmpty || !inside.isEmpty {
      let paths = try SecretsCheck(opened).paths(inside, in: request.scope)
      for (index, path) in paths.enumerated() {
        opened.process.tellProgress(.file(path), index, of: paths.count)
        try search.take(path, in: opened.workspace)
      }
    }
    // Nothing of the workspace is allowed there, and no baseline knows it.
    for typed in outside { try search.take(typed, in: opened.process) }
  }
  var report = search.report
  if request.writesBaseline {
    report.baseline = try SecretsCheck(opened).writeBaseline(of: report.findings, isDryRun: request.isDryRun)
    report.isWritten = !request.isDryRun
    report.tally.known = report.findings.count
    report.findings = []
  }
  return report
}

/// The same of files and folders outside a repository, where nothing is allowed and no baseline is.
package func checkSecrets(
  _ request: SecretsRequest, in process: ProcessEnvironment
) throws(Findings) -> SecretsReport {
  var search = SecretsSearch(gate: CredentialGate(allowed: []))
  for typed in request.paths { try search.take(typed, in: process) }
  return search.report
}

/// Which files `tenon secrets check` reads, and the baseline that it writes.
struct SecretsCheck: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The paths to look at, in git's order; one that is named is examined even where git ignores it.
  fileprivate func paths(
    _ named: [String], in scope: SecretsRequest.Scope
  ) throws(Findings) -> [RelativePath] {
    if named.isEmpty { return try diagnosing { () throws(GitError) in try changedPaths(in: scope) } }
    var found: [RelativePath] = []
    for typed in named {
      let folder = isRoot(typed) ? nil : try opened.path(typed)
      guard let folder else {
        found += try diagnosing { () throws(GitError) in try changedPaths(in: .everything) }
        continue
      }
      switch try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: folder) }) {
      case .file: found.append(folder)
      case .folder: found += try diagnosing { () throws(GitError) in try allPaths(below: folder) }
      case .symlink, .special: continue
      case nil: throw Findings(Diagnostic(.noFile, "there is no '\(quoted(typed))'"))
      }
    }
    return Set(found).sorted()
  }

  /// Which of the paths are in the workspace, and which beside it.
  fileprivate func sorted(_ typed: [String]) -> (inside: [String], outside: [String]) {
    var (inside, outside): ([String], [String]) = ([], [])
    for path in typed {
      if isRoot(path) || lies(path) { inside.append(path) } else { outside.append(path) }
    }
    return (inside, outside)
  }

  private func lies(_ typed: String) -> Bool {
    do throws(Findings) {
      _ = try opened.path(typed)
      return true
    } catch {
      return false
    }
  }

  private func isRoot(_ typed: String) -> Bool {
    canonicalFolder(process.absolute(typed)) == workspace.root
  }

  private func changedPaths(in scope: SecretsRequest.Scope) throws(GitError) -> [RelativePath] {
    switch scope {
    case .everything: return try allPaths(below: nil)
    case .changed, .staged: return try workspace.git.changedPaths().map(\.path)
    case .since(let revision):
      let base = try workspace.git.commit(try workspace.git.resolve(revision)).tree
      let head = try workspace.git.head().commit.map { id throws(GitError) in
        try workspace.git.commit(id).tree
      }
      let committed = try workspace.git.changes(fromTree: base, toTree: head).filter { $0.after != nil }.map(
        \.path)
      return Set(committed + (try workspace.git.changedPaths().map(\.path))).sorted()
    }
  }

  private func allPaths(below folder: RelativePath?) throws(GitError) -> [RelativePath] {
    let tracked = try workspace.git.indexEntries(below: folder).filter { !$0.isSubmodule }.map(\.path)
    let changed = try workspace.git.changedPaths(below: folder.map { [$0] } ?? []).map(\.path)
    return Set(tracked + changed).sorted()
  }

  /// Records the existing findings without allowing them.
  fileprivate func writeBaseline(
    of findings: [CredentialFinding], isDryRun: Bool
  ) throws(Findings) -> RelativePath {
    var baseline = CredentialBaseline()
    for finding in findings {
      let path = try diagnosing { () throws(PathError) in try RelativePath(finding.path) }
      baseline.add(.init(path: path, rule: finding.rule, key: finding.key))
    }
    let path = TenonFolder.secretsBaseline
    if isDryRun { return path }
    let before = try workspace.plainFile(at: path)?.worktreeState ?? .absent
    let change = Change(path: path, before: before, after: .file(try baseline.json(), executable: false))
    try opened.carryOut([change] + (try missingFixedFiles()), label: "secrets check --write-baseline")
    return path
  }

  /// What is below `.tenon` in every workspace, where it is not yet.
  func missingFixedFiles() throws(Findings) -> [Change] {
    var changes: [Change] = []
    for file in TenonFolder.fixedFiles where try workspace.plainFile(at: file.path) == nil {
      changes.append(
        Change(path: file.path, before: .absent, after: .file(Array(file.text.utf8), executable: false)))
    }
    return changes
  }
}

import Applying
package import Diagnostics
import Disk
import FileTrees
import GitReading
package import Handoffs
import Planning
import Texts
package import Units
package import Workspaces

/// A handoff put together from a request and written down.
package struct HandoffCreation: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What would be handed off, and the units that cannot be; writes nothing.
  package func draft(
    of request: HandoffRequest
  ) throws(Findings) -> (draft: Draft, faults: [UnitFault]) {
    let head = try diagnosing { () throws(GitError) in try workspace.git.head() }
    let scope = try HandoffScopeReader(opened).handoffScope(named: request.units, at: head.commit)
    let included = try IncludedPaths(opened).includedPaths(request.include)
    let files = try HandoffCollection(workspace).collect(
      scope, including: included, at: head.commit, telling: process)
    let changed = scope.units.filter { unit in files.files.contains { $0.unit == unit.id.description } }
    var units: [CollectedUnit] = []
    for unit in changed { units.append(try HandoffUnits(opened).handedUnit(unit, since: head.commit)) }
    var draft = Draft(
      created: Timestamp(seconds: process.now).text, toolVersion: tenonVersion,
      base: Manifest.Base(commit: head.commit, branch: head.branch),
      expectedTree: try expectedTree(of: files.files, at: head.commit), files: files.files,
      units: units.map(\.unit))
    draft.leftOut = files.leftOut
    draft.checks =
      Self.checks(files.credentials)
      + (try HandoffChecks(opened).checks(of: files.files, at: head.commit, request))
      + units.compactMap(\.check)
    draft.title = request.title
    draft.questions = units.flatMap(\.questions) + request.questions
    draft.decisions = request.decisions
    return (draft, scope.faults)
  }

  /// What was examined on the way, and what is left to others.
  private static func checks(_ credentials: CredentialTally) -> [Manifest.Check] {
    [
      Manifest.Check("no conflict markers", .passed, toolVersion: "tenon \(tenonVersion)"),
      Manifest.Check("credentials, \(credentials.words)", .passed, toolVersion: "tenon \(tenonVersion)"),
    ]
  }

  private func expectedTree(of files: [Manifest.File], at head: ObjectID?) throws(Findings) -> ObjectID {
    let edits = files.map { file in
      TreeEdit(path: file.path, entry: file.version.map { TreeEntry(mode: .file($0.mode), id: $0.blob) })
    }
    return try diagnosing { () throws(GitError) in
      try ExpectedTree(workspace.git).tree(of: head, applying: edits)
    }
  }

  /// Names the changed files outside of all units: a person who edited them wonders why they are missing.
  package func nothingToHandOff() throws(Findings) -> Findings {
    let known = try opened.units()
    let owned = Set(known.units.compactMap { known.record(of: $0) }.flatMap(\.paths))
    let changes = try diagnosing { () throws(GitError) in try workspace.git.changedPaths(below: []) }
    let outside = changes.map(\.path).filter { !owned.contains($0) && !$0.isBelow(TenonFolder.root) }.sorted()
    let names = outside.prefix(5).map(\.description).joined(separator: ", ")
    let more = outside.count > 5 ? " and \(outside.count - 5) more" : ""
    let hint =
      outside.isEmpty
      ? "no unit has changes since HEAD"
      : "changed outside of all units: \(names)\(more); --include PATH adds one"
    return Findings(Diagnostic(.nothingToDo, "nothing to hand off", hint: hint))
  }

  /// Writes manifest and Markdown below `.tenon/handoffs`; `undo` leaves them alone.
  package func write(_ artifacts: HandoffArtifacts) throws(Findings) {
    var changes = try HandoffSuperseding(opened).superseding(artifacts.manifest)
    for file in artifacts.files {
      let before = try workspace.entry(at: file.path)?.worktreeState
      changes.append(
        Change(path: file.path, before: before ?? .absent, after: .file(file.bytes, executable: false)))
    }
    let ignore = TenonFolder.handoffsIgnore
    if try workspace.plainFile(at: ignore.path) == nil {
      let text = Change.Outcome.file(Array(ignore.text.utf8), executable: false)
      changes.append(Change(path: ignore.path, before: .absent, after: text))
    }
    try opened.carryOut(changes, label: "handoff \(artifacts.manifest.id)", isUndoable: false)
  }
}

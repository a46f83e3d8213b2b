import Collecting
package import Diagnostics
import FileTrees
import GitReading
import Merging
import Planning
import Reviewing
import Texts
package import Units
import Workspaces

/// Compares two of what is committed, what was generated, what is there and what an update would leave.
///
/// Writes nothing but the page, where one is asked for.
package func review(
  _ request: ReviewRequest, in opened: OpenWorkspace
) throws(Findings) -> ReviewReport {
  var found =
    switch request.comparison {
    case .head: try HeadChanges(opened).changesSinceHead(of: request.units)
    case .drift: try ReviewedChanges(opened).drift(of: request.units)
    case .pending: try ReviewedChanges(opened).pendingChanges(of: request.units, answering: request.answers)
    }
  let folded = request.showsRecords ? FoldedRecords() : found.foldRecords()
  var changes = found.changes
  if request.comparison == .head {
    changes = try ReviewOrigins(opened).owned(withRenames(changes))
  }
  let review = try diagnosing { () throws(GitError) in try Review(changes) }
  if let file = request.htmlFile {
    let page = ReviewPage(
      title: ReviewedChanges(opened).title(of: request), review: review,
      notes: found.notes + (folded.words.map { [$0] } ?? []),
      conflicts: found.conflicts,
      handoffs: request.comparison == .head ? try ReviewHandoffs(opened).openHandoffs() : [])
    try opened.save(Array(page.html.utf8), at: file)
  }
  return ReviewReport(
    comparison: request.comparison, review: review, folded: folded, notes: found.notes)
}

/// The two sides of a review: base and working tree, or working tree and the result of an update.
struct ReviewedChanges: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  fileprivate func title(of request: ReviewRequest) -> String {
    let name = workspace.root.split(separator: "/").last.map(String.init) ?? workspace.root
    let what = request.units.isEmpty ? name : "\(name): \(request.units.joined(separator: " "))"
    return switch request.comparison {
    case .head: "\(what), since the last commit"
    case .drift: "\(what), edits since generation"
    case .pending: "\(what), changes of an update"
    }
  }

  /// What a person did to the files of units, from base to ours; a file written once is theirs.
  fileprivate func drift(of units: [String]) throws(Findings) -> FoundChanges {
    let selection = try opened.select(units)
    var found = FoundChanges(notes: selection.faults.map(\.note))
    let records = try selection.usable()
    for (index, record) in records.enumerated() {
      process.tellProgress(.unit(record.unit), index, of: records.count)
      let refreshed = UnitRefresh(opened).refresh(record)
      guard let input = refreshed.input else {
        found.leaveOut(record.unit, because: refreshed)
        continue
      }
      for file in UnitDrift(of: input.record ?? record, in: input).files where !file.recorded.keep {
        try take(file, in: input, into: &found)
      }
    }
    return found
  }

  private func take(
    _ file: UnitDrift.File, in input: UnitInput, into found: inout FoundChanges
  ) throws(Findings) {
    if file.state == .notLaidOut { return }
    let ours = input.ours[file.path]
    var base = input.base[file.recorded.source]
    if file.recorded.adopted != nil {
      base = file.state == .unmodified ? ours : input.adopted[file.recorded.source]
    }
    guard let base else {
      let isAdopted = file.recorded.adopted != nil
      let why = isAdopted ? "git does not have the adopted version" : "its base is missing"
      return found.leaveOut(file.path, because: why)
    }
    found.changes.append(
      FileChange(
        path: file.path, old: base, new: ours, oldPath: file.movedFrom,
        unit: (input.record?.unit).map(\.description), origin: .edited))
  }

  /// What an update would change in the files of units; conflicts are shown with markers.
  fileprivate func pendingChanges(
    of units: [String], answering given: GivenAnswers
  ) throws(Findings) -> FoundChanges {
    let selection = try opened.select(units)
    let records = try selection.usable()
    let answers = try AnswerCollector(opened).answers(given, for: records, asking: nil)
    var found = FoundChanges(notes: selection.faults.map(\.note) + answers.notes)
    for (index, record) in records.enumerated() {
      process.tellProgress(.unit(record.unit), index, of: records.count)
      let refreshed = UnitRefresh(opened).refresh(record, answering: answers.byUnit[record.unit] ?? .none)
      switch refreshed.state {
      case .ready(let unit):
        let plan = try UnitPlanner(unit.input, policy: ConflictPolicy(general: .markers)).plan()
        try found.take(plan, of: record.unit)
      case .ahead(_, let why): found.notes.append("\(why): left alone")
      case .unavailable(let findings, _):
        if selection.isNamed { throw findings }
        found.leaveOut(record.unit, because: refreshed)
      }
    }
    return found
  }
}

extension UnitFault {
  /// What is wrong, as a note beside what is right.
  fileprivate var note: String {
    "\(diagnostic.place?.description ?? path.description): \(diagnostic.message)"
  }
}

extension FoundChanges {
  fileprivate mutating func take(_ plan: UnitPlan, of unit: UnitID) throws(Findings) {
    for file in plan.files {
      if let conflict = file.conflict {
        notes.append("\(file.path): conflict: \(conflict.words)")
        conflicts.append(
          try diagnosing { () throws(GitError) in try ReviewPage.Conflict(conflict, of: file.path, in: unit) }
        )
      }
      if file.decision == .forget || file.needsDecision { continue }
      changes.append(
        FileChange(
          path: file.path, old: file.ours, new: file.result, oldPath: file.ours.flatMap { _ in file.from },
          unit: unit.description, origin: file.origin))
    }
  }
}

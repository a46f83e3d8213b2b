package import Diagnostics
import FileTrees
import GitReading
import Merging
import Planning
import Reviewing
import Workspaces

/// Compares two of what is committed, what was generated, what stands there and what an update would leave.
///
/// Writes nothing but the page, where one is asked for.
package func review(_ request: ReviewRequest, in bench: borrowing Workbench) throws(Findings) -> ReviewReport
{
  let found =
    switch request.comparison {
    case .head: try bench.changesSinceHead(of: request.units)
    case .drift: try bench.drift(of: request.units)
    case .pending: try bench.pendingChanges(of: request.units)
    }
  let changes = request.comparison == .head ? withRenames(found.changes) : found.changes
  let review = try saying { () throws(GitError) in try Review(changes) }
  if let file = request.htmlFile {
    try bench.save(Array(review.htmlPage(title: bench.title(of: request)).utf8), at: file)
  }
  return ReviewReport(comparison: request.comparison, review: review, notes: found.notes)
}

extension Workbench {
  fileprivate func title(of request: ReviewRequest) -> String {
    let name = workspace.root.split(separator: "/").last.map(String.init) ?? workspace.root
    let what = request.units.isEmpty ? name : "\(name): \(request.units.joined(separator: " "))"
    return switch request.comparison {
    case .head: "\(what), since the last commit"
    case .drift: "\(what), what was edited since it was generated"
    case .pending: "\(what), what an update would change"
    }
  }

  /// What a person did to the files of units, from base to ours; a file written once is theirs.
  fileprivate func drift(of units: [String]) throws(Findings) -> FoundChanges {
    let records = try workspace.records()
    var found = FoundChanges()
    for record in try choose(units, among: records) {
      let input = try input(for: record.unit, record: record, target: nil, among: records)
      for file in record.files where !file.keep {
        guard let base = input.base[file.source] else {
          found.leaveOut(file.path, because: "its base is lost")
          continue
        }
        let path = input.moved[file.path] ?? file.path
        found.changes.append(FileChange(path: path, old: base, new: input.ours[path], oldPath: file.path))
      }
    }
    return found
  }

  /// What an update would change in the files of units; conflicts stand between markers.
  fileprivate func pendingChanges(of units: [String]) throws(Findings) -> FoundChanges {
    let records = try workspace.records()
    var found = FoundChanges()
    for record in try choose(units, among: records) {
      let skeleton = try catalogue.load(record.skeleton)
      if skeleton.isBehind(record) {
        found.notes.append("\(record.unit) was laid out by a newer skeleton than the one at hand: left alone")
        continue
      }
      let answers = try answers(for: record, of: skeleton.skeleton, changedBy: GivenAnswers())
      let design = try design(skeleton, answers: answers, record: record)
      let input = try input(
        for: record.unit, record: record.following(skeleton.skeleton, to: design.target),
        target: design.target, among: records)
      found.take(try UnitPlanner(input, policy: ConflictPolicy(general: .markers)).plan())
    }
    return found
  }
}

extension FoundChanges {
  fileprivate mutating func take(_ plan: UnitPlan) {
    for file in plan.files {
      if let conflict = file.conflict {
        notes.append("\(file.path): conflict: \(conflict.words)")
      }
      if file.decision == .forget || file.needsDecision { continue }
      changes.append(
        FileChange(
          path: file.path, old: file.ours, new: file.result, oldPath: file.ours.flatMap { _ in file.from }))
    }
  }
}

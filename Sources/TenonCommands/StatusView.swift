import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units
import Workspaces

/// The units in two columns, then the repository.
struct StatusView {
  let status: WorkspaceStatus
  let console: Console

  var lines: [String] {
    let isEmpty = status.units.isEmpty && status.faults.isEmpty
    return [repository] + (isEmpty ? ["no units yet: create one with 'tenon new'"] : table + faults)
  }

  /// What below `.tenon/units` cannot be used, each with a way out.
  private var faults: [String] {
    status.faults.flatMap { fault in
      let place = fault.diagnostic.place?.description ?? fault.path.description
      let unit = fault.unit.map { "\($0)  " } ?? ""
      return ["\(unit)\(console.painted("unusable", .red))  \(place): \(fault.diagnostic.message)"]
        + fault.diagnostic.hints.map { "  hint: \($0)" }
    }
  }

  private var repository: String {
    let place = status.branch.map { "on \(quoted($0))" } ?? "HEAD is detached"
    let commit = status.commit.map { " at \($0.short)" } ?? ", no commit yet"
    let dirty =
      status.isWhole
      ? status.dirty == 0 ? "clean" : "\(count(status.dirty, "path")) not committed"
      : "\(status.dirty == 0 ? "no" : String(status.dirty)) tracked file\(status.dirty == 1 ? "" : "s") changed"
    let operation = status.operation.map { ", \($0) in progress" } ?? ""
    return console.painted("\(place)\(commit), \(dirty)\(operation)", .faint)
  }

  private var table: [String] {
    let width = status.units.map { $0.unit.description.count }.max() ?? 0
    let stateWidth = max(10, status.units.map(\.state.rawValue.count).max() ?? 0)
    return status.units.flatMap { unit in
      let name = unit.unit.description + String(repeating: " ", count: width - unit.unit.description.count)
      let state =
        unit.state.rawValue + String(repeating: " ", count: stateWidth - unit.state.rawValue.count)
      return ["\(name)  \(console.painted(state, unit.state.paint))  \(yours(unit)); \(pending(unit))"]
        + details(of: unit).map { "  \($0)" }
    }
  }

  /// What needs a person's attention, file by file.
  private func details(of unit: UnitStatus) -> [String] {
    var lines = unit.conflicted.map { "conflict markers in \($0)" }
    lines += unit.conflicting.map { "an update would conflict: \($0)" }
    lines += unit.suggestions.map {
      "\($0.old) is missing; if you moved it to \($0.new), run: tenon move \($0.unit) \($0.old) \($0.new)"
    }
    lines += unit.baseless.map { "the base of \($0) is missing: an update will ask what to do" }
    lines += unit.dormant
    if !unit.damaged.isEmpty { lines.append("its base was changed or deleted: an update restores it") }
    if unit.isUnited { lines.append("two branches changed it: an update unites them") }
    if unit.isMerged && !unit.isUnited {
      lines.append("its record was edited or merged: an update regenerates the unit")
    }
    return lines + (unit.obstacle?.hints ?? []).map { "hint: \($0)" }
  }

  /// From base to ours.
  private func yours(_ unit: UnitStatus) -> String {
    if unit.isAsGenerated { return "unmodified" }
    let edited = unit.drifted.count - unit.moved.count
    let changed = edited == 0 ? nil : "you changed \(count(edited, "file"))"
    let renamed = unit.moved.isEmpty ? nil : "you moved \(count(unit.moved.count, "file"))"
    let moved = unit.movedFrom.map { "you moved it from \($0)" }
    let gone = unit.gone.isEmpty ? nil : "\(count(unit.gone.count, "file")) gone"
    let lost = unit.baseless.isEmpty ? nil : "\(count(unit.baseless.count, "file")) without a base"
    return [moved, changed, renamed, gone, lost].compactMap(\.self).joined(separator: ", ")
  }

  /// From base to theirs.
  private func pending(_ unit: UnitStatus) -> String {
    if let obstacle = unit.obstacle {
      return (obstacle.place.map { "\($0): " } ?? "") + obstacle.message
    }
    if unit.isAhead { return "created by a newer \(unit.skeleton.name) (\(unit.skeleton.version))" }
    if unit.outdated.isEmpty { return "up to date" }
    let brought = unit.outdated.count - unit.conflicting.count
    let files = brought == 0 ? nil : "update available (\(count(brought, "file")))"
    let conflicts =
      unit.conflicting.isEmpty ? nil : "update would conflict (\(count(unit.conflicting.count, "file")))"
    return [files, conflicts].compactMap(\.self).joined(separator: ", ")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}

extension UnitStatus.State {
  var paint: Paint {
    switch self {
    case .conflicted, .missing, .unavailable: .red
    case .ahead, .outdated: .yellow
    case .drifted: .cyan
    case .current: .green
    }
  }
}

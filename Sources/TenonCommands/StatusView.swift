import Diagnostics
import FileTrees
import Jobs
import Workspaces

/// The units in two columns, then the repository.
struct StatusView {
  let status: WorkspaceStatus
  let console: Console

  var lines: [String] {
    [repository] + (status.units.isEmpty ? ["no units yet: tenon new lays out the first one"] : table)
  }

  private var repository: String {
    let place = status.branch.map { "on \(quoted($0))" } ?? "HEAD is detached"
    let commit = status.commit.map { " at \($0.short)" } ?? ", no commit yet"
    let dirty = status.dirty == 0 ? "clean" : "\(count(status.dirty, "path")) not committed"
    let operation = status.operation.map { ", \($0) in progress" } ?? ""
    return console.painted("\(place)\(commit), \(dirty)\(operation)", .faint)
  }

  private var table: [String] {
    let width = status.units.map { $0.unit.description.count }.max() ?? 0
    let stateWidth = UnitStatus.State.allCases.map(\.rawValue.count).max() ?? 0
    return status.units.flatMap { unit in
      let name = unit.unit.description + String(repeating: " ", count: width - unit.unit.description.count)
      let state =
        unit.state.rawValue + String(repeating: " ", count: stateWidth - unit.state.rawValue.count)
      return ["\(name)  \(console.painted(state, unit.state.paint))  \(yours(unit)); \(pending(unit))"]
        + unit.conflicted.map { "  conflict markers in \($0)" }
        + unit.baseless.map { "  the base of \($0) is lost: an update can only ask about it" }
        + unit.damaged.map { "  the base of \($0) was changed or deleted: an update puts it back" }
    }
  }

  /// From base to ours.
  private func yours(_ unit: UnitStatus) -> String {
    if unit.isAsGenerated { return "as generated" }
    let changed = unit.drifted.isEmpty ? nil : "you changed \(count(unit.drifted.count, "file"))"
    let gone = unit.gone.isEmpty ? nil : "\(count(unit.gone.count, "file")) gone"
    let lost = unit.baseless.isEmpty ? nil : "\(count(unit.baseless.count, "file")) without a base"
    return [changed, gone, lost].compactMap(\.self).joined(separator: ", ")
  }

  /// From base to theirs.
  private func pending(_ unit: UnitStatus) -> String {
    if let obstacle = unit.obstacle { return obstacle.message }
    if unit.isAhead { return "laid out by a newer \(unit.skeleton.name) (\(unit.skeleton.version))" }
    return unit.outdated.isEmpty ? "no update" : "an update brings \(count(unit.outdated.count, "file"))"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}

extension UnitStatus.State {
  var paint: Paint {
    switch self {
    case .conflicted, .missing: .red
    case .ahead, .outdated: .yellow
    case .drifted: .cyan
    case .current: .green
    }
  }
}

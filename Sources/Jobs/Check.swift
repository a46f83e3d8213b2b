package import Diagnostics
import FileTrees
package import Units
package import Workspaces

/// What `tenon check` found wrong, for CI.
package struct CheckReport: Sendable {
  package let status: WorkspaceStatus
  /// Each a sentence with its place; these always fail.
  package let failures: [Diagnostic]
  /// Units that drifted or are outdated: reported, and failures only if that was asked for.
  package let remarks: [Remark]
  package let failing: Set<UnitStatus.State>

  package struct Remark: Hashable, Sendable {
    package let unit: UnitID
    package let state: UnitStatus.State
    package let files: Int
  }

  package var isGood: Bool { failures.isEmpty && !remarks.contains { failing.contains($0.state) } }
}

/// Looks for conflict markers, missing or damaged records and bases; drift and outdated units are remarks.
package func check(
  _ units: [String], failingOn states: Set<UnitStatus.State>, in opened: OpenWorkspace
) throws(Findings) -> CheckReport {
  let found = try status(of: units, in: opened)
  return CheckReport(
    status: found, failures: found.faults.map(\.diagnostic) + found.units.flatMap(\.failures),
    remarks: found.units.flatMap(\.remarks),
    failing: states)
}

extension UnitStatus {
  fileprivate var failures: [Diagnostic] {
    let record = Place(TenonFolder.record(of: unit).description)
    return conflicted.map {
      Diagnostic(.conflictMarkers, "the file contains conflict markers", at: Place($0.description))
    }
      + baseless.map {
        Diagnostic(
          .damagedBase, "the base of '\($0)' is missing or damaged", at: record,
          hint: "git log --all -- \(TenonFolder.base(of: unit)) shows the commits that have it")
      }
      + (damaged.isEmpty
        ? []
        : [
          Diagnostic(
            .damagedBase, "the base was modified or deleted outside of tenon",
            at: Place(TenonFolder.base(of: unit).description), hint: "tenon update \(unit) restores it")
        ])
      + (isUnited && obstacle == nil
        ? [
          Diagnostic(
            .branchesNotUnited, "two branches changed the unit and have not been united", at: record,
            hint: "tenon update \(unit) unites them")
        ] : [])
      + (isMerged && !isUnited
        ? [
          Diagnostic(
            .invalidRecord, "the record does not match its digest: it was merged or edited", at: record,
            hint: "tenon update \(unit) regenerates the unit from its current answers")
        ] : [])
      + [obstacle.map { $0.about(unit: unit.description) }].compactMap(\.self)
  }

  fileprivate var remarks: [CheckReport.Remark] {
    [
      drifted.isEmpty && gone.isEmpty && movedFrom == nil
        ? nil : CheckReport.Remark(unit: unit, state: .drifted, files: drifted.count + gone.count),
      outdated.isEmpty ? nil : CheckReport.Remark(unit: unit, state: .outdated, files: outdated.count),
      state == .missing ? CheckReport.Remark(unit: unit, state: .missing, files: missing.count) : nil,
    ].compactMap(\.self)
  }
}

import Diagnostics
package import FileTrees
import GitReading
package import Planning
import Skeletons
import Texts
package import Workspaces

/// The state of a unit once its plan is applied, if all of it is as its skeleton generates it.
package struct ForeseenUnit: Sendable {
  package let record: Record
  /// The id of the record's file.
  package let blob: ObjectID
  package let key: VerdictKey
  package let verdict: UnitVerdict

  /// From so many units on, what is known of them is worth writing down: fewer are examined as fast.
  package static let fewest = 16
}

extension VerdictMemory {
  /// What a status of the unit will find when its plan is applied and committed; nil if only a look tells.
  package func foreseen(_ unit: ReadyUnit, by plan: UnitPlan) -> ForeseenUnit? {
    guard let record = plan.record, plan.leavesAllAsGenerated(record),
      let inputs = inputKeys.key(of: record.skeleton),
      UnitDesigner(opened).isRepeatable(unit.design, of: unit.found.skeleton)
    else { return nil }
    let path = TenonFolder.record(of: record.unit)
    guard case .file(let content, _)? = plan.changes.first(where: { $0.path == path })?.after else {
      return nil
    }
    var verdict = UnitVerdict()
    verdict.dormant = unit.dormant
    verdict.isIdle = true
    return ForeseenUnit(
      record: record, blob: content.storedID, key: VerdictKey(of: record, inputs: inputs), verdict: verdict)
  }

  /// Keeps it for the next command, which then need not look into every unit; what cannot be kept is found again.
  package func keepMemory(of units: [ForeseenUnit]) {
    guard opened.distrust == nil, units.count >= ForeseenUnit.fewest,
      let table = try? workspace.git.indexTable()
    else { return }
    for unit in units {
      RememberedRecords(workspace).remember(unit.record, unit.blob, unit.verdict, unit.key)
    }
    let new = Set(units.map { TenonFolder.record(of: $0.record.unit) })
    let others = table.positions(below: TenonFolder.units).filter { position in
      table.path(at: position).map { !new.contains($0) } ?? false
    }
    keepMemory(ofBlobs: others.map(table.id) + units.map(\.blob))
  }
}

extension UnitPlan {
  /// Whether every recorded file will be in its place as generated.
  fileprivate func leavesAllAsGenerated(_ record: Record) -> Bool {
    let results = Dictionary(files.map { ($0.path, $0.result) }) { first, _ in first }
    return destination == record.destination
      && record.files.allSatisfy { file in
        guard let result = results[file.path], let result, let content = result.content,
          !file.isAbsent, !file.conflicted, file.laidOutAt == nil, file.adopted == nil
        else { return false }
        return content.storedID == file.blob && result.isExecutable == file.isExecutable
      }
  }
}

import Diagnostics
import FileTrees
import Planning
import Skeletons
package import Workspaces

/// The one road from a record to what planning needs.
package struct UnitRefresh: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The one road from a record to what planning needs; what is wrong with the unit is a state of it.
  ///
  /// `name` is the unit as it is to be called, if that is another one.
  package func refresh(
    _ record: Record, answering changes: AnswerChanges = .none, as name: UnitID? = nil
  ) -> RefreshedUnit {
    RefreshedUnit(record: record, state: state(of: record, answering: changes, as: name ?? record.unit))
  }

  private func state(
    of record: Record, answering changes: AnswerChanges, as unit: UnitID
  ) -> RefreshedUnit.State {
    do throws(Findings) {
      let found = try catalogue.load(record.skeleton)
      if found.isBehind(record) {
        return .ahead(
          try UnitInputReader(opened).input(for: unit, record: record, target: nil), why: found.newer(record))
      }
      try UnitedBranches(opened).checkDecided(record.unit, answering: changes)
      let moved = try FolderMoveDetection(opened).followingFolder(record)
      let answers = found.skeleton.applying(
        changes, to: SkeletonVersions(found.skeleton).migrated(record.answers).answers)
      try check(answers, of: found.skeleton, for: record.unit)
      let design = try UnitDesigner(opened).design(
        found, answers: answers, now: Set(changes.set.keys), record: moved)
      var input = try UnitInputReader(opened).input(
        for: unit, record: moved.following(found.skeleton, to: design.target), target: design.target)
      input.stored = record
      return .ready(ReadyUnit(found: found, design: design, input: input))
    } catch {
      return .unavailable(error.about(unit: record.unit.description), standing(of: record))
    }
  }

  /// Throws every recorded answer that this version of the skeleton does not take any longer, with what cures it.
  private func check(
    _ answers: [String: Answer], of skeleton: Skeleton, for unit: UnitID
  ) throws(Findings) {
    var faults: [Diagnostic] = []
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      do throws(Findings) {
        try skeleton.check(answer, at: name, in: workspace.inventory)
      } catch {
        faults += error.diagnostics.map { found in
          let way = "tenon update \(unit) --set \(name)=… sets another answer, --unset \(name) resets it"
          return Diagnostic(found.code, found.message, at: found.place, hints: found.hints + [way])
        }
      }
    }
    if let findings = Findings(faults) { throw findings }
  }

  /// The status of a unit that cannot be generated.
  private func standing(of record: Record) -> UnitInput? {
    do throws(Findings) {
      return try UnitInputReader(opened).input(
        for: record.unit, record: try FolderMoveDetection(opened).followingFolder(record), target: nil)
    } catch {
      return nil
    }
  }
}

import Diagnostics
import FileTrees
import Planning
import Skeletons
import Workspaces

extension OpenWorkspace {
  /// What stands below `.tenon/units`.
  func units() throws(Findings) -> UnitRecords {
    try workspace.unitRecords()
  }

  /// The same where two branches left units in need of uniting; of a workspace without such units, nothing is read for it.
  func dividedUnits() throws(Findings) -> UnitRecords? {
    try workspace.isDivided ? units() : nil
  }

  /// The one road from a record to what planning needs; what is wrong with the unit is a state of it.
  ///
  /// `name` is the unit as it is to be called, where that is another one.
  func refresh(
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
        return .ahead(try input(for: unit, record: record, target: nil), why: found.newer(record))
      }
      try checkDecided(record.unit, answering: changes)
      let moved = try followingFolder(record)
      let answers = found.skeleton.applying(changes, to: found.skeleton.migrated(record.answers).answers)
      try check(answers, of: found.skeleton, for: record.unit)
      let design = try design(found, answers: answers, now: Set(changes.set.keys), record: moved)
      var input = try input(
        for: unit, record: moved.following(found.skeleton, to: design.target), target: design.target)
      input.stored = record
      return .ready(ReadyUnit(found: found, design: design, input: input))
    } catch {
      return .unavailable(error.about(unit: record.unit.description), standing(of: record))
    }
  }

  /// Throws every recorded answer that this version of the skeleton does not take any more, with what cures it.
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

  /// What can be said of a unit of which nothing can be generated.
  private func standing(of record: Record) -> UnitInput? {
    do throws(Findings) {
      return try input(for: record.unit, record: try followingFolder(record), target: nil)
    } catch {
      return nil
    }
  }
}

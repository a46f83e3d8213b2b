package import Diagnostics
package import FileTrees
import GitReading
import Merging
import Planning
package import Workspaces

/// The status of a unit in two columns: what the person did, and what an update would do.
package struct UnitStatus: Hashable, Sendable {
  package let unit: UnitID
  package let destination: RelativePath
  package let skeleton: SkeletonReference
  /// Files that a person changed or moved, from base to ours; what is gone is `missing`.
  package let drifted: [RelativePath]
  /// Those among the drifted that were only moved.
  package let moved: [RelativePath]
  /// Files that an update would write, move or remove, and those that it would ask about; as the planner states.
  package let outdated: [RelativePath]
  /// Those among the outdated that an update would ask about, since both sides changed them.
  package let conflicting: [RelativePath]
  /// Files with markers in them that a person has yet to resolve.
  package let conflicted: [RelativePath]
  /// Files that are gone.
  package let missing: [RelativePath]
  /// Files that were never laid out, since a person who adopted the unit did not have them.
  package let notLaidOut: [RelativePath]
  /// Files whose base is lost, so that an update could only ask.
  package let baseless: [RelativePath]
  /// Files whose base is known though the file that keeps it was changed or is gone: an update puts it back.
  package let damaged: [RelativePath]
  /// The folder that the unit was moved from by hand; nil if it was not.
  package let movedFrom: RelativePath?
  /// What may have been moved, and is not followed.
  package let suggestions: [MoveSuggestion]
  /// Files that are left out and recorded answers that do not apply, each a sentence.
  package let dormant: [String]
  /// Whether two branches changed it, and an update is to unite them.
  package let isUnited: Bool
  /// Whether something other than tenon changed what the record states of the render, such as a merge.
  package let isMerged: Bool
  /// Laid out by a newer skeleton than the one available.
  package let isAhead: Bool
  /// Why the effect of an update is unknown; nil if it is known.
  package let obstacle: Diagnostic?

  /// The one word for a unit: the gravest that applies.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Markers wait in its files for a person.
    case conflicted
    /// Nothing of it is left.
    case missing
    /// Its files cannot be read, or not brought to what its skeleton makes.
    case unavailable
    case ahead
    case outdated
    case drifted
    case current
  }

  package var state: State {
    if !conflicted.isEmpty { return .conflicted }
    if isGone { return .missing }
    if obstacle != nil { return .unavailable }
    if isAhead { return .ahead }
    if !outdated.isEmpty || isUnited { return .outdated }
    return isAsGenerated ? .current : .drifted
  }

  /// Whether a person changed nothing, as far as the bases tell.
  package var isAsGenerated: Bool {
    drifted.isEmpty && gone.isEmpty && baseless.isEmpty && movedFrom == nil
  }

  /// Whether an update would neither write nor ask.
  let isIdle: Bool

  /// Files that a person took away; one that is written once is theirs to take.
  package let gone: [RelativePath]

  /// A unit of which nothing is left is missing; one that lacks some files has drifted.
  let isGone: Bool
}

extension UnitStatus {
  /// The status of a refreshed unit; what an update would do comes from its plan.
  package init(of refreshed: RefreshedUnit) {
    switch refreshed.state {
    case .ready(let unit):
      do throws(Findings) {
        self.init(
          refreshed.record, unit.input, plan: try UnitPlanner(unit.input).plan(), dormant: unit.dormant)
      } catch {
        self.init(refreshed.record, unit.input, obstacle: error.diagnostics.first)
      }
    case .ahead(let input, _): self.init(refreshed.record, input, isAhead: true)
    case .unavailable(let findings, let input):
      self.init(
        refreshed.record, input, obstacle: findings.diagnostics.first, others: findings.diagnostics.count - 1)
    }
  }

  private init(
    _ recorded: Record, _ input: UnitInput?, plan: UnitPlan? = nil, dormant: [String] = [],
    isAhead: Bool = false,
    obstacle: Diagnostic? = nil, others: Int = 0
  ) {
    let record = input?.record ?? recorded
    let drift = input.map { UnitDrift(of: record, in: $0).files } ?? []
    let lost = Set(record.files.filter { input?.base[$0.source] == nil && input != nil }.map(\.path))
    unit = recorded.unit
    destination = record.destination
    skeleton = recorded.skeleton
    isMerged = recorded.isMerged
    isUnited = input?.isUnited ?? false
    movedFrom = record.destination == recorded.destination ? nil : recorded.destination
    drifted = drift.filter { [.modified, .moved].contains($0.state) }.map(\.path)
    moved = drift.filter { $0.state == .moved }.map(\.path)
    conflicted = drift.filter { isUnresolved(input?.ours[$0.path], base: input?.base[$0.recorded.source]) }
      .map(\.path)
    gone = drift.filter { $0.state == .gone && !$0.recorded.keep }.map(\.path)
    missing = drift.filter { $0.state == .gone }.map(\.path)
    notLaidOut = drift.filter { $0.state == .notLaidOut }.map(\.path)
    baseless = lost.sorted()
    damaged = (input?.damaged ?? []).filter { !lost.contains($0) }
    outdated = (plan?.files ?? []).filter { $0.changesSomething || $0.needsDecision }.map(\.path).sorted()
    conflicting = (plan?.conflicts ?? []).map(\.path).sorted()
    isGone = !drift.isEmpty && drift.allSatisfy { [.gone, .notLaidOut].contains($0.state) }
    isIdle = plan.map { $0.changes.isEmpty && $0.conflicts.isEmpty } ?? false
    self.dormant = dormant
    suggestions = input?.suggestions ?? []
    self.isAhead = isAhead
    self.obstacle = obstacle.map { others > 0 ? $0.followed(by: others) : $0 }
  }
}

extension Diagnostic {
  /// The same sentence with how many more there are.
  fileprivate func followed(by others: Int) -> Diagnostic {
    let told = Diagnostic(code, "\(message) (and \(others) more)", at: place, hints: hints)
    return unit.map(told.about) ?? told
  }
}

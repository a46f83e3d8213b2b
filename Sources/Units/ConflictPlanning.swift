package import Diagnostics
import FileTrees
package import Planning

/// The plan of a unit, with the conflicts decided by policy, by a file of decisions, or by a person.
package struct ConflictPlanning: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Plans a unit: conflicts are resolved by the policy, and asked about if there is a person to ask.
  ///
  /// The policy's paths are placed already. `news` is told before the first question.
  package func plan(
    _ input: UnitInput, intent: UnitPlanner.Intent = .update, policy: ConflictPolicy,
    asking person: (any Questioner)?, news: [String] = []
  ) throws(Findings) -> UnitPlan {
    var decided = policy
    var plan = try UnitPlanner(input, intent: intent, policy: decided).plan()
    if let decisions = policy.decisions, !plan.conflicts.isEmpty {
      for file in plan.conflicts {
        try self.decision(on: file, of: plan, in: decisions)?.settle(file, in: &decided)
      }
      plan = try UnitPlanner(input, intent: intent, policy: decided).plan()
    }
    guard let person, !plan.conflicts.isEmpty else { return plan }
    for line in news { person.tell("new in \(line)") }
    try ask(person, about: plan.conflicts, for: &decided)
    return try UnitPlanner(input, intent: intent, policy: decided).plan()
  }

  /// Asks about one file after the other, until the person stops.
  private func ask(
    _ person: any Questioner, about conflicts: [FilePlan], for policy: inout ConflictPolicy
  ) throws(Findings) {
    for file in conflicts {
      switch try ConflictDialogue(with: person, about: file)?.answer() {
      case .whole(.stop)?: return
      case .whole(let choice)?: policy.byPath[file.path] = choice
      case .hunks(let resolutions)?: policy.byHunk[file.path] = resolutions
      case nil: continue
      }
    }
  }

  /// The last decision that names the file.
  private func decision(
    on file: FilePlan, of unit: UnitPlan, in decisions: Decisions
  ) throws(Findings) -> Decisions.File? {
    decisions.files.last { names(file, of: unit, as: spellings($0.path)) }
  }

  /// The paths that a person may mean, from the root and from where they are.
  private func spellings(_ typed: String) -> [RelativePath] {
    // What is not a path in one way may be one in the other.
    [try? RelativePath(typed), try? opened.path(typed)].compactMap(\.self)
  }

  /// Whether the file is one of these: from the root, or from the unit's folder.
  private func names(_ file: FilePlan, of unit: UnitPlan, as spellings: [RelativePath]) -> Bool {
    let inside = unit.destination.flatMap { file.path.relative(to: $0) }
    return [file.path, file.from, file.movedFrom, inside].compactMap(\.self).contains(
      where: spellings.contains)
  }
}

extension ConflictPlanning {
  /// The policy with the paths that a person typed: from where they are, from the root, or from the unit's folder.
  package func placed(_ policy: ConflictPolicy) throws(Findings) -> ConflictPolicy {
    var placed = policy
    for (typed, choice) in policy.typed {
      let spellings = [try? RelativePath(typed), try? opened.path(typed)].compactMap(\.self)
      if spellings.isEmpty { _ = try opened.path(typed) }
      for path in spellings { placed.byPath[path] = choice }
    }
    return placed
  }

  /// Throws for a path of the policy, as it was typed, at or below which no file of the plan is.
  package func check(_ policy: ConflictPolicy, names plan: Plan) throws(Findings) {
    var faults: [Diagnostic] = []
    for (typed, _) in policy.typed.sorted(by: { $0.key < $1.key }) {
      let spellings = [try? RelativePath(typed), try? opened.path(typed)].compactMap(\.self)
      let isKnown = plan.units.contains { unit in
        unit.files.contains { file in
          let inside = unit.destination.flatMap { file.path.relative(to: $0) }
          return [file.path, file.from, file.movedFrom, inside].compactMap(\.self).contains { path in
            spellings.contains { path == $0 || path.isBelow($0) }
          }
        }
      }
      if isKnown { continue }
      let known = plan.units.flatMap(\.files).map(\.path.description)
      faults.append(
        Diagnostic(
          .noFile, "no file of these units is at '\(quoted(typed))'",
          hint: nearest(to: typed, among: known).map { "did you mean \($0)?" }))
    }
    if let findings = Findings(faults + unmet(policy.decisions, by: plan)) { throw findings }
  }

  /// Throws for a decision on a file that these units do not have, or that is not in conflict.
  package func check(decisionsOf policy: ConflictPolicy, meet plan: Plan) throws(Findings) {
    if let findings = Findings(unmet(policy.decisions, by: plan)) { throw findings }
  }

  /// Decisions on files that these units do not have, or that are not in conflict.
  private func unmet(_ decisions: Decisions?, by plan: Plan) -> [Diagnostic] {
    (decisions?.files ?? []).compactMap { decision in
      let spellings = spellings(decision.path)
      let files = plan.units.flatMap { unit in
        unit.files.filter { names($0, of: unit, as: spellings) }
      }
      if files.contains(where: { $0.conflict != nil }) { return nil }
      if let file = files.first {
        return Diagnostic(
          .moved, "\(file.path) is not in conflict", at: decision.place,
          hint: "list the conflicts again (--json) and decide again")
      }
      let known = plan.units.flatMap(\.files).filter { $0.conflict != nil }.map(\.path.description)
      return Diagnostic(
        .noFile, "no file of these units is at '\(quoted(decision.path))'", at: decision.place,
        hint: nearest(to: decision.path, among: known).map { "did you mean \($0)?" })
    }
  }
}

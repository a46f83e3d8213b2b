import Diagnostics
import FileTrees
import Planning

extension Workbench {
  /// Plans a unit, and asks about every conflict where there is somebody to ask; the policy's paths are placed already.
  func plan(
    _ input: UnitInput, intent: UnitPlanner.Intent = .update, policy: ConflictPolicy,
    asking person: (any Questioner)?
  ) throws(Findings) -> UnitPlan {
    var decided = policy
    let plan = try UnitPlanner(input, intent: intent, policy: decided).plan()
    guard let person, !plan.conflicts.isEmpty else { return plan }
    for file in plan.conflicts { decided.byPath[file.path] = ask(person, about: file) }
    return try UnitPlanner(input, intent: intent, policy: decided).plan()
  }
}

extension Workbench {
  /// The policy with the paths that a person typed: from where they stand, from the root, or from the unit's folder.
  func placed(_ policy: ConflictPolicy) throws(Findings) -> ConflictPolicy {
    var placed = policy
    for (typed, choice) in policy.typed {
      let spellings = [try? RelativePath(typed), try? path(typed)].compactMap(\.self)
      if spellings.isEmpty { _ = try path(typed) }
      for path in spellings { placed.byPath[path] = choice }
    }
    return placed
  }

  /// Throws for a path of the policy, as it was typed, at or below which no file of the plan is.
  func check(_ policy: ConflictPolicy, names plan: Plan) throws(Findings) {
    var faults: [Diagnostic] = []
    for (typed, _) in policy.typed.sorted(by: { $0.key < $1.key }) {
      let spellings = [try? RelativePath(typed), try? path(typed)].compactMap(\.self)
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
          .missing, "no file of these units is at '\(quoted(typed))'",
          hint: nearest(to: typed, among: known).map { "did you mean \($0)?" }))
    }
    if let findings = Findings(faults) { throw findings }
  }
}

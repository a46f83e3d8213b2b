import Diagnostics
import FileTrees
import Planning
import Workspaces

extension Workbench {
  /// The records of the units that a person named, all of them where none is named.
  ///
  /// A name alone is enough where only one unit has it.
  func choose(_ names: [String], among records: [Record]) throws(Findings) -> [Record] {
    guard !names.isEmpty else { return records }
    var chosen: [Record] = []
    for name in names {
      let record = try choose(name, among: records)
      if !chosen.contains(record) { chosen.append(record) }
    }
    return chosen
  }

  func choose(_ name: String, among records: [Record]) throws(Findings) -> Record {
    records[try position(of: name, among: records.map(\.unit))]
  }

  /// Plans a unit, and asks about every conflict where there is somebody to ask.
  func plan(
    _ input: UnitInput, intent: UnitPlanner.Intent = .update, policy: ConflictPolicy,
    asking person: (any Questioner)?
  ) throws(Findings) -> UnitPlan {
    var decided = try placed(policy)
    let plan = try UnitPlanner(input, intent: intent, policy: decided).plan()
    guard let person, !plan.conflicts.isEmpty else { return plan }
    for file in plan.conflicts { decided.byPath[file.path] = ask(person, about: file) }
    return try UnitPlanner(input, intent: intent, policy: decided).plan()
  }
}

extension Workbench {
  /// The policy with the paths that a person typed: from where they stand, from the root, or from the unit's folder.
  private func placed(_ policy: ConflictPolicy) throws(Findings) -> ConflictPolicy {
    var placed = policy
    for (typed, choice) in policy.typed {
      let spellings = [try? RelativePath(typed), try? path(typed)].compactMap(\.self)
      if spellings.isEmpty { _ = try path(typed) }
      for path in spellings { placed.byPath[path] = choice }
    }
    return placed
  }
}

/// Where the unit that a person named stands among these; its name alone is enough where only one has it.
func position(of name: String, among units: [UnitID]) throws(Findings) -> Int {
  let matches = units.indices.filter { units[$0].description == name || units[$0].name == name }
  if matches.count == 1 { return matches[0] }
  if matches.count > 1 {
    let names = matches.map { units[$0].description }.joined(separator: ", ")
    throw Findings(
      Diagnostic(.usage, "'\(quoted(name))' is the name of several units", hint: "one of \(names)"))
  }
  let known = units.flatMap { [$0.description, $0.name] }
  let hint =
    units.isEmpty
    ? "tenon new lays out the first one"
    : nearest(to: name, among: known).map { "did you mean \($0)?" } ?? "tenon status lists the units"
  throw Findings(Diagnostic(.missing, "there is no unit '\(quoted(name))'", hint: hint))
}

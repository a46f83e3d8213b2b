import Collecting
package import Diagnostics
import Disk
import FileTrees
import Planning
import Skeletons
package import Units
import Workspaces

/// Lays out a unit: skeleton, answers, rendering, plan, apply.
package func layOut(
  _ request: NewRequest, in opened: OpenWorkspace, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  try found(request, in: opened, intent: .update, asking: person)
}

/// Takes files that a person wrote under management, changing none of them.
package func adopt(
  _ request: NewRequest, in opened: OpenWorkspace, asking person: (any Questioner)? = nil
) throws(Findings) -> Outcome {
  try found(request, in: opened, intent: .adopt, asking: person)
}

/// Lays out every unit of a list, all of them or none: a file of answers for each, in one plan.
package func layOut(
  _ list: GivenAnswers.File, like request: NewRequest, in opened: OpenWorkspace
) throws(Findings) -> Outcome {
  let items = try NewUnitList(reading: list).items
  try VerdictMemory(opened).openLayoutMemory()
  let laid = try New(opened).planned(items, like: request)
  VerdictMemory(opened).keepLayoutMemory(isDryRun: request.write.isDryRun)
  let label = "new \(request.skeleton) (\(items.count) units)"
  let outcome = try opened.carryOut(
    Plan(units: laid.plans), request.write, label: label,
    notes: laid.notes + (try GitHints(opened).notes(onIgnored: laid.plans)),
    nextSteps: ["tenon status", "tenon handoff create"])
  if outcome.state == .applied { VerdictMemory(opened).keepMemory(of: laid.foreseen) }
  return outcome
}

private func found(
  _ request: NewRequest, in opened: OpenWorkspace, intent: UnitPlanner.Intent,
  asking person: (any Questioner)?
) throws(Findings) -> Outcome {
  try VerdictMemory(opened).openLayoutMemory()
  let laid = try New(opened).planned(request, intent: intent, asking: person)
  VerdictMemory(opened).keepLayoutMemory(isDryRun: request.write.isDryRun)
  let notes = laid.notes + (try GitHints(opened).notes(onIgnored: [laid.plan]))
  let plan = Plan(units: [laid.plan])
  try ConflictPlanning(opened).check(decisionsOf: request.write.policy, meet: plan)
  let unit = laid.plan.unit
  return try opened.carryOut(
    plan, request.write, label: "\(intent == .adopt ? "adopt" : "new") \(unit)", notes: notes,
    nextSteps: ["tenon diff \(unit)", "tenon handoff create \(unit)"])
}

/// One unit after the other planned from its skeleton and its answers.
struct New: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The plan of one new unit, with its notes.
  func planned(
    _ request: NewRequest, intent: UnitPlanner.Intent, asking person: (any Questioner)?,
    foresees: Bool = false
  ) throws(Findings) -> PlannedUnit {
    if let findings = Findings(try UnknownSettings(opened).unknownSettings()) { throw findings }
    var request = request
    let found = try SkeletonSearch(opened).find(
      &request, as: intent == .adopt ? "adopt" : "new", asking: person)
    var (design, notes) = try self.design(of: found, request, intent: intent, asking: person)
    let id = try design.unit(named: request.id)
    try checkIsNew(id)
    let input = try UnitInputReader(opened).input(for: id, record: nil, target: design.target)
    if intent == .adopt { try checkStands(input) }
    if intent == .update, request.into == nil {
      notes += try PlaceChoice(opened).noteOnEqualPlaces(for: found.skeleton)
    }
    let decisions = ConflictPlanning(opened)
    let plan = try decisions.plan(
      input, intent: intent, policy: try decisions.placed(request.write.policy), asking: person)
    let unit = ReadyUnit(found: found, design: design, input: input)
    return PlannedUnit(
      plan: plan, notes: notes, foreseen: foresees ? VerdictMemory(opened).foreseen(unit, by: plan) : nil)
  }

  /// The unit rendered with its answers; a note names the source of each answer that no one gave.
  private func design(
    of found: FoundSkeleton, _ request: NewRequest, intent: UnitPlanner.Intent,
    asking person: (any Questioner)?
  ) throws(Findings) -> (UnitDesign, notes: [String]) {
    let answers = try AnswerCollector(opened).answers(
      to: found.skeleton, name: request.name, request.answers, asking: person)
    var (given, notes) = (answers.all, answers.notes)
    func add(_ others: [String: Answer]) { given.merge(others) { given, _ in given } }
    var request = request
    if request.into == nil {
      add(try PlaceChoice(opened).hostAnswer(to: found.skeleton, besides: given, asking: person))
    }
    if intent == .adopt, request.into == nil,
      let folder = try ExistingFolder(opened).existingFolder(of: found, given: given)
    {
      request.into = "\(workspace.root)/\(folder.text ?? "")"
      notes.append("found in \(folder)")
    }
    let yaml =
      intent == .adopt
      ? try ExistingFormReader(opened).addExistingForm(to: &given, of: found, into: request.into) : nil
    notes += try HabitualAnswers(opened).addHabits(to: &given, of: found.skeleton)
    if intent == .adopt {
      let inferred = try AnswerInference(opened).inferred(
        found, given: given, into: request.into, yamlExtension: yaml, asking: person)
      notes += inferred.sorted { $0.key < $1.key }.map { "inferred: \($0.key)=\($0.value.words)" }
      add(inferred)
    }
    add(try SkippedFileAnswers(opened).skipAnswers(request, of: found, besides: given))
    let design = try UnitDesigner(opened).design(
      found, answers: given, now: answers.now, into: request.into, yamlExtension: yaml)
    return (design, notes)
  }

  /// Throws if the unit exists already, or something is left of it.
  func checkIsNew(_ unit: UnitID) throws(Findings) {
    let units = try NamedRecords(workspace).unitRecords(of: [unit])
    if units.record(of: unit) != nil {
      throw Findings(
        Diagnostic(
          .unitExists, "unit \(unit) already exists",
          hints: [
            "tenon update \(unit) updates it; --set changes an answer",
            "use --as for a different id",
          ]
        ).about(unit: unit.description))
    }
    guard let fault = units.fault(of: unit) else { return }
    let found = fault.diagnostic
    throw Findings(
      Diagnostic(.inTheWay, found.message, at: found.place, hints: found.hints)
        .about(unit: unit.description))
  }

  /// Throws if a unit that is to be adopted has no file in the working tree.
  fileprivate func checkStands(_ input: UnitInput) throws(Findings) {
    guard let target = input.target else { return }
    if target.files.contains(where: { input.ours[$0.path] != nil }) { return }
    throw Findings(
      Diagnostic(
        .noFile, "no files of \(input.unit) to adopt", at: Place(target.destination.description),
        hints: try nearestFolder(to: target.destination) + [
          "use --into to name the directory, or tenon new \(input.unit.skeleton) \(input.unit.name) to create the unit"
        ]
      ).about(unit: input.unit.description))
  }

  /// A hint that names the folder beside it with the name most like it.
  private func nearestFolder(to folder: RelativePath) throws(Findings) -> [String] {
    let beside = try folder.parent.map { parent throws(Findings) in
      try diagnosing { () throws(DiskError) in try workspace.folder.names(in: parent) }
    }
    let names = (beside ?? []).compactMap { String(validating: $0, as: UTF8.self) }
    let wanted = String(decoding: folder.name, as: UTF8.self)
    guard let near = nearest(to: wanted, among: names.filter { $0 != wanted }), let parent = folder.parent
    else { return [] }
    return ["did you mean \(parent)/\(quoted(near))?"]
  }
}

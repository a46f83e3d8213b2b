package import Diagnostics
import FileTrees
import GitReading
import Handoffs
package import Planning
package import Skeletons
import Texts
package import Workspaces

/// Units that two branches have changed, brought together.
package struct UnitedBranches: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The pristine contents of a unit; of one that two branches changed, those of the union.
  package func bases(of record: Record) throws(Findings) -> UnitBases {
    if let united = try opened.dividedUnits()?.united[record.unit] { return UnitBases(of: united.union) }
    return try RecordReader(workspace).bases(of: record)
  }

  /// Throws if a person has to decide between two branches first: which answer holds, or whether the unit stays.
  func checkDecided(_ unit: UnitID, answering changes: AnswerChanges) throws(Findings) {
    guard let units = try opened.dividedUnits() else { return }
    if let undecided = units.undecided[unit] { throw Findings(undecided) }
    let open = units.united[unit]?.union.disputed.filter { !changes.decides($0.name) }
    if let findings = Findings((open ?? []).map { $0.diagnostic(in: unit) }) { throw findings }
  }

  /// Completes what planning knows of a unit while two branches are brought together.
  func addBranches(of record: Record, to input: inout UnitInput) throws(Findings) {
    guard let units = try opened.dividedUnits() else { return }
    let united = units.united[record.unit]
    input.isUnited = united != nil
    input.remains = united?.remains ?? []
    for file in record.files {
      let content = input.ours[input.moved[file.path] ?? file.path]?.content
      if let content, content.storedID == input.base[file.source]?.content?.storedID { continue }
      if let content, try isNobodysEdit(content, of: file, record, in: united) {
        // The contents are not edited; an executable bit that a person set still counts.
        input.base[file.source] = .file(content, executable: file.isExecutable)
      } else if united?.union.undecided.contains(file.source) == true {
        input.base[file.source] = render(of: file, for: record, in: input)
      }
    }
  }

  /// Where the bases of two branches contradict each other, what the later skeleton makes of all answers is the base.
  private func render(of file: RecordedFile, for record: Record, in input: UnitInput) -> Entry? {
    guard let target = input.target, target.skeleton.digest == record.skeleton.digest else { return nil }
    return target.files.first { $0.source == file.source }?.entry
  }

  /// Whether a content is as one of the branches generated it, or git made it out of what was generated alone: it took
  /// "removed one unit, added another" for a rename, or left its markers.
  private func isNobodysEdit(
    _ content: Content, of file: RecordedFile, _ record: Record, in united: UnitedUnit?
  ) throws(Findings) -> Bool {
    if united?.isGenerated(content, source: file.source) == true { return true }
    let sides = try opened.units().sides + [RecordSides(ours: record)]
    let isConflict = try GeneratedTexts(workspace).isConflictOfGenerated(at: file.path, sides)
    if !isConflict {
      var own = united?.sides
      if own == nil { own = try GeneratedTexts(workspace).sidesInCommits(of: record) }
      guard let own, try GeneratedTexts(workspace).isPristine(file.source, in: own) else { return false }
    }
    return try GeneratedTexts(workspace).generatedLines(of: sides).cover(content.stored)
  }

  /// The command that tells git that the records of these units are settled; none if git knows.
  package func additions(after plan: Plan) throws(Findings) -> [String] {
    let unmerged = try diagnosing { () throws(GitError) in
      try MergeSides(workspace.git).unmergedEntries(below: TenonFolder.units).map(\.path)
    }
    let united = try opened.dividedUnits()?.united ?? [:]
    var folders: [RelativePath] = []
    for unit in plan.units.map(\.unit) {
      let names = [unit] + (united[unit]?.remains ?? [])
      folders += names.map(TenonFolder.folder(of:)).filter { folder in
        unmerged.contains { $0.isBelow(folder) }
      }
    }
    if folders.isEmpty { return [] }
    return ["git add -- " + folders.sorted().map(\.description).joined(separator: " ")]
  }
}

extension RecordUnion.DisputedAnswer {
  /// What a person is to decide, with a command for each choice.
  package func diagnostic(in unit: UnitID) -> Diagnostic {
    Diagnostic(
      .branchesDisagree,
      "both branches changed the answer '\(name)': \(Self.words(ours)) here, \(Self.words(theirs)) there",
      at: Place(TenonFolder.record(of: unit).description),
      hints: [ours, theirs].map { answer in
        shellQuoted(
          ["tenon", "update", unit.description]
            + (answer.map { ["--set", "\(name)=\($0.words)"] } ?? ["--unset", name]))
      }
    ).about(unit: unit.description)
  }

  /// An answer in quotes, or "its default" where there is none.
  package static func words(_ answer: Answer?) -> String { answer.map { "'\($0.words)'" } ?? "its default" }
}

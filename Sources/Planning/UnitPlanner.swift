package import Diagnostics
import FileTrees
import GitReading
import Merging
import Texts
import Workspaces

/// Plans one unit: every file by the table of base, ours and theirs, then what is in its way, then the record.
package struct UnitPlanner {
  let input: UnitInput
  let intent: Intent
  let policy: ConflictPolicy

  /// What the person wants of the unit.
  package enum Intent: Hashable, Sendable {
    /// Bring it to what the skeleton generates now; a new unit has nothing to be brought from.
    case update
    /// Take what is there under management, and change none of it.
    case adopt
    /// Take it away; what a person changed stays.
    case remove
  }

  package init(_ input: UnitInput, intent: Intent = .update, policy: ConflictPolicy = ConflictPolicy()) {
    self.input = input
    self.intent = intent
    self.policy = policy
  }

  /// The whole plan of the unit; it has no changes while a file needs a decision.
  ///
  /// Throws if a path belongs to another unit: no choice of sides can settle that.
  package func plan() throws(Findings) -> UnitPlan {
    if let findings = Findings(foreignPaths) { throw findings }
    let files = try diagnosing { () throws(GitError) in try decidedFiles() }
    let isDecided = !files.contains(where: \.needsDecision)
    let records = RecordChanges(input: input, files: files)
    let record = isDecided ? try records.record() : nil
    let changes = isDecided ? fileChanges(of: files) + (try records.changes(to: record)) : []
    return UnitPlan(
      unit: input.unit, intent: intent, destination: destination, files: files, changes: changes,
      record: record?.record)
  }

  var destination: RelativePath? { input.target?.destination ?? input.record?.destination }

  private var foreignPaths: [Diagnostic] {
    (input.target?.files ?? []).compactMap { file in
      input.owners[file.path].map {
        Diagnostic(.ownedByUnit, "the file belongs to unit \($0)", at: Place(file.path.description))
      }
    }
  }

  private func decidedFiles() throws(GitError) -> [FilePlan] {
    let recorded = Dictionary(uniqueKeysWithValues: (input.record?.files ?? []).map { ($0.source, $0) })
    let targets = Dictionary(uniqueKeysWithValues: (input.target?.files ?? []).map { ($0.source, $0) })
    let occupied = Set(recorded.values.map(standingPath).filter { input.ours[$0] != nil })
    var files: [FilePlan] = []
    for source in Set(recorded.keys).union(targets.keys).sorted() {
      let file = try file(recorded[source], targets[source], source: source, occupied: occupied)
      if let file { files.append(file) }
    }
    return try OccupiedPaths(in: input, files: files, choose: choose).resolved()
      .sorted { ($0.path, $0.source) < ($1.path, $1.source) }
  }

  /// The decision on one file, as if its path were not occupied by anything else.
  ///
  /// `occupied` are the current paths of the unit's files: they may be free once those have moved.
  private func file(
    _ recorded: RecordedFile?, _ target: TargetFile?, source: String, occupied: Set<RelativePath>
  ) throws(GitError) -> FilePlan? {
    let stands = recorded.map(standingPath)
    guard let path = finalPath(of: recorded, standing: stands, target: target) else { return nil }
    let isOccupied = recorded == nil && occupied.contains(path)
    let standing = isOccupied ? nil : input.ours[stands ?? path]
    // A folder or a link in the place of a file that was never laid out is not a version of it.
    let isAway = recorded?.isAbsent == true && standing?.content == nil
    let ours = isAway ? nil : standing
    let base = input.base[source]
    let sides = try AdoptedSides(
      base: base, adopted: input.adopted[source], theirs: target?.entry, by: rules(for: target))
    let file = FilePlan(
      source: source, path: path, from: stands == path || ours == nil ? nil : stands,
      movedFrom: recorded.flatMap { $0.path == stands ? nil : $0.path },
      isNotLaidOut: isAway, base: base, ours: ours, theirs: target?.entry, adopted: sides?.result,
      leftOut: sides?.leftOut ?? [],
      decision: try decision(
        on: recorded, target, base: sides?.base ?? base, ours: ours, theirs: sides?.theirs ?? target?.entry))
    return try choose(file)
  }

  private func decision(
    on recorded: RecordedFile?, _ target: TargetFile?, base: Entry?, ours: Entry?, theirs: Entry?
  ) throws(GitError) -> Decision {
    let keep = target?.keep ?? recorded?.keep ?? false
    if let recorded, recorded.isAbsent, ours == nil { return target == nil ? .forget : .stayDeleted }
    if recorded != nil, base == nil {
      return try decideWithoutBase(ours: ours, theirs: theirs, writtenOnce: keep)
    }
    return try decide(
      base: base, ours: ours, theirs: theirs, writtenOnce: keep, by: rules(for: target)) ?? .forget
  }

  /// How the file is merged: by line where the person, the workspace or the skeleton states it.
  private func rules(for target: TargetFile?) -> MergeRules {
    guard let target, !policy.mergesByLine, !input.mergesByLine else { return .lines }
    return MergeRules(target.merging, at: target.path)
  }

  /// Where a recorded file is, wherever a person moved it.
  private func standingPath(of file: RecordedFile) -> RelativePath { input.moved[file.path] ?? file.path }

  /// Where the file is to be: a person's move is followed, unless only the skeleton moved it.
  private func finalPath(
    of recorded: RecordedFile?, standing: RelativePath?, target: TargetFile?
  ) -> RelativePath? {
    guard let recorded, let target else { return target?.path ?? standing }
    let laidOut = recorded.laidOutAt ?? recorded.path
    return target.path == laidOut || standing != laidOut ? standing : target.path
  }

  /// Resolves a conflict as the person decided; without a decision it stays open.
  private func choose(_ file: FilePlan) throws(GitError) -> FilePlan {
    if intent == .adopt { return file.keepingOurs() }
    guard let conflict = file.conflict else { return broughtBack(file) }
    if intent == .remove { return file.keepingOurs() }
    if let settled = try resolved(file, conflict) { return settled }
    let choice = policy.choice(for: file.path, in: destination)
    switch choice {
    case .stop, .hunks: return file
    case .ours: return file.decided(choice, result: try conflict.favouring(.ours))
    case .theirs: return file.decided(choice, result: try conflict.favouring(.theirs))
    case .markers:
      guard let marked = try conflict.marked(labels) else { return file }
      return file.decided(choice, result: marked)
    }
  }

  /// The file with each hunk decided by the person; nil unless every hunk has a decision.
  private func resolved(_ file: FilePlan, _ conflict: Conflict) throws(GitError) -> FilePlan? {
    guard let resolutions = policy.byHunk[file.path], resolutions.count == conflict.hunks.count,
      let result = try conflict.resolving(resolutions)
    else { return nil }
    let choice: ConflictChoice =
      switch Set(resolutions) {
      case [.ours]: .ours
      case [.theirs]: .theirs
      default: .hunks
      }
    return file.decided(choice, result: result)
  }

  /// A deleted file comes back if the skeleton's version is requested by its path.
  private func broughtBack(_ file: FilePlan) -> FilePlan {
    guard intent == .update, file.decision == .stayDeleted, let theirs = file.theirs,
      policy.choice(forNamed: file.path, in: destination) == .theirs
    else { return file }
    return file.decided(.theirs, result: theirs)
  }

  private var labels: MergeLabels {
    let skeleton = input.target?.skeleton ?? input.record?.skeleton
    return MergeLabels(theirs: skeleton.map { "\($0.name) \($0.version)" } ?? "theirs")
  }

  /// What changes in the working tree: first every path that is left, then every path that is filled.
  private func fileChanges(of files: [FilePlan]) -> [Change] {
    var wanted: [RelativePath: Entry?] = [:]
    for file in files { if let from = file.from { wanted[from] = .some(nil) } }
    let touched = files.filter { $0.from != nil || $0.decision.writes || $0.choice != nil }
    for file in touched where file.result == nil { wanted[file.path] = .some(nil) }
    for file in touched where file.result != nil { wanted[file.path] = .some(file.result) }
    return wanted.sorted { $0.key < $1.key }.compactMap { path, entry in
      let before = input.ours.state(of: path)
      guard before != entry?.worktreeState ?? .absent else { return nil }
      return Change(path: path, before: before, after: entry?.outcome ?? .absent)
    }
  }
}

extension Entry {
  /// What an apply is to write for it; only files are ever written.
  fileprivate var outcome: Change.Outcome? {
    guard case .file(let content, let executable) = self else { return nil }
    return .file(content, executable: executable)
  }
}

package import Diagnostics
package import FileTrees
import JSONCoding
import Skeletons

/// All that a handoff is made of, before it is put in order.
package struct Draft: Sendable {
  package var created: String
  package var toolVersion: String
  package var base: Manifest.Base
  package var expectedTree: ObjectID
  package var files: [Manifest.File]
  package var units: [HandedUnit]
  package var leftOut: [Manifest.LeftOut] = []
  package var checks: [Manifest.Check] = []
  package var title: String?
  package var questions: [String] = []
  package var decisions: [Manifest.Scribe.Decision] = []

  package init(
    created: String, toolVersion: String, base: Manifest.Base, expectedTree: ObjectID, files: [Manifest.File],
    units: [HandedUnit]
  ) {
    self.created = created
    self.toolVersion = toolVersion
    self.base = base
    self.expectedTree = expectedTree
    self.files = files
    self.units = units
  }

  /// The finished artifacts, to be written below `folder`; the same draft gives the same bytes.
  package func artifacts(in folder: RelativePath) throws(Findings) -> HandoffArtifacts {
    if let title { try checkTitle(title) }
    if files.isEmpty { throw Findings(Diagnostic(.nothingToDo, "nothing to hand off")) }
    return try HandoffArtifacts(finishing: manifest, in: folder)
  }

  /// The manifest under this id, without commands and trailer.
  private func manifest(id: String) -> Manifest {
    let ordered = files.sorted { $0.path < $1.path }
    let words = CommitWords(title: title, units: units, handWritten: handWrittenNames)
    let commit = Manifest.Commit(
      words.type, scope: words.scope, breaking: words.breaking ? true : nil, subject: words.subject,
      body: body)
    return Manifest(
      id: id, created: created,
      producer: Manifest.Producer(version: toolVersion, skeletons: skeletons),
      repository: Manifest.Repository(base: base, expectedTree: expectedTree), summary: summary(words),
      files: ordered, units: units.map { Manifest.Unit(id: $0.id, change: $0.change, from: $0.from) },
      checks: checks + notRun,
      roles: Manifest.Roles(
        librarian: Manifest.Librarian(
          commit: commit, leaveOut: leftOut, pathspecs: ordered.map(\.path.pathspec)),
        labOperator: labOperator(of: id), scribe: scribe),
      openQuestions: questions)
  }

  /// What the subject may name where no unit is handed off; a name that would be no line is left out.
  private var handWrittenNames: [String] {
    files.filter { $0.origin == .handWritten && !$0.isRecord }.map(\.path.description).filter {
      !$0.hasPrefix("\"")
    }
  }

  private var skeletons: [Manifest.Skeleton] {
    Set(units.map(\.skeleton)).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
  }

  private func summary(_ words: CommitWords) -> String {
    words.subject.prefix(1).uppercased() + words.subject.dropFirst()
  }

  /// One line a unit with what changed of it for a user, and the files that no one generated.
  private var body: String {
    let lines = units.map { unit in "- \(unit.id): \(unit.story(edited: edited(of: unit)))" }
    let handWritten = files.filter { $0.origin == .handWritten && !$0.isRecord }.map(\.path.description)
    return (lines + (handWritten.isEmpty ? [] : ["- by hand: \(listed(handWritten))"])).joined(
      separator: "\n")
  }

  /// The unit's files that a person changed, from its folder.
  private func edited(of unit: HandedUnit) -> [String] {
    files.filter { $0.unit == unit.id && $0.origin == .merged && !$0.isRecord && $0.status != .deleted }.map {
      ($0.path.relative(to: unit.folder) ?? $0.path).description
    }
  }

  private func counted(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

  /// What no one can have tried before it is deployed.
  private var notRun: [Manifest.Check] {
    units.flatMap(\.deployment.verify).map {
      Manifest.Check(
        $0.title, .notRun, command: $0.command, why: "needs the target: left to the lab-operator")
    }
  }

  private var scribe: Manifest.Scribe {
    let said = units.flatMap(\.deployment.changes)
    let changes =
      said.isEmpty
      ? units.map { Manifest.Scribe.Change(subject: $0.id, text: "\($0.change.past) \($0.whereabouts)") }
      : said
    return Manifest.Scribe(
      changes: changes.isEmpty
        ? [.init(subject: "hand-written files", text: "changed: \(counted(files.count))")] : changes,
      documents: units.flatMap(\.deployment.documents).withoutRepeats, inventory: inventory,
      decisions: decisions)
  }
}

extension Draft {
  /// Which guest is now managed from where.
  private var inventory: [JSONValue] {
    units.filter { $0.change != .removed }.flatMap { unit in
      unit.deployment.targets.map { target in
        var fact: [String: JSONValue] = [
          "kind": .text(target.kind.rawValue), "name": .text(target.name),
          "managed_by": .text(unit.folder.description),
        ]
        fact["vmid"] = target.vmid.map { .integer(Int64($0)) }
        return .object(fact)
      }
    }
  }

  /// The steps of every unit in order, each once and backups before all changes, and the way back.
  private func labOperator(of handoff: String) -> Manifest.LabOperator {
    let all = units.map(\.deployment)
    let steps = Self.ordered(units.flatMap { named($0.stepsNow, after: $0) })
    return Manifest.LabOperator(
      targets: all.flatMap(\.targets).withoutRepeats,
      prerequisites: all.flatMap(\.prerequisites).withoutRepeats,
      secrets: all.flatMap(\.secrets).withoutRepeats,
      requires: all.flatMap(\.requires).withoutRepeats,
      steps: steps.isEmpty ? [nothingToDeploy] : steps,
      verify: Self.once(units.flatMap { named($0.deployment.verify, after: $0) }),
      rollback: rollback(of: handoff))
  }

  /// Backups first: one that is made after the first change holds what should have been kept from it.
  private static func ordered(_ steps: [Manifest.Step]) -> [Manifest.Step] {
    let once = once(steps)
    return once.filter(\.isBackup) + once.filter { !$0.isBackup }
  }

  /// Steps with the same command at the same place once, where they are first; one that is limited to some hosts is
  /// the same as one that is not.
  private static func once(_ steps: [Manifest.Step]) -> [Manifest.Step] {
    var seen: Set<[String]> = []
    let whole = Set(steps.compactMap(\.identity))
    return steps.filter { step in
      guard step.effect != .destroys, let identity = step.identity else { return true }
      let unlimited = identity.filter { !$0.hasPrefix("--limit=") }
      return (unlimited == identity || !whole.contains(unlimited)) && seen.insert(identity).inserted
    }
  }

  /// What was added is removed, the last one first; then the commit is rolled back, and what was there before is
  /// deployed again.
  ///
  /// A unit that was there before is never removed: that is the worst that a rollback can do.
  private func rollback(of handoff: String) -> [Manifest.Step] {
    let takenAway = units.reversed().flatMap { named($0.deployment.rollback, after: $0) }.withoutRepeats
    let isTakenAway =
      !takenAway.isEmpty && units.allSatisfy { $0.change == .added && !$0.deployment.rollback.isEmpty }
    let handWritten = files.contains {
      $0.origin == .handWritten && $0.unit == nil && $0.status != .added && !$0.isRecord
    }
    if isTakenAway, !handWritten { return takenAway }
    let again = Self.ordered(units.flatMap { named($0.former, after: $0) }).map { step in
      var again = step
      again.title = "Redeploy the previous state: \(step.title)"
      return again
    }
    let left = units.filter { $0.change == .renamed && $0.leavesFormer && !$0.former.isEmpty }.map { unit in
      Manifest.Step(
        "What \(unit.id) deployed under its new name is left in place: remove it as its README describes once the former unit runs",
        .changes, confirm: true)
    }
    return takenAway + Self.revert(handoff) + again + left
  }

  /// Titles name their unit if there are several.
  private func named(_ steps: [Manifest.Step], after unit: HandedUnit) -> [Manifest.Step] {
    guard units.count > 1 else { return steps }
    return steps.map { step in
      var named = step
      named.title = "\(unit.name): \(step.title)"
      return named
    }
  }

  private var nothingToDeploy: Manifest.Step {
    let removed = units.filter { $0.change == .removed && $0.leavesFormer }.map(\.id)
    let rest = removed.isEmpty ? "" : "; what \(removed.joined(separator: ", ")) deployed is left in place"
    return Manifest.Step("nothing to deploy\(rest)", .reads)
  }

  /// The commit is not made yet, so it is named by its trailer (gitrevisions, `^{/text}`; git takes a leading `^` for
  /// the start of the whole message, so the pattern has none).
  private static func revert(_ handoff: String) -> [Manifest.Step] {
    let name = "HEAD^{/Tenon-Handoff: \(handoff)}"
    let carrying = "git log -E --grep='^Tenon-Handoff: \(handoff)$' --format=%H"
    return [
      Manifest.Step(
        "Check that exactly one commit carries this handoff's trailer and that git finds the same one",
        .reads,
        command: Manifest.Command([
          "sh", "-c", "test \"$(\(carrying))\" = \"$(git rev-parse --verify '\(name)')\"",
        ]),
        expect: "exit status 0"),
      Manifest.Step(
        "Revert the commit", .changes, command: Manifest.Command(["git", "revert", "--no-edit", name]),
        expect: "no conflict; if the unit has changed: tenon update, git add, git revert --continue",
        confirm: true),
    ]
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it is first.
  fileprivate var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Manifest.Step {
  /// What makes it the same as another: the command, where it runs, and what is expected, since what is run again to
  /// see that nothing changes any longer is not a repetition.
  fileprivate var identity: [String]? {
    command.map { $0.argv + [$0.cwd ?? "", reach ?? "", expect ?? ""] }
  }
}

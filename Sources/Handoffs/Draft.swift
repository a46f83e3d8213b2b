package import Diagnostics
package import FileTrees
import JSONCoding

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

  /// The finished papers, to be written below `folder`; the same draft gives the same bytes.
  package func papers(in folder: RelativePath) throws(Findings) -> Papers {
    if let title { try checkTitle(title) }
    if files.isEmpty { throw Findings(Diagnostic(.missing, "there is nothing to hand off")) }
    return try Papers(finishing: manifest(), in: folder)
  }

  private func manifest() -> Manifest {
    let ordered = files.sorted { $0.path < $1.path }
    let words = CommitWords(title: title, units: units)
    let commit = Manifest.Commit(
      words.type, scope: words.scope, breaking: words.breaking ? true : nil, subject: words.subject,
      body: body)
    return Manifest(
      id: String(repeating: "0", count: 12), created: created,
      producer: Manifest.Producer(version: toolVersion, skeletons: skeletons),
      repository: Manifest.Repository(base: base, expectedTree: expectedTree), summary: summary(words),
      files: ordered,
      checks: checks + notRun,
      roles: Manifest.Roles(
        librarian: Manifest.Librarian(
          commit: commit, leaveOut: leftOut, pathspecs: ordered.map(\.path.pathspec)),
        labOperator: labOperator(reverting: commit), scribe: scribe),
      openQuestions: questions)
  }

  private var skeletons: [Manifest.Skeleton] {
    Set(units.map(\.skeleton)).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
  }

  private func summary(_ words: CommitWords) -> String {
    words.subject.prefix(1).uppercased() + words.subject.dropFirst()
  }

  /// One line a unit, and how many files nobody generated.
  private var body: String {
    let handWritten = files.filter { $0.origin == .handWritten }.count
    let lines = units.map { unit in
      let count = files.filter { $0.unit == unit.id }.count
      return "- \(unit.id) \(unit.skeleton.version): \(unit.fate.past) in \(unit.folder) (\(counted(count)))"
    }
    return (lines + (handWritten == 0 ? [] : ["- by hand: \(counted(handWritten))"])).joined(separator: "\n")
  }

  private func counted(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

  /// What nobody can have tried before it is deployed.
  private var notRun: [Manifest.Check] {
    units.flatMap(\.deployment.verify).map {
      Manifest.Check(
        $0.title, .notRun, command: $0.command, why: "needs the target; left to the lab-operator")
    }
  }

  private var scribe: Manifest.Scribe {
    let said = units.flatMap(\.deployment.changes)
    let changes =
      said.isEmpty
      ? units.map { Manifest.Scribe.Change(subject: $0.id, text: "\($0.fate.past) in \($0.folder)") } : said
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
    units.filter { $0.fate != .removed }.flatMap { unit in
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

  /// The steps of every unit in order, their rollbacks in the opposite one.
  private func labOperator(reverting commit: Manifest.Commit) -> Manifest.LabOperator {
    let all = units.map(\.deployment)
    let steps = units.flatMap { named($0.deployment.steps, after: $0) }
    let rollback = units.reversed().flatMap { named($0.deployment.rollback, after: $0) }
    let revert = all.allSatisfy { !$0.rollback.isEmpty } && !rollback.isEmpty ? [] : [Self.revert(commit)]
    return Manifest.LabOperator(
      targets: all.flatMap(\.targets).withoutRepeats,
      prerequisites: all.flatMap(\.prerequisites).withoutRepeats,
      secrets: all.flatMap(\.secrets).withoutRepeats,
      requires: all.flatMap(\.requires).withoutRepeats,
      steps: steps.isEmpty ? [nothingToDeploy] : steps,
      verify: units.flatMap { named($0.deployment.verify, after: $0) },
      rollback: rollback + revert)
  }

  /// Titles say which unit they mean where there are several.
  private func named(_ steps: [Manifest.Step], after unit: HandedUnit) -> [Manifest.Step] {
    guard units.count > 1 else { return steps }
    return steps.map { step in
      var named = step
      named.title = "\(unit.name): \(step.title)"
      return named
    }
  }

  private var nothingToDeploy: Manifest.Step {
    let removed = units.filter { $0.fate == .removed }.map(\.id)
    let rest = removed.isEmpty ? "" : "; what \(removed.joined(separator: ", ")) deployed stays as it is"
    return Manifest.Step("nothing to deploy\(rest)", .reads)
  }

  /// The commit is not made yet, so it is named by its first line (gitrevisions, `:/text`, an extended expression).
  private static func revert(_ commit: Manifest.Commit) -> Manifest.Step {
    let header = commit.header.map { #"\.[]{}()*+?^$|"#.contains($0) ? "\\\($0)" : "\($0)" }.joined()
    return Manifest.Step(
      "Take the commit back", .changes,
      command: Manifest.Command(["git", "revert", "--no-edit", ":/^\(header)"]),
      confirm: true)
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  fileprivate var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

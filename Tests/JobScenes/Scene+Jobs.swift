import Foundation
import Testing

/// The jobs, each in a workspace that is opened for it as a command does; no other file knows how a job is asked for.
extension Scene {
  /// With a unit `queue/mail` that is committed; `files` are in the first commit.
  package static func laidOut(_ files: [String: String] = [:], set: [String] = []) throws -> Scene {
    let scene = try Scene(files)
    try scene.new("mail", set: set)
    try scene.commit("feat: add mail")
    return scene
  }

  /// What a unit's record says was answered, each as `NAME=VALUE`.
  package func answers(_ unit: String = "queue/mail") throws -> [String] {
    struct Document: Decodable { let answers: [String: Answer] }
    let bytes = try sandbox.read("repo/.tenon/units/\(unit)/record.json")
    return try JSONDecoder().decode(Document.self, from: Data(bytes)).answers
      .map { "\($0.key)=\($0.value.words)" }.sorted()
  }

  package func process(in folder: String = "repo", extra: [String: String] = [:]) -> ProcessEnvironment {
    ProcessEnvironment(
      directory: sandbox.path(folder), environment: sandbox.environment.merging(extra) { _, new in new })
  }

  package func open(
    in folder: String = "repo", extra: [String: String] = [:]
  ) throws(Findings) -> OpenWorkspace {
    try OpenWorkspace(in: process(in: folder, extra: extra))
  }

  private func request(_ way: Way) throws -> WriteRequest {
    var policy = try ConflictPolicy(parsing: way.onConflict)
    policy.decisions = try way.decisions.map { try Decisions(reading: Array($0.utf8), named: "decisions") }
    policy.mergesByLine = way.mergesByLine
    return WriteRequest(policy: policy, isDryRun: way.isDryRun, keepsGoing: way.keepsGoing)
  }

  private func given(
    _ set: [String], _ answers: String?, unset: [String] = [], skip: [String] = [], noSkip: [String] = []
  ) -> GivenAnswers {
    GivenAnswers(
      single: set, file: answers.map { .init(name: "answers.yaml", bytes: Array($0.utf8)) }, unset: unset,
      skipped: skip, unskipped: noSkip)
  }

  // MARK: units

  @discardableResult
  package func new(
    _ name: String?, of skeleton: String = "queue", set: [String] = [], answers: String? = nil,
    unset: [String] = [], skip: [String] = [], into: String? = nil, id: String? = nil, _ way: Way = Way(),
    in folder: String = "repo", asking person: (any Questioner)? = nil
  ) throws -> Outcome {
    try layOut(
      NewRequest(
        skeleton: skeleton, name: name, id: id, into: into,
        answers: given(set, answers, unset: unset, skip: skip), write: try request(way)),
      in: try open(in: folder), asking: person)
  }

  @discardableResult
  package func newUnits(
    _ list: String, of skeleton: String = "queue", set: [String] = [], _ way: Way = Way()
  ) throws
    -> Outcome
  {
    try layOut(
      .init(name: "units.yaml", bytes: Array(list.utf8)),
      like: NewRequest(skeleton: skeleton, answers: given(set, nil), write: try request(way)), in: try open())
  }

  @discardableResult
  package func adopt(
    _ name: String?, of skeleton: String = "queue", set: [String] = [], into: String? = nil,
    _ way: Way = Way(),
    asking person: (any Questioner)? = nil
  ) throws -> Outcome {
    try Jobs.adopt(
      NewRequest(
        skeleton: skeleton, name: name, into: into, answers: given(set, nil), write: try request(way)),
      in: try open(), asking: person)
  }

  @discardableResult
  package func update(
    _ units: String..., set: [String] = [], answers: String? = nil, unset: [String] = [], skip: [String] = [],
    noSkip: [String] = [], plan: String? = nil, way: Way = Way(), in folder: String = "repo",
    asking person: (any Questioner)? = nil
  ) throws -> Outcome {
    try Jobs.update(
      UpdateRequest(
        units: units, answers: given(set, answers, unset: unset, skip: skip, noSkip: noSkip),
        write: try request(way), planFile: plan),
      in: try open(in: folder), asking: person)
  }

  @discardableResult
  package func apply(plan: String) throws -> PlanFile { try applyPlan(plan, in: try open()) }

  @discardableResult
  package func rename(
    _ unit: String, to name: String, rederives: Bool = false, _ way: Way = Way(),
    asking person: (any Questioner)? = nil
  ) throws -> Outcome {
    try Jobs.rename(
      RenameRequest(unit: unit, name: name, rederives: rederives, write: try request(way)), in: try open(),
      asking: person)
  }

  @discardableResult
  package func remove(_ unit: String, _ way: Way = Way()) throws -> Outcome {
    try Jobs.remove(unit, try request(way), in: try open())
  }

  @discardableResult
  package func moveUnit(
    _ unit: String, from old: String, to new: String, _ way: Way = Way(), in folder: String = "repo"
  ) throws -> MoveReport {
    try Jobs.move(unit, from: old, to: new, try request(way), in: try open(in: folder))
  }

  @discardableResult
  package func restore(_ unit: String, _ paths: String..., way: Way = Way()) throws -> RestoreReport {
    try Jobs.restore(unit, paths, try request(way), in: try open())
  }

  // MARK: looking

  package func status(_ units: String..., repository: Bool = false) throws -> WorkspaceStatus {
    try Jobs.status(of: units, repository: repository, in: try open())
  }

  /// How one unit is, by its id.
  package func unit(_ id: String = "queue/mail") throws -> UnitStatus {
    try #require(try status().units.first { $0.unit.description == id })
  }

  package func check(_ units: String..., failingOn states: Set<UnitStatus.State> = []) throws -> CheckReport {
    try Jobs.check(units, failingOn: states, in: try open())
  }

  package func doctor(in folder: String = "repo", extra: [String: String] = [:]) -> Examination {
    examine(in: process(in: folder, extra: extra))
  }

  package func review(
    _ comparison: ReviewRequest.Comparison = .head, _ units: String..., html: String? = nil,
    showsRecords: Bool = false, set: [String] = []
  ) throws -> ReviewReport {
    var request = ReviewRequest(
      units: units, comparison: comparison, htmlFile: html, showsRecords: showsRecords)
    request.answers = given(set, nil)
    return try Jobs.review(request, in: try open())
  }

  package func unmanaged() throws -> [UnmanagedThing] { try Jobs.unmanaged(in: try open()) }

  // MARK: the log

  package func log() throws -> [OperationListing] { try listOperations(in: try open()) }

  @discardableResult
  package func undo() throws -> UndoOutcome { try Jobs.undo(in: try open()) }

  @discardableResult
  package func redo() throws -> RedoOutcome { try Jobs.redo(in: try open()) }

  // MARK: the workspace

  @discardableResult
  package func initialise(isDryRun: Bool = false) throws -> InitReport {
    try Jobs.initialise(in: try open(), isDryRun: isDryRun)
  }

  @discardableResult
  package func installSkill(for agents: SkillAgent..., isDryRun: Bool = false) throws -> SkillReport {
    try Jobs.installSkill(for: agents, in: try open(), isDryRun: isDryRun)
  }

  @discardableResult
  package func importInventory(
    _ file: String, accepting: [String] = [], isDryRun: Bool = false, asking person: (any Questioner)? = nil
  ) throws -> ImportReport {
    try Jobs.importInventory(
      ImportRequest(file: file, accepted: accepting, isDryRun: isDryRun), in: try open(), asking: person)
  }

  package func checkInventory() throws -> InventoryCheck { try Jobs.checkInventory(in: try open()) }

  // MARK: credentials

  package func secrets(
    _ paths: String..., scope: SecretsRequest.Scope = .changed, writesBaseline: Bool = false,
    isDryRun: Bool = false
  ) throws -> SecretsReport {
    var request = SecretsRequest()
    (request.paths, request.scope) = (paths, scope)
    (request.writesBaseline, request.isDryRun) = (writesBaseline, isDryRun)
    return try checkSecrets(request, in: try open())
  }

  @discardableResult
  package func allowSecret(
    at place: String, because why: String = "a sample", isDryRun: Bool = false
  ) throws
    -> AllowReport
  {
    try Jobs.allowSecret(at: place, because: why, in: try open(), isDryRun: isDryRun)
  }

  // MARK: handoffs

  /// A request for a handoff of these units.
  @discardableResult
  package func handOff(
    _ units: String..., include: [String] = [], title: String? = nil, questions: [String] = [],
    decisions: [Manifest.Scribe.Decision] = [], tools: String? = nil, runsCode: Bool = false,
    allowFailed: String? = nil
  ) throws -> HandoffReport {
    var request = HandoffRequest()
    (request.units, request.include, request.title) = (units, include, title)
    (request.questions, request.decisions) = (questions, decisions)
    (request.runsChecks, request.runsCode, request.allowFailed) = (tools != nil, runsCode, allowFailed)
    let extra = tools.map { ["PATH": "\(sandbox.path($0)):/usr/bin:/bin"] } ?? [:]
    return try createHandoff(request, in: try open(extra: extra))
  }

  package func handoffs() throws -> [HandoffListing] { try listHandoffs(in: try open()) }

  package func handoff(_ name: String) throws -> Manifest { try showHandoff(name, in: try open()) }

  package func verify(_ name: String, _ place: HandoffPlace = .workingTree) throws -> HandoffVerdict {
    try verifyHandoff(name, against: place, in: try open())
  }

  package func signer(of name: String, signature: String, signers: String) throws -> HandoffSigner {
    try verifySignature(
      of: try handoff(name), in: signature, by: signers, in: process(in: ""))
  }

  // MARK: skeletons

  package func skeletons() throws -> [ListedSkeleton] { try listSkeletons(try open().catalogue) }

  package func checkSkeleton(_ name: String) throws -> SkeletonTrial {
    let opened = try open()
    return try Jobs.checkSkeleton(name, of: opened.catalogue, in: opened.process)
  }

  @discardableResult
  package func recordSkeletonTests(_ name: String) throws -> SkeletonRecording {
    try Jobs.recordSkeletonTests(name, in: try open())
  }

  @discardableResult
  package func startSkeleton(
    _ name: String, into: String? = nil, isDryRun: Bool = false
  ) throws -> SkeletonStart {
    try Jobs.startSkeleton(name, into: into, in: try open(), isDryRun: isDryRun)
  }
}

extension Scene {
  /// How these units are, in the order in which they were named.
  package func statuses(of units: [String]) throws -> [UnitStatus] {
    try Jobs.status(of: units, in: try open()).units
  }
}

extension Scene {
  /// Credentials in what is named.
  package func secretsAt(_ paths: [String]) throws -> SecretsReport {
    var request = SecretsRequest()
    request.paths = paths
    return try checkSecrets(request, in: try open())
  }

  /// The same where no repository is.
  package func secretsOutside(_ paths: [String]) throws -> SecretsReport {
    var request = SecretsRequest()
    request.paths = paths
    return try checkSecrets(request, in: process(in: ""))
  }
}

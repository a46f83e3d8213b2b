extension Diagnostic {
  /// What went wrong, as programs tell it apart in `errors[].code`.
  ///
  /// README.md has them all in its table.
  /// A published code never changes its meaning. A code that equals its kind is used where no other one applies.
  package enum Code: String, Hashable, Sendable, CaseIterable, Codable {
    case usage
    case unknownCommand = "unknown-command"
    case unknownVariable = "unknown-variable"
    case invalidSet = "invalid-set"
    case missingAnswer = "missing-answer"
    case invalidName = "invalid-name"
    case ambiguousName = "ambiguous-name"
    case invalidTitle = "invalid-title"

    case data
    case invalidAnswer = "invalid-answer"
    case invalidPath = "invalid-path"
    case pathTwice = "path-twice"
    case invalidSkeleton = "invalid-skeleton"
    case invalidRecord = "invalid-record"
    case damagedBase = "damaged-base"
    case invalidWorkspace = "invalid-workspace"
    case invalidInventory = "invalid-inventory"
    case invalidPlan = "invalid-plan"
    case invalidDecision = "invalid-decision"
    case invalidHandoff = "invalid-handoff"
    case badSignature = "bad-signature"
    case checkFailed = "check-failed"
    case credential
    case tooLarge = "too-large"
    case ignoredByGit = "ignored-by-git"
    case gitFilter = "git-filter"
    case gitHook = "git-hook"
    case sparseCheckout = "sparse-checkout"
    case untrustedState = "untrusted-state"

    case missing
    case noRepository = "no-repository"
    case noRevision = "no-revision"
    case noUnit = "no-unit"
    case noSkeleton = "no-skeleton"
    case noFile = "no-file"
    case noHandoff = "no-handoff"
    case noPlan = "no-plan"
    case noSchema = "no-schema"
    case noFact = "no-fact"
    case noProgram = "no-program"
    case nothingToDo = "nothing-to-do"

    case conflict
    case conflictMarkers = "conflict-markers"
    case branchesDisagree = "branches-disagree"
    case branchesNotUnited = "branches-not-united"
    case operationInProgress = "operation-in-progress"
    case unmerged

    case inTheWay = "in-the-way"
    case fileExists = "file-exists"
    case unitExists = "unit-exists"
    case ownedByUnit = "owned-by-unit"

    case io
    case diskFull = "disk-full"
    case notPermitted = "not-permitted"
    case unsupportedRepository = "unsupported-repository"
    case gitFailed = "git-failed"
    case notInGit = "not-in-git"
    case programFailed = "program-failed"
    case outputFailed = "output-failed"

    case busy
    case locked
    case moved
    case interrupted

    case fault

    /// What sort of failure it is, which decides the exit status.
    package var kind: Kind {
      switch self {
      case .usage, .unknownCommand, .unknownVariable, .invalidSet, .missingAnswer, .invalidName,
        .ambiguousName, .invalidTitle:
        .usage
      case .data, .invalidAnswer, .invalidPath, .pathTwice, .invalidSkeleton, .invalidRecord, .damagedBase,
        .invalidWorkspace, .invalidInventory, .invalidPlan, .invalidDecision, .invalidHandoff, .badSignature,
        .checkFailed, .credential, .tooLarge, .ignoredByGit, .gitFilter, .gitHook, .sparseCheckout,
        .untrustedState:
        .data
      case .missing, .noRepository, .noRevision, .noUnit, .noSkeleton, .noFile, .noHandoff, .noPlan,
        .noSchema, .noFact, .noProgram, .nothingToDo:
        .missing
      case .conflict, .conflictMarkers, .branchesDisagree, .branchesNotUnited, .operationInProgress,
        .unmerged:
        .conflict
      case .inTheWay, .fileExists, .unitExists, .ownedByUnit: .inTheWay
      case .io, .diskFull, .notPermitted, .unsupportedRepository, .gitFailed, .notInGit, .programFailed,
        .outputFailed:
        .io
      case .busy, .locked, .moved, .interrupted: .busy
      case .fault: .fault
      }
    }

    /// Whether it is the general code of its kind.
    var isGeneral: Bool { rawValue == kind.rawValue }
  }
}

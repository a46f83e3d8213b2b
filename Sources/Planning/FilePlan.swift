package import FileTrees
package import Merging

/// What is to happen to one file of a unit, and why.
package struct FilePlan: Hashable, Sendable {
  /// One reference, since plans are copied far more often than a file is decided.
  private let decided: DecidedFile

  init(
    source: String, path: RelativePath, from: RelativePath?, movedFrom: RelativePath? = nil,
    isNotLaidOut: Bool = false, base: Entry?, ours: Entry?, theirs: Entry?, adopted: Entry? = nil,
    leftOut: [String] = [], decision: Decision
  ) {
    decided = DecidedFile(
      FileDecision(
        source: source, path: path, from: from, movedFrom: movedFrom, isNotLaidOut: isNotLaidOut, base: base,
        ours: ours, theirs: theirs, adopted: adopted, leftOut: leftOut, decision: decision,
        result: decision.result(standing: ours)))
  }

  private init(_ file: FileDecision) { decided = DecidedFile(file) }

  private var file: FileDecision { decided.file }

  /// The file's identity: its path inside the skeleton.
  package var source: String { decided.file.source }
  /// Where it is to be, or was.
  package var path: RelativePath { decided.file.path }
  /// Where it is now, if that is another path.
  package var from: RelativePath? { decided.file.from }
  /// Where tenon last knew it, where a person has moved it since.
  package var movedFrom: RelativePath? { decided.file.movedFrom }
  /// Whether it was never laid out, since a person who adopted the unit did not have it.
  package var isNotLaidOut: Bool { decided.file.isNotLaidOut }
  /// What was generated last.
  package var base: Entry? { decided.file.base }
  /// What is there now.
  package var ours: Entry? { decided.file.ours }
  /// What the skeleton generates now.
  package var theirs: Entry? { decided.file.theirs }
  /// Of an adopted file: what the person had, with what the skeleton changed of it.
  package var adopted: Entry? { decided.file.adopted }
  /// What the skeleton changed in parts that an adopted file never had, as lines that begin with `-` and `+`.
  package var leftOut: [String] { decided.file.leftOut }
  /// What the table of base, ours and theirs states.
  package var decision: Decision { decided.file.decision }
  /// How a conflict was decided; nil if there was none, and where a decision is missing.
  package var choice: ConflictChoice? { decided.file.choice }
  /// What is to be at `path`; nil for nothing.
  package var result: Entry? { decided.file.result }

  /// What the sides do not agree on, settled or not.
  package var conflict: Conflict? {
    if case .conflict(let conflict) = decision { conflict } else { nil }
  }

  /// What lines did not decide and keys did, as paths of keys such as `services.web.image`.
  package var mergedPaths: [String] {
    if case .merge(_, let paths) = decision { paths } else { conflict?.mergedPaths ?? [] }
  }

  /// Whether a person has to decide before anything is written.
  package var needsDecision: Bool { conflict != nil && choice == nil }

  /// Whether it is written with markers between the sides.
  package var holdsMarkers: Bool { choice == .markers }

  /// Whether unresolved conflict markers of an earlier update, or of git, are left in it.
  ///
  /// Markers that its skeleton generates, as an example, do not count.
  package var isUnresolved: Bool {
    !holdsMarkers && result != theirs && Merging.isUnresolved(result, base: base)
      && Merging.isUnresolved(result, base: theirs)
  }

  /// Whether markers wait in it for a person, from now or from before.
  package var isMarked: Bool { holdsMarkers || isUnresolved }

  /// Whether it has never been laid out, and is not now either.
  package var staysAway: Bool { isNotLaidOut && result?.content == nil }

  /// Whether the working tree changes at all.
  package var changesSomething: Bool {
    !needsDecision && (from != nil || result?.worktreeState != ours?.worktreeState)
  }
}

extension FilePlan {
  /// The same file with its conflict settled.
  func decided(_ choice: ConflictChoice, result: Entry?) -> FilePlan {
    var file = file
    file.choice = choice
    file.result = result
    return FilePlan(file)
  }

  /// The same file left unchanged in its place; an absent file stays absent.
  func keepingOurs() -> FilePlan {
    var file = file
    file.result = ours
    file.path = from ?? path
    file.from = nil
    if ours == nil { file.decision = .stayDeleted }
    // A folder or a link in its place is not the file either.
    if ours?.content == nil { file.isNotLaidOut = base == nil }
    if conflict != nil { file.choice = .ours }
    return FilePlan(file)
  }

  /// The same file with something else in its way at the path that it was to take.
  func obstructed(by decision: Decision) -> FilePlan {
    var file = file
    file.decision = decision
    file.choice = nil
    return FilePlan(file)
  }
}

/// What a plan knows of a file; `FilePlan` says of each what it is.
private struct FileDecision: Hashable, Sendable {
  let source: String
  var path: RelativePath
  var from: RelativePath?
  let movedFrom: RelativePath?
  var isNotLaidOut: Bool
  let base: Entry?
  let ours: Entry?
  let theirs: Entry?
  let adopted: Entry?
  let leftOut: [String]
  var decision: Decision
  var choice: ConflictChoice?
  var result: Entry?
}

private final class DecidedFile: Hashable, Sendable {
  let file: FileDecision

  init(_ file: FileDecision) { self.file = file }

  static func == (left: DecidedFile, right: DecidedFile) -> Bool { left.file == right.file }

  func hash(into hasher: inout Hasher) { hasher.combine(file) }
}

extension Decision {
  /// What is to be at the path afterwards; ours, while a conflict is open.
  func result(standing ours: Entry?) -> Entry? {
    switch self {
    case .create(let entry), .update(let entry), .merge(let entry, _): entry
    case .takeUnderManagement, .unchanged, .keep, .current, .forget, .conflict: ours
    case .stayDeleted, .delete: nil
    }
  }

  /// Whether it may write or delete something.
  var writes: Bool {
    switch self {
    case .create, .update, .merge, .delete: true
    case .takeUnderManagement, .unchanged, .keep, .current, .forget, .stayDeleted, .conflict: false
    }
  }
}

package import FileTrees
package import Merging

/// What is to happen to one file of a unit, and why.
package struct FilePlan: Hashable, Sendable {
  /// The file's identity: its path inside the skeleton.
  package let source: String
  /// Where it is to be, or was.
  package private(set) var path: RelativePath
  /// Where it is now, if that is another path.
  package private(set) var from: RelativePath?
  /// Where tenon last knew it, where a person has moved it since.
  package let movedFrom: RelativePath?
  /// Whether it was never laid out, since a person who adopted the unit did not have it.
  package private(set) var isNotLaidOut: Bool
  package let base: Entry?
  package let ours: Entry?
  package let theirs: Entry?
  /// Of an adopted file: what the person had, with what the skeleton changed of it.
  package let adopted: Entry?
  /// What the skeleton changed in parts that an adopted file never had, as lines that begin with `-` and `+`.
  package let leftOut: [String]
  /// What the table of base, ours and theirs states.
  package private(set) var decision: Decision
  /// How a conflict was decided; nil if there was none, and where a decision is missing.
  package private(set) var choice: ConflictChoice?
  /// What is to be at `path`; nil for nothing.
  package private(set) var result: Entry?

  init(
    source: String, path: RelativePath, from: RelativePath?, movedFrom: RelativePath? = nil,
    isNotLaidOut: Bool = false, base: Entry?, ours: Entry?, theirs: Entry?, adopted: Entry? = nil,
    leftOut: [String] = [], decision: Decision
  ) {
    self.source = source
    self.path = path
    self.from = from
    self.movedFrom = movedFrom
    self.isNotLaidOut = isNotLaidOut
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.adopted = adopted
    self.leftOut = leftOut
    self.decision = decision
    result = decision.result(standing: ours)
  }

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
    !holdsMarkers && Merging.isUnresolved(result, base: base) && Merging.isUnresolved(result, base: theirs)
  }

  /// Whether markers wait in it for a person, from now or from before.
  package var isMarked: Bool { holdsMarkers || isUnresolved }

  /// Whether it has never been laid out, and is not now either.
  package var staysAway: Bool { isNotLaidOut && result?.content == nil }

  /// Whether the working tree changes at all.
  package var changesSomething: Bool {
    !needsDecision && (from != nil || result?.worktreeState != ours?.worktreeState)
  }

  /// The same file with its conflict settled.
  func decided(_ choice: ConflictChoice, result: Entry?) -> FilePlan {
    var file = self
    file.choice = choice
    file.result = result
    return file
  }

  /// The same file left unchanged in its place; an absent file stays absent.
  func keepingOurs() -> FilePlan {
    var file = self
    file.result = ours
    file.path = from ?? path
    file.from = nil
    if ours == nil { file.decision = .stayDeleted }
    // A folder or a link in its place is not the file either.
    if ours?.content == nil { file.isNotLaidOut = base == nil }
    if conflict != nil { file.choice = .ours }
    return file
  }

  /// The same file with something else in its way at the path that it was to take.
  func obstructed(by decision: Decision) -> FilePlan {
    var file = self
    file.decision = decision
    file.choice = nil
    return file
  }
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

package import FileTrees

/// One way in which the current state differs from what was handed off.
package enum Difference: Hashable, Sendable {
  case missing(RelativePath)
  case stillThere(RelativePath)
  case other(RelativePath, String)
  case contents(RelativePath, expected: ObjectID, found: ObjectID)
  case mode(RelativePath, expected: FileMode, found: FileMode)
  /// The commit before holds something else than the work started from.
  case before(RelativePath, expected: FileVersion?, found: FileVersion?)
  case extra(Extra)
  case tree(expected: ObjectID, found: ObjectID)

  package var path: RelativePath? {
    switch self {
    case .missing(let path), .stillThere(let path), .other(let path, _), .contents(let path, _, _),
      .mode(let path, _, _), .before(let path, _, _):
      path
    case .extra(let extra): extra.path
    case .tree: nil
    }
  }

  /// The kind in a word, for `--json`.
  package var kind: String {
    switch self {
    case .missing: "missing"
    case .stillThere: "still-there"
    case .other: "other-kind"
    case .contents: "contents"
    case .mode: "mode"
    case .before: "base"
    case .extra: "extra"
    case .tree: "tree"
    }
  }

  /// What is wrong, without the path.
  package var words: String {
    switch self {
    case .missing: "is missing"
    case .stillThere: "is still there, and should be deleted"
    case .other(_, let kind): "is \(kind), not a file"
    case .contents(_, let expected, let found):
      "has different contents: \(found.short), not \(expected.short)"
    case .mode(_, let expected, let found): "has mode \(found.rawValue), not \(expected.rawValue)"
    case .before(_, let expected, let found):
      "started from \(Self.words(for: expected)), but the commit before has \(Self.words(for: found))"
    case .extra(let extra): "is \(extra.status.rawValue), and is not in the handoff"
    case .tree(let expected, let found): "the tree is \(found), not \(expected)"
    }
  }

  private static func words(for version: FileVersion?) -> String {
    version.map { "\($0.blob.short) (\($0.mode.rawValue))" } ?? "nothing"
  }
}

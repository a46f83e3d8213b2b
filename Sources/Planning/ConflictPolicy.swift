package import Diagnostics
package import FileTrees
import GitReading
package import Texts

/// What is to be done where a person and a skeleton changed the same thing.
package enum ConflictChoice: String, Hashable, Sendable, CaseIterable {
  /// Write nothing at all, and report the conflicts.
  case stop
  /// Write both sides between git's markers, where the file can hold them.
  case markers
  case ours
  case theirs
  /// Each hunk of the file was decided for itself; it is never the word for all of a file.
  case hunks

  /// What may be reported on a command line.
  package static let words = allCases.filter { $0 != .hunks }.map(\.rawValue)
}

/// The choice for every path: one for all, and others for single paths.
package struct ConflictPolicy: Hashable, Sendable {
  package var general: ConflictChoice
  package var byPath: [RelativePath: ConflictChoice]
  /// Paths as a person typed them, which only a job can place.
  package private(set) var typed: [String: ConflictChoice] = [:]
  /// Decisions on the hunks of single files, in their order.
  package var byHunk: [RelativePath: [TextMerge.Resolution]] = [:]
  /// What was decided beforehand, file by file; it wins over all else.
  package var decisions: Decisions?
  /// Whether files are merged by line and nothing else.
  package var mergesByLine = false

  package init(general: ConflictChoice = .stop, byPath: [RelativePath: ConflictChoice] = [:]) {
    self.general = general
    self.byPath = byPath
  }

  /// Reads `CHOICE` and `CHOICE:PATH`, as given one after the other; a later one wins.
  package init(parsing texts: [String]) throws(Findings) {
    self.init()
    for text in texts {
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      let choice = try Self.choice(parts.first ?? "")
      if parts.count == 2 {
        typed[parts[1]] = choice
      } else {
        general = choice
      }
    }
  }

  /// The choice for a path, whether it was named from the root or from the unit's folder.
  package func choice(for path: RelativePath, in destination: RelativePath?) -> ConflictChoice {
    choice(forNamed: path, in: destination) ?? general
  }

  /// The choice for a path that was named itself.
  package func choice(forNamed path: RelativePath, in destination: RelativePath?) -> ConflictChoice? {
    let inside = destination.flatMap { path.relative(to: $0) }
    for name in [path, inside].compactMap(\.self) {
      for part in [name] + name.ancestors.reversed() { if let choice = byPath[part] { return choice } }
    }
    return nil
  }

  private static func choice(_ text: String) throws(Findings) -> ConflictChoice {
    if let choice = ConflictChoice(rawValue: text), choice != .hunks { return choice }
    let known = ConflictChoice.words
    throw Findings(
      Diagnostic(
        .usage, "invalid conflict resolution '\(quoted(text))'",
        hint: "one of \(known.joined(separator: ", ")), alone or as CHOICE:PATH"))
  }
}

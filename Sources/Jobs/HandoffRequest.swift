package import Diagnostics
package import FileTrees
package import Handoffs

/// What a person wants to hand off, as typed.
package struct HandoffRequest: Sendable {
  /// Units by their id; every unit with something to commit where there is none.
  package var units: [String] = []
  /// Hand-written files or folders, relative to the current folder.
  package var include: [String] = []
  package var title: String?
  package var questions: [String] = []
  package var decisions: [Manifest.Scribe.Decision] = []
  /// Whether installed parsers and linters look at the files.
  package var runsChecks = false
  /// Whether what executes code of the repository is run too.
  package var runsCode = false
  /// Why a check that failed is no obstacle.
  package var allowFailed: String?

  package init() {}
}

/// A created handoff, or would be.
package struct HandoffReport: Sendable {
  /// Nil where no unit that can be handed off has anything to commit.
  package let manifest: Manifest?
  /// Where its artifacts stand, from the repository's root.
  package let artifacts: [RelativePath]
  /// Units that could not be handed off; the others were.
  package let failures: [Diagnostic]
  /// What a person should know and do before somebody commits it.
  package let notes: [String]

  /// Of a workspace where nothing but bad units is left.
  static func nothing(besides failures: [Diagnostic]) -> HandoffReport {
    HandoffReport(manifest: nil, artifacts: [], failures: failures, notes: [])
  }
}

/// A created handoff before, found among the others.
package struct HandoffListing: Sendable {
  package let id: String
  package let path: RelativePath
  package let state: State

  package enum State: Sendable {
    /// Readable, and how it compares with the repository.
    case known(Manifest, Stage)
    /// Not readable, and why.
    case damaged(String)
  }

  /// Where a handoff is in its life.
  package enum Stage: Hashable, Sendable {
    /// HEAD holds all of it; the commit that carries its trailer, where it is near.
    case committed(ObjectID?)
    /// The working tree is what was handed off.
    case current
    /// As current, with questions that are open.
    case draft
    /// Another one took its place.
    case superseded(by: String)
    /// These files have moved since.
    case stale([RelativePath])

    package var word: String {
      switch self {
      case .committed: "committed"
      case .current: "current"
      case .draft: "draft"
      case .superseded: "superseded"
      case .stale: "stale"
      }
    }

    /// Whether somebody may still commit it.
    var isOpen: Bool {
      switch self {
      case .committed, .superseded: false
      case .current, .draft, .stale: true
      }
    }
  }
}

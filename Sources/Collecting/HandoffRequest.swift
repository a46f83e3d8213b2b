package import Diagnostics
package import FileTrees
package import Handoffs

/// What a person wants to hand off, as typed.
package struct HandoffRequest: Sendable {
  /// Units by their id; every unit with something to commit if there is none.
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
  /// Why a check that failed is not an obstacle.
  package var allowFailed: String?

  package init() {}
}

/// A created handoff, or would be.
package struct HandoffReport: Sendable {
  /// Nil if no unit that can be handed off has anything to commit.
  package let manifest: Manifest?
  /// Where its artifacts are, from the repository's root.
  package let artifacts: [RelativePath]
  /// Units that could not be handed off; the others were.
  package let failures: [Diagnostic]
  /// What a person should know and do before someone commits it.
  package let notes: [String]

  package init(manifest: Manifest?, artifacts: [RelativePath], failures: [Diagnostic], notes: [String]) {
    self.manifest = manifest
    self.artifacts = artifacts
    self.failures = failures
    self.notes = notes
  }

  /// Of a workspace where nothing but bad units is left.
  package static func nothing(besides failures: [Diagnostic]) -> HandoffReport {
    HandoffReport(manifest: nil, artifacts: [], failures: failures, notes: [])
  }
}

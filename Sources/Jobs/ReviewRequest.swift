import Diagnostics
import FileTrees
package import Reviewing
package import Units
import Workspaces

/// What `tenon diff` is asked for.
package struct ReviewRequest: Sendable {
  /// `SKELETON/NAME`, or a name that is enough; everything if none is named.
  package var units: [String]
  package var comparison: Comparison
  /// Where to write the review as a page, as typed.
  package var htmlFile: String?
  /// Whether what tenon keeps of its units is shown file by file, and not only counted.
  package var showsRecords: Bool
  /// Answers that an update is to be shown with, before they are given.
  package var answers = GivenAnswers()

  package init(
    units: [String] = [], comparison: Comparison = .head, htmlFile: String? = nil, showsRecords: Bool = false
  ) {
    self.units = units
    self.comparison = comparison
    self.htmlFile = htmlFile
    self.showsRecords = showsRecords
  }

  /// Which two things are compared.
  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// What is committed against what is in the working tree.
    case head
    /// What tenon generated against what is there.
    case drift
    /// What is there against what an update would leave.
    case pending
  }
}

/// What differs, and what could not be compared.
package struct ReviewReport: Sendable {
  package let comparison: ReviewRequest.Comparison
  package let review: Review
  /// What tenon keeps for itself and is not shown file by file.
  package let folded: FoldedRecords
  /// What a person should know besides: what was left out, what an update could not merge.
  package let notes: [String]
}

/// The changes that one comparison found, before they are inspected.
struct FoundChanges: Sendable {
  var changes: [FileChange] = []
  /// The conflicts, with all sides.
  var conflicts: [ReviewPage.Conflict] = []
  var notes: [String] = []

  /// Leaves a unit out that cannot be read or generated, and reports why.
  mutating func leaveOut(_ unit: UnitID, because refreshed: RefreshedUnit) {
    guard case .unavailable(let findings, _) = refreshed.state else { return }
    notes += findings.diagnostics.map { "\(unit): \($0.message), left out" }
  }

  /// Leaves a path out, and reports why.
  mutating func leaveOut(_ path: RelativePath, because why: String) {
    notes.append("\(path): \(why), left out")
  }
}

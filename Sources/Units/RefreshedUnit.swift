package import Diagnostics
package import Planning
import Skeletons
package import Workspaces

/// A unit refreshed in memory: base, ours and theirs.
///
/// Every job takes a unit through this, so that all of them see the same.
package struct RefreshedUnit: Sendable {
  package let record: Record
  package let state: State

  /// What can be said of the unit now.
  package enum State: Sendable {
    /// Everything that planning needs is there.
    case ready(ReadyUnit)
    /// A newer version of the skeleton wrote the record than the one available, which must leave the unit alone.
    case ahead(UnitInput, why: String)
    /// It cannot be generated, and why; ours is known if it could be read.
    case unavailable(Findings, UnitInput?)
  }

  /// Base and ours, with theirs if that is known.
  package var input: UnitInput? {
    switch state {
    case .ready(let unit): unit.input
    case .ahead(let input, _): input
    case .unavailable(_, let input): input
    }
  }

  /// The same, or why not even that can be read.
  package func standing() throws(Findings) -> UnitInput {
    if let input { return input }
    guard case .unavailable(let findings, _) = state else { preconditionFailure("only these have no input") }
    throw findings
  }

  /// The unit ready for planning, or why it is not.
  package func ready() throws(Findings) -> ReadyUnit {
    switch state {
    case .ready(let unit): return unit
    case .unavailable(let findings, _): throw findings
    case .ahead(_, let why):
      throw Findings(
        Diagnostic(.data, why, hint: "use a version of tenon with the newer skeleton")
          .about(unit: record.unit.description))
    }
  }
}

/// A unit of which everything is known that planning needs.
package struct ReadyUnit: Sendable {
  package let found: FoundSkeleton
  package let design: UnitDesign
  package let input: UnitInput

  package init(found: FoundSkeleton, design: UnitDesign, input: UnitInput) {
    self.found = found
    self.design = design
    self.input = input
  }

  /// Files that the unit leaves out, and recorded answers that do not apply now, each a sentence.
  package var dormant: [String] {
    let skipped = design.target.answers.keys.compactMap(SkippedFiles.source).sorted()
    return skipped.map { "\($0) is skipped (--no-skip includes it again)" } + dormantAnswers
  }

  private var dormantAnswers: [String] {
    found.skeleton.dormant(design.target.answers, design.values).map { variable, condition in
      let words = design.target.answers[variable.name]?.words ?? ""
      return "the answer \(variable.name)=\(words) is unused: it applies only if \(condition)"
    }
  }
}

import Diagnostics
package import FileTrees
import Merging
package import Workspaces

/// Every step from the current working tree to the result, made in memory; nothing is written yet.
package struct Plan: Hashable, Sendable {
  package var units: [UnitPlan]

  package init(units: [UnitPlan]) { self.units = units }

  /// What is to be written, records and base blobs included; empty if everything is as it should be.
  ///
  /// The files that every workspace has are written once, with the first unit that needs them.
  package var changes: [Change] {
    let shared = TenonFolder.fixedFiles.map(\.path)
    var known: Set<RelativePath> = []
    return units.flatMap { unit in
      unit.changes.filter { !shared.contains($0.path) || known.insert($0.path).inserted }
    }
  }

  /// The files that need a person's decision; while there is one, nothing is written.
  package var conflicts: [FilePlan] { units.flatMap(\.conflicts) }

  package var isEmpty: Bool { units.allSatisfy(\.changes.isEmpty) }
}

/// The decisions on all files of one unit, and the changes that carry them out.
package struct UnitPlan: Hashable, Sendable {
  package let unit: UnitID
  package let intent: UnitPlanner.Intent
  package let destination: RelativePath?
  /// In reading order of the paths.
  package let files: [FilePlan]
  /// What is to be written: the files, then the record and its bases.
  package let changes: [Change]
  /// What will be remembered of it; nil if nothing is, or a decision is missing.
  package let record: Record?

  package init(
    unit: UnitID, intent: UnitPlanner.Intent = .update, destination: RelativePath?, files: [FilePlan],
    changes: [Change], record: Record? = nil
  ) {
    self.unit = unit
    self.intent = intent
    self.destination = destination
    self.files = files
    self.changes = changes
    self.record = record
  }

  package var conflicts: [FilePlan] { files.filter(\.needsDecision) }

  /// Whether a file of it needs a decision, so that nothing of the unit is written.
  package var isUndecided: Bool { files.contains(where: \.needsDecision) }

  /// Whether there is anything to write or to decide.
  package var changesSomething: Bool { !changes.isEmpty || !conflicts.isEmpty }
}

package import FileTrees
import Reviewing
package import Workspaces

/// What tenon keeps for itself and a review only counts.
package struct FoldedRecords: Hashable, Sendable {
  /// Units whose record or base changed.
  package var units: [UnitID] = []
  /// The fixed files of `.tenon` that changed.
  package var files: [RelativePath] = []

  package var isEmpty: Bool { units.isEmpty && files.isEmpty }

  /// The one line for all of it; nil if nothing is folded.
  package var words: String? {
    if isEmpty { return nil }
    let records = units.count == 1 ? "the record of \(units[0])" : "the records of \(units.count) units"
    let own = files.count == 1 ? "1 file" : "\(files.count) files"
    let parts = (units.isEmpty ? [] : [records]) + (files.isEmpty ? [] : ["\(own) of tenon's own"])
    return "\(parts.joined(separator: " and ")) also changed (--records shows them)"
  }
}

extension FoundChanges {
  /// Removes what is in the folders of units below `.tenon` and what tenon always writes beside them.
  mutating func foldRecords() -> FoldedRecords {
    let fixed = Set(TenonFolder.fixedFiles.map(\.path))
    var folded = FoldedRecords()
    var units: Set<UnitID> = []
    changes.removeAll { change in
      if fixed.contains(change.path) {
        folded.files.append(change.path)
        return true
      }
      guard let below = change.path.relative(to: TenonFolder.units) else { return false }
      let parts = (below.text ?? "").split(separator: "/")
      if parts.count > 2, let unit = try? UnitID(skeleton: String(parts[0]), name: String(parts[1])) {
        units.insert(unit)
      }
      return true
    }
    folded.units = units.sorted()
    return folded
  }
}

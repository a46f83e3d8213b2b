package import FileTrees

/// A file or folder that is gone, and one elsewhere that a person may have moved it to.
package struct MoveSuggestion: Hashable, Sendable {
  package let unit: UnitID
  package let old: RelativePath
  package let new: RelativePath

  package init(unit: UnitID, old: RelativePath, new: RelativePath) {
    self.unit = unit
    self.old = old
    self.new = new
  }
}

package import Diagnostics

/// A contradiction between facts, or between a fact and a file: a sentence and its place.
package struct InventoryFinding: Hashable, Sendable {
  package let message: String
  package let place: Place?

  package init(_ message: String, at place: Place? = nil) {
    self.message = message
    self.place = place
  }
}

package import Diagnostics

/// Something that the facts contradict each other in, or that a file says otherwise; a sentence, and where it stands.
package struct InventoryFinding: Hashable, Sendable {
  package let message: String
  package let place: Place?

  package init(_ message: String, at place: Place? = nil) {
    self.message = message
    self.place = place
  }
}

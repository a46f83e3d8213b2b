package import JSONCoding

extension Manifest {
  /// For who documents: what changed, where it is written down, and what was decided.
  package struct Scribe: Codable, Hashable, Sendable {
    package var changes: [Change]
    package var documents: [String]?
    /// Facts for an inventory, each an object of its own shape.
    package var inventory: [JSONValue]?
    package var decisions: [Decision]?

    package init(
      changes: [Change], documents: [String]? = nil, inventory: [JSONValue]? = nil,
      decisions: [Decision]? = nil
    ) {
      self.changes = changes
      self.documents = documents
      self.inventory = inventory
      self.decisions = decisions
    }

    package struct Change: Codable, Hashable, Sendable {
      package var subject: String
      package var text: String

      package init(subject: String, text: String) {
        self.subject = subject
        self.text = text
      }
    }

    package struct Decision: Codable, Hashable, Sendable {
      package var decision: String
      package var reason: String

      package init(_ decision: String, reason: String) {
        self.decision = decision
        self.reason = reason
      }
    }
  }
}

package import Diagnostics
import Skeletons

/// What a source states of one guest, node or network, each fact with the place where it states it.
package struct Statement: Hashable, Sendable {
  package let subject: Subject
  package let place: Place
  package var facts: [FactField: Fact] = [:]

  package enum Subject: Hashable, Sendable {
    case guest, node, network
  }

  package struct Fact: Hashable, Sendable {
    package let value: FactValue
    package let place: Place
  }

  package init(_ subject: Subject, at place: Place) {
    self.subject = subject
    self.place = place
  }

  /// A fact's value.
  package subscript(field: FactField) -> FactValue? { facts[field]?.value }

  mutating func state(_ field: FactField, _ value: FactValue?, at place: Place? = nil) {
    if let value = value?.ifAny { facts[field] = Fact(value: value, place: place ?? self.place) }
  }

  var id: Int? { self[.id]?.number }
  var name: String? { self[.name]?.text }
  var kind: Guest.Kind? { self[.kind]?.text.flatMap(Guest.Kind.init) }
}

/// Something of a source that did not become a fact, and why.
package struct LeftOut: Hashable, Sendable {
  package let place: Place
  /// What it is part of: a table, a row, a column, a cell, a host and the like.
  package let part: Part
  package let reason: String
  package let hint: String?
  /// Whether it should have been a fact, and could not be one; else it is merely none of the inventory's business.
  package let isRefused: Bool

  package enum Part: String, Hashable, Sendable {
    case table, row, column, cell, entry, fact
  }

  init(_ part: Part, _ reason: String, at place: Place, hint: String? = nil, isRefused: Bool = false) {
    self.part = part
    self.reason = reason
    self.place = place
    self.hint = hint
    self.isRefused = isRefused
  }
}

/// Everything that one source states, and everything of it that is not taken.
package struct SourceFacts: Hashable, Sendable {
  package var statements: [Statement] = []
  package var leftOut: [LeftOut] = []

  package init() {}

  /// In the order of the source; several may contradict each other.
  package func statements(of subject: Statement.Subject) -> [Statement] {
    statements.filter { $0.subject == subject }
  }
}

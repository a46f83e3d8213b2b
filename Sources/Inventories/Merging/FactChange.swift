package import Diagnostics

/// One difference between what the inventory keeps and what a source states.
package struct FactChange: Hashable, Sendable {
  /// `ct/102`, `node/lab`, `network/lan`.
  package let reference: String
  /// Its name in the inventory, else in the source.
  package let name: String
  package let what: What
  /// Where the source states it; nil if the source no longer does.
  package let place: Place?

  package enum What: Hashable, Sendable {
    /// It is new.
    case added
    /// A fact that was not stated.
    case filled(FactField, FactValue)
    /// A fact that is stated otherwise, taken only if it is accepted.
    case changed(FactField, from: FactValue, to: FactValue, isAccepted: Bool)
    /// Items of a list that the source does not have, removed only if that is accepted.
    case surplus(FactField, [String], isAccepted: Bool)
    /// It is not in the source any longer, and removed only if that is accepted.
    case vanished(isAccepted: Bool)
  }

  /// What a person names to accept it: `ct/102.address`, `ct/102`.
  package var acceptance: String {
    switch what {
    case .added, .vanished: reference
    case .filled(let field, _), .changed(let field, _, _, _), .surplus(let field, _, _):
      "\(reference).\(field.rawValue)"
    }
  }

  /// Whether inventory and source differ, and a person has not decided.
  package var isOpen: Bool { if case .changed(_, _, _, false) = what { true } else { false } }

  /// Whether the inventory is another one for it.
  package var isTaken: Bool {
    switch what {
    case .added, .filled: true
    case .changed(_, _, _, let isAccepted), .surplus(_, _, let isAccepted), .vanished(let isAccepted):
      isAccepted
    }
  }
}

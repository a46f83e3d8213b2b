/// What a handoff does to a unit: it decides what the lab-operator is told.
package enum UnitChange: String, Hashable, Sendable, Codable, CaseIterable {
  case added, changed, renamed, removed
}

/// An error that says itself: every error type of a room conforms beside its definition.
package protocol Diagnosable: Error {
  /// What to tell the person, the gravest first; never empty.
  var diagnostics: [Diagnostic] { get }
}

/// Several findings at once, such as all faults of one skeleton.
package struct Findings: Diagnosable, Hashable {
  package let diagnostics: [Diagnostic]

  /// Nil where there is nothing to say.
  package init?(_ diagnostics: [Diagnostic]) {
    if diagnostics.isEmpty { return nil }
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}

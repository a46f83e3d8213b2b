/// An error that describes itself: every error type of a room conforms next to its definition.
package protocol Diagnosable: Error {
  /// What to tell the person, the gravest first; never empty.
  var diagnostics: [Diagnostic] { get }
}

/// What a room found wrong, in words already: one fault or several at once, such as all faults of one skeleton.
package struct Findings: Diagnosable, Hashable {
  package let diagnostics: [Diagnostic]

  /// Nil if there are no findings.
  package init?(_ diagnostics: [Diagnostic]) {
    if diagnostics.isEmpty { return nil }
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }

  /// The findings of an error that describes itself.
  package init(_ error: some Diagnosable) {
    diagnostics = error.diagnostics
  }

  /// The same findings with a place where they have none.
  package func placed(at place: Place) -> Findings {
    Findings(trusted: diagnostics.map { $0.placed(at: place) })
  }

  /// The same findings about a unit, `SKELETON/NAME`, where they are about none yet.
  package func about(unit: String) -> Findings {
    Findings(trusted: diagnostics.map { $0.about(unit: unit) })
  }

  /// The same findings with a finer code where they have the general one of that code's kind.
  package func coded(_ finer: Diagnostic.Code) -> Findings {
    Findings(trusted: diagnostics.map { $0.coded(finer) })
  }

  /// The same findings with a hint where they have none.
  package func hinted(_ hint: String) -> Findings {
    Findings(
      trusted: diagnostics.map { found in
        guard found.hints.isEmpty else { return found }
        let hinted = Diagnostic(found.code, found.message, at: found.place, hint: hint)
        return found.unit.map(hinted.about) ?? hinted
      })
  }

  private init(trusted diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// Makes an attempt of a room below and takes its error over as findings.
package func diagnosing<Value: ~Copyable, Failure: Diagnosable>(
  _ attempt: () throws(Failure) -> Value
) throws(Findings) -> Value {
  do throws(Failure) {
    return try attempt()
  } catch {
    throw Findings(error)
  }
}

/// Makes an attempt, and gives its errors a finer code, as `Diagnostic.coded(_:)` does.
package func coding<Value: ~Copyable>(
  _ code: Diagnostic.Code, _ attempt: () throws(Findings) -> Value
) throws(Findings) -> Value {
  do throws(Findings) {
    return try attempt()
  } catch {
    throw error.coded(code)
  }
}

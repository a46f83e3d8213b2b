package import Testing

/// What a job was refused with: all of it, and the first of it, which decides the exit status.
package struct Refusal {
  package let diagnostics: [Diagnostic]

  package var code: Diagnostic.Code? { diagnostics.first?.code }
  package var message: String { diagnostics.first?.message ?? "" }
  package var place: String? { diagnostics.first?.place?.description }
  package var unit: String? { diagnostics.first?.unit }
  package var hints: [String] { diagnostics.flatMap(\.hints) }
  package var messages: [String] { diagnostics.map(\.message) }
}

/// Does what must be refused; an issue where it is not.
package func refusal(
  sourceLocation: SourceLocation = #_sourceLocation, _ job: () throws -> Void
) -> Refusal {
  do {
    try job()
    Issue.record("nothing was refused", sourceLocation: sourceLocation)
  } catch let error as any Diagnosable {
    return Refusal(diagnostics: error.diagnostics)
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
  }
  return Refusal(diagnostics: [])
}

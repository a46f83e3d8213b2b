package import Diagnostics

/// Everything found wrong in one reading, so that a person repairs a file once and not fault by fault.
package struct Faults: Sendable {
  /// In the order in which they were noted; `check()` sorts them by place.
  package private(set) var found: [Diagnostic] = []
  private var unsaid = 0

  /// The limit of reported faults: a hostile file must not produce endless output.
  private static let limit = 200

  package init() {}

  package var isEmpty: Bool { found.isEmpty }

  /// Whether further faults are only counted.
  package var isFull: Bool { found.count >= Self.limit }

  /// Notes a fault of the data; the hint is made only if it will be reported.
  package mutating func note(
    _ message: @autoclosure () -> String, at place: Place?,
    hint: @autoclosure () -> String? = nil
  ) {
    if isFull { unsaid += 1 } else { found.append(Diagnostic(.data, message(), at: place, hint: hint())) }
  }

  /// Takes over what someone else found, with a place if it has none.
  package mutating func note(_ error: some Diagnosable, at place: Place? = nil) {
    for diagnostic in error.diagnostics {
      note(
        Diagnostic(
          diagnostic.code, diagnostic.message, at: diagnostic.place ?? place, hints: diagnostic.hints))
    }
  }

  /// Notes a fault that is in words already.
  package mutating func note(_ diagnostic: Diagnostic) {
    if isFull { unsaid += 1 } else { found.append(diagnostic) }
  }

  /// Throws what was found, in the order of the lines.
  package func check() throws(Findings) {
    let sorted = found.enumerated().sorted { Self.comes($0, before: $1) }.map(\.element)
    let rest = unsaid > 0 ? [Diagnostic(.data, "and \(unsaid) more errors")] : []
    if let findings = Findings(sorted + rest) { throw findings }
  }

  private static func comes(
    _ left: EnumeratedSequence<[Diagnostic]>.Element, before right: EnumeratedSequence<[Diagnostic]>.Element
  ) -> Bool {
    key(left) < key(right)
  }

  private static func key(_ fault: EnumeratedSequence<[Diagnostic]>.Element) -> (String, Int, Int, Int) {
    let place = fault.element.place
    return (place?.path ?? "", place?.line ?? 0, place?.column ?? 0, fault.offset)
  }
}

/// One thing that went wrong, in words for a person: a sentence, a place, and what to do next.
///
/// Rendered as `error: PLACE: MESSAGE` and one `hint:` line a hint. The message has no final full stop.
package struct Diagnostic: Hashable, Sendable {
  package let code: Code
  package let message: String
  package let place: Place?
  package let hints: [String]
  /// The unit that it is about, `SKELETON/NAME`; nil if it is about none or about several.
  package private(set) var unit: String?

  package init(_ code: Code, _ message: String, at place: Place? = nil, hints: [String] = []) {
    self.code = code
    self.message = message
    self.place = place
    self.hints = hints
  }

  /// The same with a place if it has none.
  package func placed(at place: Place) -> Diagnostic {
    var placed = Diagnostic(code, message, at: self.place ?? place, hints: hints)
    placed.unit = unit
    return placed
  }

  package var kind: Kind { code.kind }

  /// The same with a finer code where it has the general one of that code's kind.
  package func coded(_ finer: Code) -> Diagnostic {
    guard code.isGeneral, code.kind == finer.kind else { return self }
    var coded = Diagnostic(finer, message, at: place, hints: hints)
    coded.unit = unit
    return coded
  }

  /// The same about a unit, where it is about none yet.
  package func about(unit name: String) -> Diagnostic {
    var told = self
    told.unit = unit ?? name
    return told
  }

  package init(_ code: Code, _ message: String, at place: Place? = nil, hint: String?) {
    self.init(code, message, at: place, hints: hint.map { [$0] } ?? [])
  }
}

extension Diagnostic {
  /// What sort of failure it is; each has one exit status, after `sysexits.h` where it has a word for it.
  package enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case conflict
    case usage
    case data
    case missing
    case fault
    case inTheWay = "in-the-way"
    case io
    case busy

    /// The exit status of a command that ends with this failure.
    package var exitStatus: Int32 {
      switch self {
      case .conflict: 2
      case .usage: 64
      case .data: 65
      case .missing: 66
      case .fault: 70
      case .inTheWay: 73
      case .io: 74
      case .busy: 75
      }
    }
  }
}

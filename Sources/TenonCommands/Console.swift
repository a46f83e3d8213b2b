import Diagnostics
import Glibc

/// Where words go: results to standard output, everything else to standard error.
///
/// A reader that closed the pipe has seen enough: the rest is dropped, and the command ends as it would have.
struct Console: Sendable {
  let streams: StandardStreams
  let usesColor: Bool
  /// Whether a person sits at both ends, so that a question can be asked.
  let isInteractive: Bool

  init(_ streams: StandardStreams, color: ColorChoice = .auto, environment: [String: String] = [:]) {
    self.streams = streams
    usesColor = color.isOn(environment: environment, isTerminal: isatty(streams.output) == 1)
    isInteractive = isatty(streams.input) == 1 && isatty(streams.errors) == 1
  }

  /// Writes a line of the result.
  func print(_ line: String) { print([line]) }

  /// Writes several lines of it in one piece: a large plan has tens of thousands.
  func print(_ lines: [String]) {
    if lines.isEmpty { return }
    var bytes: [UInt8] = []
    for line in lines {
      bytes += line.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    write(bytes)
  }

  /// Writes bytes of the result as they are.
  func write(_ bytes: [UInt8]) {
    clearProgress()
    streams.write(bytes)
  }

  /// Writes a line that is not a result: progress, a note, a question.
  func say(_ line: String, newline: Bool = true) {
    clearProgress()
    streams.note(line + (newline ? "\n" : ""))
  }

  /// Writes a diagnostic in its two forms of line, `error: …` and `hint: …`.
  func report(_ diagnostic: Diagnostic) {
    say("\(painted("error:", .red)) \(diagnostic.line)")
    for hint in diagnostic.hints { say("\(painted("hint:", .cyan)) \(hint)") }
  }

  func painted(_ text: String, _ paint: Paint) -> String {
    usesColor ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// The few colours that mean something, by their SGR parameters.
enum Paint: String {
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
  case bold = "1"
  case faint = "2"
}

extension Diagnostic {
  /// The message after its place, and after the unit if neither of the two names it.
  var line: String {
    let placed = (place.map { "\($0): " } ?? "") + message
    guard let unit, !placed.contains(unit) else { return placed }
    return "\(unit): \(placed)"
  }
}

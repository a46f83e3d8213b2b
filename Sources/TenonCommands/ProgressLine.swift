import Jobs
import JSONCoding

/// A line of `--progress json` on standard error, as `tenon.progress/1`: `started`, `unit` for each of them, `finished`.
struct ProgressLine: Codable {
  var schema = "tenon.progress/1"
  let event: Event
  let command: String
  let unit: String?
  /// Of the unit, from 1, and how many there are.
  let number: Int?
  let count: Int?
  let status: Int?

  enum Event: String, Codable, CaseIterable {
    case started, unit, finished
  }

  init(
    _ event: Event, of command: String, on progress: ProcessEnvironment.Progress? = nil, status: Int32? = nil
  ) {
    self.event = event
    self.command = command
    unit = progress?.unit
    number = progress?.number
    count = progress?.count
    self.status = status.map(Int.init)
  }
}

extension Console {
  /// Says how far a command is; what cannot be written is no reason to stop.
  func say(_ line: ProgressLine) {
    guard let bytes = try? encodeJSON(line, pretty: false) else { return }
    say(String(decoding: bytes, as: UTF8.self))
  }
}

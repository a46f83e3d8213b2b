import Collecting
import FileTrees
import Jobs
import JSONCoding
import Units
import Workspaces

/// A line of `--progress json` on standard error, as `tenon.progress/1`: `started`, then what the command
/// begins with, then `finished`.
struct ProgressLine: Codable {
  var schema = "tenon.progress/1"
  let event: Event
  let command: String
  let unit: String?
  let path: String?
  /// A linter that `handoff create --run-checks` runs.
  let check: String?
  /// Of the unit, file, check or set of answers, from 1, and how many there are.
  let number: Int?
  let count: Int?
  let status: Int?

  enum Event: String, Codable, CaseIterable {
    case started, unit, file, check, answers, finished
  }

  /// The command begins, or has ended with a status.
  init(_ event: Event, of command: String, status: Int32? = nil) {
    self.init(event: event, command: command, status: status.map(Int.init))
  }

  /// The command begins with something.
  init(_ progress: ProcessEnvironment.Progress, of command: String) {
    let (event, unit, path, check): (Event, String?, String?, String?) =
      switch progress.subject {
      case .unit(let unit): (.unit, unit.description, nil, nil)
      case .file(let path): (.file, nil, path.description, nil)
      case .check(let name): (.check, nil, nil, name)
      case .answers: (.answers, nil, nil, nil)
      }
    self.init(
      event: event, command: command, unit: unit, path: path, check: check, number: progress.number,
      count: progress.count)
  }

  private init(
    event: Event, command: String, unit: String? = nil, path: String? = nil, check: String? = nil,
    number: Int? = nil, count: Int? = nil, status: Int? = nil
  ) {
    self.event = event
    self.command = command
    self.unit = unit
    self.path = path
    self.check = check
    self.number = number
    self.count = count
    self.status = status
  }
}

extension Console {
  /// Reports how far a command is; what cannot be written is no reason to stop.
  func say(_ line: ProgressLine) {
    guard let bytes = try? encodeJSON(line, pretty: false) else { return }
    say(String(decoding: bytes, as: UTF8.self))
  }
}

package import Diagnostics
import Disk
package import FileTrees
import Glibc
package import Planning
package import Workspaces

/// What a job knows of the process it runs in: taken once, at the door, so that the rooms below need to ask no one.
package struct ProcessEnvironment: Sendable {
  /// The folder that arguments are relative to; absolute.
  package private(set) var directory: String
  package let environment: [String: String]
  /// Seconds since 1970; `SOURCE_DATE_EPOCH` where it is set.
  package private(set) var now: Int
  /// The descriptor of standard input, which a file called `-` is.
  package var input = STDIN_FILENO
  /// Receives the progress of long jobs; nil without a receiver.
  package var progress: (@Sendable (Progress) -> Void)?

  package init(directory: String, environment: [String: String]) {
    self.directory = directory
    self.environment = environment
    now = Self.clock(environment)
  }

  private static func clock(_ environment: [String: String]) -> Int {
    environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) } ?? time(nil)
  }

  /// The same process, some time later.
  package func asOfNow() -> ProcessEnvironment {
    var later = self
    later.now = Self.clock(environment)
    return later
  }

  /// How far a job is: it begins with the thing of this number.
  package struct Progress: Sendable {
    package let subject: Subject
    /// From 1.
    package let number: Int
    package let count: Int

    /// What it begins with.
    package enum Subject: Sendable, CustomStringConvertible {
      case unit(UnitID)
      case file(RelativePath)
      /// A linter, by its name.
      case check(String)
      /// One set of answers that a skeleton is rendered with.
      case answers

      package var description: String {
        switch self {
        case .unit(let unit): unit.description
        case .file(let path): path.description
        case .check(let name): name
        case .answers: "sets of answers"
        }
      }
    }
  }

  /// Tells that the job begins with something; of files with each hundredth one, since there may be very many.
  package func tellProgress(_ subject: Progress.Subject, _ index: Int, of count: Int) {
    if case .file = subject, !index.isMultiple(of: 100) { return }
    progress?(Progress(subject: subject, number: index + 1, count: count))
  }

  /// Looks once at the folder, the environment and the clock.
  package static func ofThisProcess() throws(Findings) -> ProcessEnvironment {
    ProcessEnvironment(
      directory: try diagnosing { () throws(DiskError) in try currentFolder() },
      environment: processEnvironment())
  }

  /// The same process as if it had been started in `folder`, which must exist.
  package func entering(_ folder: String?) throws(Findings) -> ProcessEnvironment {
    guard let folder else { return self }
    guard let resolved = canonicalFolder(absolute(folder)) else {
      throw Findings(Diagnostic(.noFile, "there is no folder '\(quoted(folder))'"))
    }
    var entered = self
    entered.directory = resolved
    return entered
  }

  /// A path as typed, made absolute; nothing about it is looked up.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : directory + "/" + path
  }

  /// A file of answers that a person named; `-` is standard input.
  package func answersFile(
    _ name: String, limit: Int = answersLimit
  ) throws(Findings) -> GivenAnswers.File {
    let path = name == "-" ? name : absolute(name)
    let bytes = try diagnosing { () throws(DiskError) in
      try readGivenFile(path, limit: limit, standardInput: input)
    }
    return GivenAnswers.File(name: name == "-" ? "standard input" : name, bytes: bytes)
  }

  /// The text of a file that a person named, without the newline at its end.
  package func text(_ name: String) throws(Findings) -> String {
    let file = try answersFile(name)
    guard let text = String(validating: file.bytes, as: UTF8.self) else {
      throw Findings(Diagnostic(.data, "it is not UTF-8", at: Place(file.name)))
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// A file of decisions on conflicts that a person named; `-` is standard input.
  package func decisions(_ name: String) throws(Findings) -> Decisions {
    let path = name == "-" ? name : absolute(name)
    let bytes = try diagnosing { () throws(DiskError) in
      try readGivenFile(path, limit: 8 << 20, standardInput: input)
    }
    return try coding(.invalidDecision) { () throws(Findings) in
      try Decisions(reading: bytes, named: name == "-" ? "standard input" : name)
    }
  }

  /// The folder of the user's configuration after the XDG base directory specification, or nil without a home.
  package var configurationFolder: String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/tenon" }
    return environment["HOME"].map { $0 + "/.config/tenon" }
  }

  /// The limit of an answers file, in bytes.
  package static let answersLimit = 1 << 20
  /// A list of units with the answers of each.
  package static let unitsLimit = 32 << 20
}

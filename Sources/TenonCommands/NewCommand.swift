import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Units

/// `tenon new`: lays out a unit.
struct NewCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Create a unit from a skeleton.",
    discussion: """
      NAME sets the variable 'name'; built-in skeletons need nothing else. If a file already exists with different \
      contents, nothing is written (73) unless --on-conflict sets how to resolve it.

      --units creates many units at once, all of them or none. The file is a YAML or JSON list with the answers of \
      each unit; 'unit: { as, into }' sets its id and destination.
      """
  )

  @OptionGroup var common: CommonOptions
  @OptionGroup var unit: UnitOptions
  @OptionGroup var answers: AnswerOptions
  @OptionGroup var write: WriteOptions

  @Option(
    help: ArgumentHelp(
      "Create every unit of a list, from a YAML or JSON file, or from standard input with -.",
      valueName: "file"))
  var units: String?

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = try unit.request(answers, write, in: opened.process)
    if let units {
      try checkMany()
      let list = try opened.process.answersFile(units, limit: ProcessEnvironment.unitsLimit)
      return try console.show(try layOut(list, like: request, in: opened), of: "new", asJSON: common.json)
    }
    let outcome = try layOut(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "new", asJSON: common.json)
  }
}

extension NewCommand {
  /// Throws if something is named that every unit of a list has for itself.
  private func checkMany() throws(Findings) {
    let named = [unit.name == nil ? nil : "NAME", unit.as == nil ? nil : "--as"].compactMap(\.self)
    if named.isEmpty { return }
    throw Findings(
      Diagnostic(
        .usage, "--units cannot be used with \(named.joined(separator: " or "))",
        hint: "each unit of the list has its own: - { name: web, unit: { as: front } }"))
  }
}

/// `tenon adopt`: takes hand-written files under management.
struct AdoptCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Bring existing files under management without changing them.",
    discussion: """
      The skeleton's current output becomes the base, and existing files count as your edits of it: later updates merge. \
      Answers are inferred from the files where possible; --set overrides them.
      """
  )

  @OptionGroup var common: CommonOptions
  @OptionGroup var unit: UnitOptions
  @OptionGroup var answers: AnswerOptions
  @OptionGroup var write: WriteOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = try unit.request(answers, write, in: opened.process)
    let outcome = try adopt(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "adopt", asJSON: common.json)
  }
}

/// What names a new unit.
struct UnitOptions: ParsableArguments {
  @Argument(
    help: "Skeleton name or directory: ./skeletons/queue, ../repo@v1.2:skeletons/queue.",
    completion: Completions.skeletons)
  var skeleton: String

  @Argument(help: "Name of the unit.")
  var name: String?

  @Option(help: ArgumentHelp("Use this id for the unit if the default one is taken.", valueName: "id"))
  var `as`: String?

  @Option(help: ArgumentHelp("Destination directory of the unit.", valueName: "dir"))
  var into: String?

  func request(
    _ answers: AnswerOptions, _ write: WriteOptions, in process: ProcessEnvironment
  ) throws(Findings) -> NewRequest {
    NewRequest(
      skeleton: skeleton, name: name, id: `as`, into: into, answers: try answers.given(in: process),
      write: try write.request(in: process))
  }
}

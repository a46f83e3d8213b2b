import ArgumentParser
import Diagnostics
import Jobs

/// `tenon new`: lays out a unit.
struct NewCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Lay out a unit from a skeleton.",
    discussion: """
      NAME fills the variable 'name' and is enough for every built-in skeleton. A file that is there already and \
      differs is in the way (73), unless --on-conflict decides; nothing is written then.
      """
  )

  @OptionGroup var common: CommonOptions
  @OptionGroup var unit: UnitOptions
  @OptionGroup var answers: AnswerOptions
  @OptionGroup var write: WriteOptions

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = try unit.request(answers, write, in: opened.process)
    let outcome = try layOut(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "new", asJSON: common.json)
  }
}

/// `tenon adopt`: takes hand-written files under management.
struct AdoptCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Take hand-written files under management; changes none of them.",
    discussion: """
      What the skeleton generates now becomes the base, and what stands there your edits of it: later updates merge. \
      Answers are inferred where the files show them; --set overrules.
      """
  )

  @OptionGroup var common: CommonOptions
  @OptionGroup var unit: UnitOptions
  @OptionGroup var answers: AnswerOptions
  @OptionGroup var write: WriteOptions

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = try unit.request(answers, write, in: opened.process)
    let outcome = try adopt(request, in: opened, asking: console.questioner(common, in: opened))
    return try console.show(outcome, of: "adopt", asJSON: common.json)
  }
}

/// What names a new unit.
struct UnitOptions: ParsableArguments {
  @Argument(
    help: "The skeleton's name, or a folder: ./skeletons/queue, ../repo@v1.2:skeletons/queue.",
    completion: Completions.skeletons)
  var skeleton: String

  @Argument(help: "The unit's name.")
  var name: String?

  @Option(help: ArgumentHelp("Another id for the unit, where two would share one.", valueName: "id"))
  var `as`: String?

  @Option(help: ArgumentHelp("The destination folder itself.", valueName: "dir"))
  var into: String?

  func request(
    _ answers: AnswerOptions, _ write: WriteOptions, in process: ProcessEnvironment
  ) throws(Findings) -> NewRequest {
    NewRequest(
      skeleton: skeleton, name: name, id: `as`, into: into, answers: try answers.given(in: process),
      write: try write.request(in: process))
  }
}

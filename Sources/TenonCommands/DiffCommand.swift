import ArgumentParser
import Collecting
import Diagnostics
import GitReading
import Jobs
import Reviewing
import Texts
import Units

/// `tenon diff`: what changed, for a person to read and for `git apply` to take.
struct DiffCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show changes since the last commit, since generation, or those an update would make.",
    discussion: """
      Untracked files are shown as new; ignored files are left out. In a file or pipe the output is a patch for \
      git apply; on a terminal, control characters are escaped.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Units (default: everything).", completion: Completions.units)
  var units: [String] = []

  @Flag(help: "Versions to compare.")
  var comparison = ComparisonOption.head

  @Flag(help: "Show a diffstat instead of a patch.")
  var stat = false

  @Flag(name: .customLong("side-by-side"), help: "Show old and new lines side by side.")
  var sideBySide = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("With --pending: an answer to use for the update.", valueName: "variable=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Write the review as an HTML page.", valueName: "file"))
  var html: String?

  @Flag(help: "Show tenon's own records file by file instead of counting them.")
  var records = false

  @Flag(name: .customLong("exit-code"), help: "Exit with 1 if there are differences.")
  var exitCode = false

  func validate() throws {
    if !set.isEmpty, comparison != .pending {
      throw ValidationError("--set requires --pending: it shows what an update with other answers would do")
    }
  }

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    var request = ReviewRequest(
      units: units, comparison: comparison.comparison, htmlFile: html, showsRecords: records)
    request.answers = GivenAnswers(single: set)
    let report = try review(request, in: opened)
    if common.json {
      try console.write(document: try ReviewDocument(report))
    } else {
      for note in report.notes { console.say("note: \(note)") }
      if let line = report.folded.words { console.say(line) }
      try show(report.review, in: opened, on: console)
    }
    return exitCode && !(report.review.isEmpty && report.folded.isEmpty) ? 1 : 0
  }

  private func show(
    _ review: Review, in opened: OpenWorkspace, on console: Console
  ) throws(Findings) {
    if let html {
      console.print(
        "wrote \(quoted(html)):\(review.isEmpty ? " nothing changed" : review.summary.dropLast())")
    } else if stat {
      console.write(Array(review.terminalStat(width: console.width, colour: console.usesColor).utf8))
    } else if sideBySide {
      let text = review.sideBySide(width: console.width, colour: console.usesColor)
      page(Array(text.utf8), in: opened, on: console)
    } else if console.writesToTerminal || console.usesColor {
      let text = try diagnosing { () throws(GitError) in try review.terminalText(colour: console.usesColor) }
      page(Array(text.utf8), in: opened, on: console)
    } else {
      console.write(try diagnosing { () throws(GitError) in try review.patch() })
    }
  }
}

extension DiffCommand {
  /// Through the person's pager on a terminal, as git does it.
  private func page(_ text: [UInt8], in opened: OpenWorkspace, on console: Console) {
    if !text.isEmpty, let pager = Pager(for: opened, on: console), pager.show(text) { return }
    console.write(text)
  }
}

/// The three comparisons as flags of which one holds.
enum ComparisonOption: String, EnumerableFlag {
  case head, drift, pending

  var comparison: ReviewRequest.Comparison {
    switch self {
    case .head: .head
    case .drift: .drift
    case .pending: .pending
    }
  }

  static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .head: "Compare the working tree with HEAD."
    case .drift: "Show your edits since the files were generated."
    case .pending: "Show what an update would change; conflicts are shown with markers."
    }
  }
}

import ArgumentParser
import Diagnostics
import GitReading
import Jobs
import Reviewing
import Workspaces

/// `tenon diff`: what changed, for a person to read and for `git apply` to take.
struct DiffCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed: since the last commit, since it was generated, or by an update.",
    discussion: """
      Untracked files count as new ones, ignored files do not count. Written to a file or a pipe it is a patch that \
      git apply takes; on a terminal, control characters are spelled out.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The units, everything where none is named.", completion: Completions.units)
  var units: [String] = []

  @Flag(help: "What to compare.")
  var comparison = ComparisonOption.head

  @Flag(help: "Show a table of files instead of their lines.")
  var stat = false

  @Flag(name: .customLong("side-by-side"), help: "Show old and new lines beside each other.")
  var sideBySide = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("With --pending: an answer that the update is to have.", valueName: "variable=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Write a page for a browser to a file.", valueName: "file"))
  var html: String?

  @Flag(help: "Show what tenon keeps of its units file by file, which is only counted else.")
  var records = false

  @Flag(name: .customLong("exit-code"), help: "End with 1 where something differs.")
  var exitCode = false

  func validate() throws {
    if !set.isEmpty, comparison != .pending {
      throw ValidationError("--set goes with --pending: it shows what an update with other answers would do")
    }
  }

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    var request = ReviewRequest(
      units: units, comparison: comparison.comparison, htmlFile: html, showsRecords: records)
    request.answers = GivenAnswers(single: set)
    let report = try review(request, in: opened)
    if common.json {
      try console.write(document: try ReviewDocument(report))
    } else {
      for note in report.notes { console.say("note: \(note)") }
      if let line = Self.line(on: report.foldedRecords) { console.say(line) }
      try show(report.review, in: opened, on: console)
    }
    return exitCode && !(report.review.isEmpty && report.foldedRecords.isEmpty) ? 1 : 0
  }

  /// The one line for all that tenon keeps of its units.
  private static func line(on units: [UnitID]) -> String? {
    if units.isEmpty { return nil }
    let count = units.count == 1 ? "the record of \(units[0])" : "the records of \(units.count) units"
    return "\(count) changed too (--records shows what tenon keeps below .tenon)"
  }

  private func show(
    _ review: Review, in opened: borrowing OpenWorkspace, on console: Console
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
  private func page(_ text: [UInt8], in opened: borrowing OpenWorkspace, on console: Console) {
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
    case .head: "The working tree against HEAD: what a commit of everything would hold. The default."
    case .drift: "What you edited since it was generated."
    case .pending: "What an update would change; conflicts stand between markers."
    }
  }
}

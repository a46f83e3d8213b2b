import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Handoffs
import Jobs
import Units

/// `tenon handoff show`: one handoff.
struct HandoffShowCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a handoff: a summary, Markdown, or the manifest with --json.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "Handoff id (or a unique prefix), or a manifest file.")
  var handoff: String

  @Flag(help: "Print the whole handoff as Markdown.")
  var markdown = false

  @Flag(help: "List tenon's records file by file instead of counting them.")
  var records = false

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Write the manifest to a file (Markdown if its name ends in .md).",
      valueName: "file"))
  var file: String?

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let manifest = try showHandoff(handoff, in: opened)
    if let file {
      let isText = file.hasSuffix(".md") || markdown
      let bytes =
        isText ? Array(HandoffMarkdown(of: manifest, showingRecords: records).text.utf8) : try manifest.json()
      try save(bytes, to: file, in: opened)
      console.say(
        "wrote \(quoted(file)); 'tenon handoff verify \(quoted(file))' reads a manifest from any location")
      return 0
    }
    if common.json {
      console.write(try manifest.json())
    } else if markdown {
      console.write(Array(HandoffMarkdown(of: manifest, showingRecords: records).text.utf8))
    } else {
      for line in lines(of: manifest, on: console) { console.print(line) }
    }
    return 0
  }

  private func lines(of manifest: Manifest, on console: Console) -> [String] {
    let section = manifest.roles.labOperator
    let records = manifest.files.filter { $0.path.components.first?.elementsEqual(".tenon".utf8) == true }
    let files = manifest.files.filter { self.records || !records.contains($0) }.map(Self.line)
    let rest =
      records.isEmpty || self.records
      ? [] : ["  and \(HandoffView.counted(records.count)) of tenon's records in .tenon"]
    let questions = manifest.openQuestions ?? []
    return HandoffView.heading(of: manifest, on: console) + files + rest
      + ["commit: \(HandoffView.shown(manifest.roles.librarian.commit.header))"]
      + Self.list("deploy", section.steps.map(\.title))
      + Self.list("roll back", section.rollback.map(\.title))
      + Self.list("document", manifest.roles.scribe.changes.map(\.subject))
      + Self.list("open questions", questions)
  }

  private static func line(for file: Manifest.File) -> String {
    let letter =
      switch file.status {
      case .added: "A"
      case .modified: "M"
      case .deleted: "D"
      }
    return "  \(letter) \(file.path)"
  }

  private static func list(_ name: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["\(name):"] + items.map { "  \(HandoffView.shown($0))" }
  }
}

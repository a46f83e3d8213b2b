import ArgumentParser

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Run as if tenon was started in this directory.", valueName: "dir"))
  var directory: String?

  @Flag(help: "Print a JSON document instead of text.")
  var json = false

  @Option(help: ArgumentHelp("Use colours: auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Option(
    help: ArgumentHelp("Report progress on stderr: json, one document per line.", visibility: .hidden))
  var progress: ProgressForm?
}

/// How progress is told.
enum ProgressForm: String, ExpressibleByArgument, CaseIterable {
  case json
}

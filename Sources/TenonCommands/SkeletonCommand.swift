import ArgumentParser
import Diagnostics
import FileTrees
import Jobs
import Skeletons
import Workspaces

/// `tenon skeleton`: the catalogue.
struct SkeletonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skeleton",
    abstract: "What can be laid out: list, show, check and begin skeletons.",
    subcommands: [
      SkeletonListCommand.self, SkeletonShowCommand.self, SkeletonCheckCommand.self,
      SkeletonSchemaCommand.self,
      SkeletonNewCommand.self,
    ]
  )
}

/// `tenon skeleton list`: every skeleton within reach.
struct SkeletonListCommand: CatalogueCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show every skeleton within reach, the workspace's own before yours before the built-in ones.",
    discussion: "Of two with one name the first is used, and the other one says so."
  )

  @OptionGroup var common: CommonOptions

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    let skeletons = try listSkeletons(catalogue)
    if common.json {
      try console.write(document: SkeletonListDocument(skeletons))
    } else {
      for line in SkeletonListView(skeletons: skeletons, console: console).lines { console.print(line) }
    }
    return 0
  }
}

/// `tenon skeleton show`: one skeleton for a person.
struct SkeletonShowCommand: CatalogueCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a skeleton asks, what it lays out and how to use it.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The skeleton's name, or a folder.", completion: Completions.skeletons)
  var skeleton: String

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    let found = try catalogue.find(skeleton, from: process.directory)
    if common.json {
      try console.write(document: SkeletonDocument(found))
    } else {
      for line in SkeletonView(found: found, typed: skeleton, console: console).lines { console.print(line) }
    }
    return 0
  }
}

/// `tenon skeleton schema`: the JSON Schema of a skeleton's answers.
struct SkeletonSchemaCommand: CatalogueCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a skeleton's answers.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The skeleton's name, or a folder.", completion: Completions.skeletons)
  var skeleton: String

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    console.write(try catalogue.find(skeleton, from: process.directory).skeleton.schemaBytes())
    return 0
  }
}

/// `tenon skeleton check`: for whoever writes a skeleton.
struct SkeletonCheckCommand: CatalogueCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Find every fault of a skeleton, and render it with its defaults and every two choices together."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The skeleton's folder, or a name of the catalogue.", completion: Completions.skeletons)
  var skeleton: String

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    let trial = try checkSkeleton(skeleton, of: catalogue, in: process)
    if common.json {
      try console.write(document: SkeletonCheckDocument(trial))
    } else {
      show(trial, on: console)
    }
    return trial.faults.isEmpty ? 0 : Diagnostic.Kind.data.exitStatus
  }

  private func show(_ trial: SkeletonTrial, on console: Console) {
    for fault in trial.faults { console.report(fault) }
    for remark in trial.remarks {
      console.say(
        "\(console.painted("note:", .yellow)) \(remark.place.map { "\($0): " } ?? "")\(remark.message)")
    }
    let name = "\(trial.skeleton.name) \(trial.skeleton.version)"
    let sets = trial.combinations == 1 ? "1 set of answers" : "\(trial.combinations) sets of answers"
    let faults = trial.faults.count == 1 ? "1 fault" : "\(trial.faults.count) faults"
    console.print("\(name): \(sets), \(trial.files) files, \(trial.faults.isEmpty ? "no fault" : faults)")
  }
}

/// `tenon skeleton new`: begins a skeleton of one's own.
struct SkeletonNewCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a skeleton of your own with a small working one.",
    discussion: "It is written below the workspace's first folder of skeletons, or below skeletons/."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The skeleton's name.")
  var name: String

  @Option(help: ArgumentHelp("The skeleton's folder itself.", valueName: "dir"))
  var into: String?

  @Flag(name: .customLong("dry-run"), help: "Write nothing; show what would be written.")
  var dryRun = false

  func perform(in opened: borrowing OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let start = try startSkeleton(name, into: into, in: opened, isDryRun: dryRun)
    if common.json {
      try console.write(document: SkeletonStartDocument(start, isWritten: !dryRun))
      return 0
    }
    for file in start.files { console.print("  create  \(file)") }
    if dryRun {
      console.print("dry run: \(start.files.count) files would be written")
      return 0
    }
    let use = start.isListed ? start.name : "./\(start.folder)"
    console.say("next: tenon skeleton check \(use)")
    console.say("next: tenon new \(use) web --dry-run")
    if !start.isListed {
      let parent = start.folder.parent?.description ?? "."
      console.say("next: skeletons: [{ path: \(parent) }] in .tenon/workspace.yaml lets its name be enough")
    }
    return 0
  }
}

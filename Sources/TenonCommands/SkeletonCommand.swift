import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Skeletons
import Units
import Workspaces

/// `tenon skeleton`: the catalogue.
struct SkeletonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skeleton",
    abstract: "List, show, check and create skeletons.",
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
    abstract: "List available skeletons: those of the workspace, yours, and the built-in ones.",
    discussion: "If two skeletons share a name, the first wins; the others are marked as shadowed."
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
    commandName: "show", abstract: "Show a skeleton's variables, files and examples.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "Skeleton name or directory.", completion: Completions.skeletons)
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

  @Argument(help: "Skeleton name or directory.", completion: Completions.skeletons)
  var skeleton: String

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    console.write(try catalogue.find(skeleton, from: process.directory).skeleton.schemaBytes())
    return 0
  }
}

/// `tenon skeleton new`: begins a skeleton of one's own.
struct SkeletonNewCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Create a skeleton from a small working example.",
    discussion: "It is written to the workspace's first skeleton directory, or to skeletons/."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Name of the skeleton.")
  var name: String

  @Option(help: ArgumentHelp("Directory of the skeleton.", valueName: "dir"))
  var into: String?

  @Flag(name: .customLong("dry-run"), help: "Show what would be written without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
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
      console.say(
        "next: skeletons: [{ path: \(parent) }] in .tenon/workspace.yaml makes the skeleton available by name"
      )
    }
    return 0
  }
}

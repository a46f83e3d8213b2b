import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Skeletons
import Units
import Workspaces

/// `tenon skeleton check`: for authors of skeletons.
struct SkeletonCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a skeleton, render it with every pair of choices and run its tests.",
    discussion: """
      Generated files of a known format are parsed. A test is a directory in the skeleton's tests/ with answers.yaml \
      and, below expected/, the files that these answers must generate.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Skeleton directory or name.", completion: Completions.skeletons)
  var skeleton: String

  @Flag(help: "Record the current output of the tests as expected; create a test where there is none.")
  var record = false

  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32 {
    guard record else {
      let catalogue = try process.reachableCatalogue { console.say(onOpening: $0) }
      return try report(
        try checkSkeleton(skeleton, of: catalogue, in: process), recorded: [], on: console)
    }
    let opened = try OpenWorkspace(in: process)
    console.say(onOpening: opened)
    let recording = try recordSkeletonTests(skeleton, in: opened)
    return try report(recording.trial, recorded: recording.files, on: console)
  }

  private func report(
    _ trial: SkeletonTrial, recorded: [RelativePath], on console: Console
  ) throws(Findings) -> Int32 {
    if common.json {
      try console.write(document: SkeletonCheckDocument(trial, recorded: recorded))
    } else {
      for file in recorded { console.print("  record  \(file)") }
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
    let files = trial.files == 1 ? "1 file" : "\(trial.files) files"
    let tests = trial.tests == 0 ? "" : trial.tests == 1 ? ", 1 test" : ", \(trial.tests) tests"
    let faults = trial.faults.count == 1 ? "1 error" : "\(trial.faults.count) errors"
    console.print(
      "\(name): \(sets), \(files)\(tests), \(trial.faults.isEmpty ? "no errors" : faults)")
  }
}

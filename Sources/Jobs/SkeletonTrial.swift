package import Diagnostics
import Disk
import FileTrees
import Rendering
import Secrets
package import Skeletons
package import Units
package import Workspaces

/// What `tenon skeleton check` found in a skeleton that could be read.
package struct SkeletonTrial: Sendable {
  package let skeleton: Skeleton
  /// How many sets of answers it was rendered with.
  package let combinations: Int
  /// How many files came of them.
  package let files: Int
  /// How many tests of its own it has.
  package let tests: Int
  /// What keeps it from being used, each with the answers that show it; tests that fail are among it.
  package let faults: [Diagnostic]
  /// What could be better.
  package let remarks: [Diagnostic]
}

/// Reads a skeleton, renders it with its defaults and with every two choices together, and runs the tests that it has.
///
/// `text` is a folder, or a name of the catalogue. A skeleton that cannot be read is thrown, with all its faults.
package func checkSkeleton(
  _ text: String, of catalogue: SkeletonCatalogue, in process: ProcessEnvironment
) throws(Findings) -> SkeletonTrial {
  let found = try findSkeleton(text, of: catalogue, in: process)
  return SkeletonTrial(of: found.skeleton, SkeletonTests(try catalogue.tests(of: found))) {
    process.tellProgress(.answers, $0, of: $1)
  }
}

/// The skeleton in a folder that a person named, or of that name.
func findSkeleton(
  _ text: String, of catalogue: SkeletonCatalogue, in process: ProcessEnvironment
) throws(Findings) -> FoundSkeleton {
  let isFolder = !text.contains("/") && folderExists(at: process.absolute(text))
  return try catalogue.find(isFolder ? "./" + text : text, from: process.directory)
}

extension SkeletonTrial {
  /// `tell` learns which set of answers is tried, from 0, and of how many.
  package init(
    of skeleton: Skeleton, _ tests: SkeletonTests = .none, telling tell: (Int, Int) -> Void = { _, _ in }
  ) {
    var trials = Trials(skeleton: skeleton)
    trials.run(telling: tell)
    self.skeleton = skeleton
    combinations = trials.count
    files = trials.files
    self.tests = tests.all.count
    faults = trials.faults + tests.faults + tests.all.flatMap { $0.faults(of: skeleton) }
    remarks = SkeletonRemarks(skeleton).remarks
  }
}

/// The renderings of one skeleton.
private struct Trials {
  let skeleton: Skeleton
  var count = 0
  var files = 0
  var faults: [Diagnostic] = []
  private var said: Set<String> = []

  init(skeleton: Skeleton) { self.skeleton = skeleton }

  mutating func run(telling tell: (Int, Int) -> Void) {
    for variable in skeleton.variables where variable.needsAnswer && variable.sample == nil {
      note(
        Diagnostic(
          .data, "variable '\(variable.name)' has neither a default nor an example",
          at: variable.place,
          hint: "add an 'example'"))
    }
    for variable in skeleton.variables where [.map, .objects].contains(variable.kind) {
      tryExample(of: variable)
    }
    guard faults.isEmpty else { return }
    let sets = AnswerCombinations(of: skeleton).pairwise()
    for (index, answers) in sets.enumerated() {
      tell(index, sets.count)
      attempt(answers, in: .trial)
    }
    // A skeleton that iterates over the inventory must do without one, too.
    let needsGuest = skeleton.variables.contains { $0.kind == .guest && $0.needsAnswer }
    if skeleton.usesInventory, !needsGuest, let plain = sets.first { attempt(plain, in: Inventory()) }
  }

  /// The example of a map or of objects, of which answers are made.
  private mutating func tryExample(of variable: Variable) {
    guard let example = variable.example else { return }
    do throws(Findings) {
      _ = try skeleton.leaves(example, at: variable.name)
    } catch {
      for diagnostic in error.diagnostics {
        note(Diagnostic(diagnostic.code, "example of \(diagnostic.message)", at: variable.place))
      }
    }
  }

  private mutating func attempt(_ answers: [String: Answer], in inventory: Inventory) {
    count += 1
    do throws(Findings) {
      try render(answers, in: inventory)
    } catch {
      for diagnostic in error.diagnostics { note(diagnostic, with: answers) }
    }
  }

  private mutating func render(_ answers: [String: Answer], in inventory: Inventory) throws(Findings) {
    let values = try skeleton.values(given: answers, inventory: inventory)
    let rendition = try Renderer.render(skeleton, values)
    files += rendition.files.count
    for file in rendition.files { check(file, with: answers) }
  }

  private mutating func check(_ file: RenderedFile, with answers: [String: Answer]) {
    let bytes = file.entry.content?.stored ?? []
    for finding in credentialFindings(in: bytes, at: file.path.description) {
      let place = Place(finding.path, line: finding.line)
      note(Diagnostic(.credential, "it looks like \(finding.what)", at: place), with: answers)
    }
    do throws(Findings) {
      try checkSyntax(of: bytes, at: file.path)
    } catch {
      for diagnostic in error.diagnostics { note(diagnostic, with: answers) }
    }
  }

  /// Reports each fault once, with the first answers that show it.
  private mutating func note(_ fault: Diagnostic, with answers: [String: Answer] = [:]) {
    let place = fault.place.map { "\($0)" } ?? ""
    guard said.insert(place + fault.message).inserted else { return }
    let shown = answers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.words)" }
    let hints = shown.isEmpty ? fault.hints : fault.hints + ["with \(quoted(shown.joined(separator: " ")))"]
    faults.append(Diagnostic(fault.code, fault.message, at: fault.place, hints: hints))
  }
}

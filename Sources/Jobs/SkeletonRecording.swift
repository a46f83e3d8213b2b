package import Diagnostics
package import FileTrees
import Planning
import Skeletons
package import Units
import Workspaces

/// What `tenon skeleton check --record` wrote.
package struct SkeletonRecording: Sendable {
  package let trial: SkeletonTrial
  /// What was written or deleted, from the workspace's root.
  package let files: [RelativePath]
}

/// Records what each test of a skeleton lays out now as what it expects, then checks the skeleton.
///
/// A skeleton without tests gets one, `default`, with the answers that it needs. Its folder must be in the workspace.
package func recordSkeletonTests(
  _ text: String, in opened: OpenWorkspace
) throws(Findings) -> SkeletonRecording {
  let found = try findSkeleton(text, of: opened.catalogue, in: opened.process)
  let folder = try SkeletonRecordingFolder(opened).folder(of: found)
  var tests = SkeletonTests(try opened.catalogue.tests(of: found))
  var changes: [Change] = []
  if tests.all.isEmpty, tests.faults.isEmpty {
    let path = try folder.adding("tests/default/\(SkeletonTest.answersName)")
    let answers = found.skeleton.neededAnswers
    changes.append(Change(path: path, before: .absent, after: .file(answers, executable: false)))
    let answersPath = try RelativePath.root.adding("default/\(SkeletonTest.answersName)")
    let tree = FileTree([answersPath: .file(Content(answers), executable: false)])
    tests = SkeletonTests((files: tree, folder: "\(folder)/tests"))
  }
  for test in tests.all {
    let outcome = try test.outcome(of: found.skeleton)
    let below = try folder.adding("tests/\(test.name)")
    changes += Set(outcome.paths + test.recorded.paths).sorted().compactMap { path in
      Change(recording: outcome[path], over: test.recorded[path], at: below.appending(path))
    }
  }
  if !changes.isEmpty {
    try opened.carryOut(changes, label: "skeleton check --record \(found.skeleton.name)")
  }
  let after = SkeletonTests(try opened.catalogue.tests(of: found))
  return SkeletonRecording(trial: SkeletonTrial(of: found.skeleton, after), files: changes.map(\.path))
}

extension Change {
  /// Nil if it is already as expected.
  fileprivate init?(recording new: Entry?, over old: Entry?, at path: RelativePath) {
    if let new, let old, new.isSame(as: old) { return nil }
    let after: Outcome =
      if let new { .file(new.content?.worktree ?? [], executable: new.isExecutable) } else { .absent }
    self.init(path: path, before: old?.worktreeState ?? .absent, after: after)
  }
}

/// Where the tests of a skeleton are written: in the workspace only.
struct SkeletonRecordingFolder: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The folder of a skeleton that is in the workspace.
  fileprivate func folder(of found: FoundSkeleton) throws(Findings) -> RelativePath {
    if case .folder(let path) = found.origin, let folder = try? RelativePath(path) { return folder }
    throw Findings(
      Diagnostic(
        .data, "'\(found.skeleton.name)' is outside the workspace, so nothing can be recorded",
        hint: "name a skeleton directory below \(workspace.root)"))
  }
}

extension Skeleton {
  /// A file of answers to the variables that need one, each with its example.
  fileprivate var neededAnswers: [UInt8] {
    let lines = variables.filter(\.needsAnswer).compactMap { variable in
      variable.sample.map { "\(variable.name): \(Literal.yaml($0.words))\n" }
    }
    return Array(("---\n" + lines.joined()).utf8)
  }
}

import Diagnostics
import FileTrees

/// The tests that a skeleton brings along: a folder each below its `tests/`.
package struct SkeletonTests: Sendable {
  /// By name.
  let all: [SkeletonTest]
  /// The diagnostic for something that is not a test.
  let faults: [Diagnostic]

  static let none = SkeletonTests((files: .empty, folder: ""))

  /// Reads what is below a folder `tests/`, which messages call `folder`.
  init(_ tests: (files: FileTree, folder: String)) {
    var all: [SkeletonTest] = []
    var faults: [Diagnostic] = []
    for name in Set(tests.files.paths.compactMap(\.topText)).sorted() {
      guard let folder = try? RelativePath(name), tests.files[folder] == nil else { continue }
      let place = "\(tests.folder)/\(name)"
      if let test = SkeletonTest(name, tests.files.below(folder), at: place) {
        all.append(test)
      } else {
        faults.append(
          Diagnostic(
            .data, "the test has no \(SkeletonTest.answersName)", at: Place(place),
            hint:
              "a test is a folder with \(SkeletonTest.answersName), inventory.yaml if needed, and expected/"
          ))
      }
    }
    self.all = all
    self.faults = faults
  }
}

extension RelativePath {
  /// The first component, where it is UTF-8.
  var topText: String? { components.first.flatMap { String(validating: $0, as: UTF8.self) } }
}

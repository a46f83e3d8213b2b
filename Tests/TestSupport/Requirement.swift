import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// Skips the test, and says which tools are missing, unless each is found.
  ///
  /// With `TENON_MISSING` naming a file, a line is added to it for each missing tool: `make test` ends with them.
  package static func requires(_ tools: String...) -> Self {
    let missing = tools.filter { findTool($0) == nil }
    for tool in missing { reportMissing(tool) }
    return .enabled(if: missing.isEmpty, "not tried, missing here: \(missing.joined(separator: ", "))")
  }

  /// Skips the test, and says why, unless the machine allows what it needs.
  package static func requires(_ need: String, _ isMet: @autoclosure () -> Bool) -> Self {
    let met = isMet()
    if !met { reportMissing(need) }
    return .enabled(if: met, "not tried, missing here: \(need)")
  }

  /// Runs the test in the long form of the suite only.
  package static var nightly: Self {
    .enabled(if: isNightly, "only in the long form: make test-nightly")
  }
}

/// Whether this is the long form of the suite.
package var isNightly: Bool { environment("TENON_NIGHTLY") != nil }

/// Whether every combination of the catalogue is to be tried, and not a sample: `make test-catalogue`.
package var isWholeCatalogue: Bool { environment("TENON_CATALOGUE") != nil }

/// Where a tool is: in the tests' virtual environment, else in PATH.
package func findTool(_ name: String) -> String? {
  searchPath.split(separator: ":").map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
}

/// The PATH of every test's programs: the virtual environment's tools come first.
package let searchPath = "\(projectRoot)/.venv/bin:" + (environment("PATH") ?? "/usr/bin:/bin")

private func reportMissing(_ need: String) {
  guard let list = environment("TENON_MISSING") else { return }
  appendLine(need, to: list)
}

/// One write at the end: the traits of all tests may add a line at once.
private func appendLine(_ line: String, to file: String) {
  if !FileManager.default.fileExists(atPath: file) {
    _ = FileManager.default.createFile(atPath: file, contents: nil)
  }
  guard let handle = FileHandle(forWritingAtPath: file) else { return }
  defer { try? handle.close() }
  _ = try? handle.seekToEnd()
  try? handle.write(contentsOf: Data("\(line)\n".utf8))
}

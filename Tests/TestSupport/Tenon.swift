import Foundation

/// The executable that is tested: `TENON_EXECUTABLE`, else the one built beside the tests.
package func tenonExecutable() throws -> String {
  if let named = environment("TENON_EXECUTABLE") { return URL(fileURLWithPath: named).path }
  let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  let beside = tests.deletingLastPathComponent().appending(path: "tenon").path
  guard FileManager.default.isExecutableFile(atPath: beside) else { throw NoExecutable(looked: beside) }
  return beside
}

/// Nothing to test: the executable has not been built.
package struct NoExecutable: Error, CustomStringConvertible {
  package let looked: String

  package var description: String { "no executable at \(looked): build it, or name one in TENON_EXECUTABLE" }
}

/// The folder of the package, from which the tests were built.
package let projectRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

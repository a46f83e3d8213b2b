import Foundation

extension Sandbox {
  /// Runs the built `tenon` in a folder of the sandbox, as every other program in it.
  @discardableResult
  package func tenon(
    _ arguments: String..., in folder: String = "repo", extra: [String: String] = [:], input: [UInt8]? = nil
  ) throws -> Finished {
    try tenon(arguments, in: folder, extra: extra, input: input)
  }

  /// Runs the built `tenon` with a list of arguments.
  @discardableResult
  package func tenon(
    _ arguments: [String], in folder: String = "repo", extra: [String: String] = [:], input: [UInt8]? = nil
  ) throws -> Finished {
    try run(try tenonExecutable(), arguments, in: folder, extra: extra, input: input)
  }
}

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

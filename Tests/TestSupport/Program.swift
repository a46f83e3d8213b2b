package import Foundation

/// A program that ran to its end.
package struct Finished: Sendable {
  package let status: Int32
  package let output: Data
  package let errors: Data

  package init(status: Int32, output: Data, errors: Data) {
    (self.status, self.output, self.errors) = (status, output, errors)
  }

  package var text: String { String(decoding: output, as: UTF8.self) }
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
  package var bytes: [UInt8] { Array(output) }
}

/// Runs a program with exactly this environment and waits for its end.
///
/// The executable is a name to look up in PATH or a path; without `input`, standard input is empty. A death by signal
/// counts as status 128 and the signal's number.
@discardableResult
package func runProgram(
  _ executable: String,
  _ arguments: [String],
  in folder: String,
  environment: [String: String] = [:],
  input: [UInt8]? = nil
) throws -> Finished {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [executable] + arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  process.environment = environment
  let files = try CapturedFiles(input: input ?? [])
  process.standardInput = files.input
  process.standardOutput = files.output
  process.standardError = files.errors
  try process.run()
  process.waitUntilExit()
  let status =
    process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  return try files.finished(status: status)
}

/// Standard streams as files: pipes of a chatty program would block, and descriptors would leak into other tests.
private struct CapturedFiles {
  let folder: URL
  let input: FileHandle
  let output: FileHandle
  let errors: FileHandle

  init(input bytes: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tenon-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appending(path: "input"))
    input = try FileHandle(forReadingFrom: folder.appending(path: "input"))
    output = try Self.fresh(folder.appending(path: "output"))
    errors = try Self.fresh(folder.appending(path: "errors"))
  }

  private static func fresh(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forUpdating: file)
  }

  func finished(status: Int32) throws -> Finished {
    defer { try? FileManager.default.removeItem(at: folder) }
    for handle in [input, output, errors] { try handle.close() }
    return Finished(
      status: status,
      output: try Data(contentsOf: folder.appending(path: "output")),
      errors: try Data(contentsOf: folder.appending(path: "errors"))
    )
  }
}

/// One variable of the test run's own environment.
package func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

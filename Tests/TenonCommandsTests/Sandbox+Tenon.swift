import Jobs
import TenonCommands
import TestSupport
import Units

extension Sandbox {
  /// Runs `tenon` in this process, in a folder of the sandbox and with the environment of every program in it.
  @discardableResult
  func tenon(
    _ arguments: String..., in folder: String = "repo", extra: [String: String] = [:], input: [UInt8]? = nil
  ) throws -> Finished {
    try tenon(arguments, in: folder, extra: extra, input: input)
  }

  /// Runs `tenon` in this process with a list of arguments.
  @discardableResult
  func tenon(
    _ arguments: [String], in folder: String = "repo", extra: [String: String] = [:], input: [UInt8]? = nil
  ) throws -> Finished {
    let process = ProcessEnvironment(
      directory: path(folder), environment: environment.merging(extra) { _, new in new })
    let given = try MemoryFile(input ?? [])
    let output = try MemoryFile()
    let errors = try MemoryFile()
    let streams = StandardStreams(
      input: given.descriptor, output: output.descriptor, errors: errors.descriptor)
    let status = TenonCommands.run(arguments, in: process, on: streams)
    return Finished(status: status, output: try output.contents(), errors: try errors.contents())
  }
}

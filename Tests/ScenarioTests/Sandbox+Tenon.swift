import TestSupport

extension Sandbox {
  /// Runs the built `tenon` in a folder of the sandbox, as every other program in it.
  @discardableResult
  func tenon(
    _ arguments: String..., in folder: String = "repo", extra: [String: String] = [:], input: [UInt8]? = nil
  ) throws -> Finished {
    try tenon(arguments, in: folder, extra: extra, input: input)
  }

  /// Runs the built `tenon` with a list of arguments.
  @discardableResult
  func tenon(
    _ arguments: [String], in folder: String = "repo", extra: [String: String] = [:], input: [UInt8]? = nil
  ) throws -> Finished {
    try run(try tenonExecutable(), arguments, in: folder, extra: extra, input: input)
  }
}

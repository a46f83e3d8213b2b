import Foundation

/// A folder of a test's own with its own HOME and git configuration, removed when the test ends.
///
/// Programs run in it see nothing of the machine but PATH: fixed clock, identity, locale and time zone.
package final class Sandbox: Sendable {
  /// The folder that holds everything; `home` and what a test makes lie below it.
  package let root: String

  /// With `inMemory` it lies on a memory file system where the machine has one, for tests that wait for the disk often.
  package init(config: String = "", inMemory: Bool = false) throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let parent =
      inMemory && FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    let folder = parent.appending(path: "tenon-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "home"), withIntermediateDirectories: true)
    root = folder.resolvingSymlinksInPath().path
    try write("home/.gitconfig", Self.gitConfig + config)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private static let gitConfig = """
    [user]
    \tname = Builder
    \temail = builder@example.com
    [init]
    \tdefaultBranch = main
    [commit]
    \tgpgSign = false
    [core]
    \tfsync = none

    """

  /// The environment of every program in the sandbox.
  package var environment: [String: String] {
    [
      "PATH": searchPath,
      "HOME": "\(root)/home", "TZ": "UTC", "LC_ALL": "C.UTF-8", "TERM": "dumb",
      "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z", "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
      "GIT_CONFIG_NOSYSTEM": "1", "SOURCE_DATE_EPOCH": "1767323045",
    ]
  }

  package func path(_ relative: String) -> String { "\(root)/\(relative)" }

  package func write(_ relative: String, _ text: String) throws { try write(relative, Array(text.utf8)) }

  /// Writes a file and the folders above it.
  package func write(_ relative: String, _ bytes: [UInt8], executable: Bool = false) throws {
    let file = URL(fileURLWithPath: path(relative))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    try FileManager.default.setAttributes(
      [.posixPermissions: executable ? 0o755 : 0o644], ofItemAtPath: file.path)
  }

  package func read(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  package func text(_ relative: String) throws -> String {
    String(decoding: try read(relative), as: UTF8.self)
  }

  package func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }

  /// Runs a program in a folder of the sandbox, with more variables where `extra` names them.
  @discardableResult
  package func run(
    _ executable: String, _ arguments: [String], in folder: String = "", extra: [String: String] = [:],
    input: [UInt8]? = nil
  ) throws -> Finished {
    try runProgram(
      executable, arguments, in: path(folder),
      environment: environment.merging(extra) { _, new in new }, input: input
    )
  }

  /// Runs git and throws where it fails.
  @discardableResult
  package func git(
    _ arguments: String..., in folder: String = "repo", input: [UInt8]? = nil
  ) throws -> Finished {
    let finished = try run("git", arguments, in: folder, input: input)
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
    return finished
  }

  /// A git repository made by the real git, by default without a commit.
  package func makeRepository(_ folder: String = "repo", _ options: String...) throws {
    try FileManager.default.createDirectory(atPath: path(folder), withIntermediateDirectories: true)
    _ = try run("git", ["init", "-q"] + options, in: folder)
  }

  /// Stages and commits everything.
  package func commitAll(_ message: String = "change", in folder: String = "repo") throws {
    try git("add", "-A", in: folder)
    try git("commit", "-q", "--allow-empty", "-m", message, in: folder)
  }
}

/// A program that was expected to succeed.
package struct ProgramFailure: Error, CustomStringConvertible {
  package let arguments: [String]
  package let finished: Finished

  package init(arguments: [String], finished: Finished) {
    self.arguments = arguments
    self.finished = finished
  }

  package var description: String {
    "\(arguments) ended with \(finished.status): \(finished.errorText)\(finished.text)"
  }
}

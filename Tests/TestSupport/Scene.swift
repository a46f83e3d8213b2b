import Foundation
package import Testing

/// A repository of its own, and a skeleton `queue` in the folder of the person's own skeletons.
///
/// How something is asked of it, the room that is tested says.
package struct Scene {
  package let sandbox: Sandbox

  /// With one commit; `files` are in it.
  package init(_ files: [String: String] = [:]) throws {
    sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try writeQueue()
    try write(["README.md": "# A laboratory\n"])
    try write(files)
    try commit("first")
  }

  // MARK: files

  /// Writes files of the repository.
  package func write(_ files: [String: String]) throws {
    for (path, text) in files { try sandbox.write("repo/\(path)", text) }
  }

  package func text(_ path: String) throws -> String { try sandbox.text("repo/\(path)") }

  package func exists(_ path: String) -> Bool { sandbox.exists("repo/\(path)") }

  package func delete(_ path: String) throws {
    try FileManager.default.removeItem(atPath: sandbox.path("repo/\(path)"))
  }

  package func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: sandbox.path("repo/\(path)"))
  }

  package func setPermissions(_ permissions: Int, of path: String) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions], ofItemAtPath: sandbox.path("repo/\(path)"))
  }

  /// Moves a file or folder as a person does, telling git nothing.
  package func move(_ old: String, to new: String) throws {
    let target = sandbox.path("repo/\(new)")
    try FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: sandbox.path("repo/\(old)"), toPath: target)
  }

  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("repo/\(path)"), withDestinationPath: target)
  }

  package func commit(_ message: String = "change") throws { try sandbox.commitAll(message) }

  @discardableResult
  package func git(_ arguments: String...) throws -> String {
    let finished = try sandbox.run("git", arguments, in: "repo")
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
    return finished.text
  }

  /// Every byte of the working tree, `.tenon` included, but not what tenon keeps of its own past.
  package func tree() throws -> Snapshot {
    try Snapshot(of: sandbox.path("repo")).without(".git").without(".tenon/state")
  }

  /// What a job changes in the working tree, a line a path.
  package func changes(of job: () throws -> Void) throws -> [String] {
    let before = try tree()
    try job()
    return try tree().differences(from: before)
  }

  /// Does what must leave every byte as it is, and gives what came of it.
  package func unchanged<Result>(
    sourceLocation: SourceLocation = #_sourceLocation, _ job: () throws -> Result
  ) throws -> Result {
    let before = try tree()
    let result = try job()
    #expect(try tree().differences(from: before) == [], sourceLocation: sourceLocation)
    return result
  }

  // MARK: the skeleton

  package static let queueVariables = """
    variables:
      name: { type: string, pattern: "[a-z][a-z0-9-]*", help: The queue, example: mail }
      size: { type: integer, min: 1, max: 99, default: 10, help: How many fit }
      kind: { type: choice, choices: [fifo, lifo], default: fifo, help: Which goes first }
      owner: { type: string, default: nobody, help: Who is called }
      log: { type: boolean, default: false, help: Whether it is logged }

    """

  /// Writes the skeleton; a later version of it says what is new.
  package func writeQueue(
    version: String = "1.0.0", variables: String = queueVariables, more: String = "", config: String? = nil
  ) throws {
    try writeSkeleton(
      "queue",
      """
      name: queue
      version: \(version)
      summary: A queue
      destination: queues/<% name %>
      \(variables)files:
        - { source: start, mode: "0755" }
        - { source: notes.md, keep: true }
        - { source: log.conf, when: { log: true } }
      \(more)
      """,
      [
        "queue.conf": config ?? "# <% name %>\n\nsize <% size %>\n\nkind <% kind %>\n\nowner <% owner %>\n",
        "start": "#!/bin/sh\nexec queue <% name %>\n",
        "notes.md": "# <% name %>\n",
        "log.conf": "log <% name %>\n",
      ])
  }

  /// Writes a skeleton into the folder of the person's own.
  package func writeSkeleton(_ name: String, _ declaration: String, _ files: [String: String] = [:]) throws {
    let folder = "home/.config/tenon/skeletons/\(name)"
    try sandbox.write("\(folder)/skeleton.yaml", declaration)
    for (path, text) in files { try sandbox.write("\(folder)/files/\(path)", text) }
  }

  /// The same with nothing to answer but its name, and one file.
  package func writeSmallSkeleton(
    _ name: String, destination: String, more: String = "", text: String = "<% name %>\n"
  ) throws {
    try writeSkeleton(
      name, smallSkeleton(name, destination: destination) + more, ["a.txt": text])
  }
}

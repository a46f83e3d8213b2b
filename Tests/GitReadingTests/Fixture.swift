import FileTrees
import Foundation
import GitReading
import TestSupport
import Texts

/// A sandbox with a repository in `repo`, made by the real git, and one that reads it through libgit2.
struct Fixture {
  let sandbox: Sandbox

  init(_ options: String..., config: String = "") throws {
    sandbox = try Sandbox(config: config)
    try FileManager.default.createDirectory(atPath: sandbox.path("repo"), withIntermediateDirectories: true)
    try sandbox.run("git", ["init", "-q"] + options, in: "repo")
  }

  func open(_ folder: String = "repo") throws -> GitRepository {
    try GitRepository(containing: sandbox.path(folder))
  }

  /// What git prints, without the final newline.
  @discardableResult
  func git(_ arguments: String..., in folder: String = "repo", input: [UInt8]? = nil) throws -> String {
    let finished = try sandbox.run("git", arguments, in: folder, input: input)
    guard finished.status == 0 else { throw GitFailure(arguments: arguments, words: finished.errorText) }
    return finished.text.hasSuffix("\n") ? String(finished.text.dropLast()) : finished.text
  }

  func write(_ path: String, _ text: String) throws { try sandbox.write("repo/\(path)", text) }

  /// Writes, stages and commits files.
  func commit(_ files: [String: String], _ message: String = "change") throws {
    for (path, text) in files { try write(path, text) }
    try sandbox.commitAll(message)
  }
}

/// A git command that was expected to succeed.
struct GitFailure: Error {
  let arguments: [String]
  let words: String
}

/// The reason why the closure failed, or nil where it did not.
func reason(_ body: () throws -> Void) -> GitError.Reason? {
  do {
    try body()
    return nil
  } catch {
    return (error as? GitError)?.reason
  }
}

extension GitRepository {
  /// The entry of a file that is surely as git last saw it; else nil.
  @available(*, noasync)
  func untouchedEntry(at path: RelativePath) throws(GitError) -> IndexEntry? {
    guard let position = try indexTable().position(of: path),
      try sights(at: [position]) == [.untouched]
    else { return nil }
    return try indexEntry(at: path)
  }
}

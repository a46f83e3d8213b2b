import Foundation
import Testing
import TestSupport

/// A scene in which commands are run in this process.
extension Scene {
  /// With a unit `queue/mail` that is committed; `files` are in the first commit.
  static func laidOut(_ files: [String: String] = [:]) throws -> Scene {
    let scene = try Scene(files)
    try scene.succeed("new", "queue", "mail")
    try scene.commit("feat: add mail")
    return scene
  }

  /// Runs a command, whatever comes of it.
  @discardableResult
  func tenon(
    _ arguments: String..., in folder: String = "repo", extra: [String: String] = [:], input: String? = nil
  ) throws -> Finished {
    try sandbox.tenon(arguments, in: folder, extra: extra, input: input.map { Array($0.utf8) })
  }

  /// Runs a command that must end with 0, and gives its output.
  @discardableResult
  func succeed(
    _ arguments: String..., in folder: String = "repo", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Finished {
    let finished = try sandbox.tenon(arguments, in: folder)
    #expect(finished.status == 0, "\(finished.errorText)", sourceLocation: sourceLocation)
    return finished
  }

  /// Runs a command and gives the document that it prints with `--json`.
  func document(
    _ arguments: String..., in folder: String = "repo", input: String? = nil
  ) throws -> Document {
    let finished = try sandbox.tenon(
      arguments + ["--json"], in: folder, input: input.map { Array($0.utf8) })
    return try Document(finished)
  }
}

/// One JSON document with the status of the command that printed it.
struct Document {
  let status: Int32
  let root: Any

  init(_ finished: Finished) throws {
    status = finished.status
    root = try JSONSerialization.jsonObject(with: finished.output)
  }

  private init(_ root: Any, status: Int32) { (self.root, self.status) = (root, status) }

  /// What is at a path of keys and indices, such as `files.0.path`; nil where nothing is.
  subscript(path: String) -> Any? {
    path.split(separator: ".").reduce(Optional(root)) { value, key in
      if let index = Int(key), let list = value as? [Any] {
        return list.indices.contains(index) ? list[index] : nil
      }
      return (value as? [String: Any])?[String(key)]
    }
  }

  func text(_ path: String) -> String? { self[path] as? String }
  func number(_ path: String) -> Int? { self[path] as? Int }
  func flag(_ path: String) -> Bool? { self[path] as? Bool }
  func count(_ path: String) -> Int? { (self[path] as? [Any])?.count }

  /// One member of each item of a list.
  func texts(_ path: String, _ member: String? = nil) -> [String] {
    ((self[path] as? [Any]) ?? []).compactMap { item in
      member.map { (item as? [String: Any])?[$0] as? String } ?? (item as? String)
    }
  }

  var keys: Set<String> { Set((root as? [String: Any])?.keys.map { $0 } ?? []) }
}

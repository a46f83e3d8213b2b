import Foundation
import Testing
import TestSupport

/// A repository with a unit in it, a skeleton that goes through versions, and a person who edits in between.
struct Life {
  let sandbox: Sandbox
  /// The clone that life goes on in.
  var folder = "repo"
  var random: SeededGenerator
  var skeleton: GrowingSkeleton
  var person = Person()

  /// Lays the unit out and commits it; a third of all lives convert line endings, in git's two ways.
  init(seed: Int) throws {
    random = SeededGenerator(seed: seed)
    skeleton = GrowingSkeleton(using: &random)
    sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    if seed % 3 == 1 { try sandbox.git("config", "core.autocrlf", "true") }
    try sandbox.write("repo/.gitignore", "*.local\n")
    if seed % 3 == 2 { try sandbox.write("repo/.gitattributes", "*.conf text=auto\n") }
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try skeleton.write(to: sandbox, at: "repo/skeletons/queue")
    try succeed("new", "queue", "mail")
    try sandbox.commitAll("Add mail")
  }

  /// The next version of the skeleton, and a few edits.
  mutating func goOn() throws {
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      try person.edit(sandbox, in: folder, likelyName: skeleton.likelyName, using: &random)
    }
    skeleton.grow(using: &random)
    try skeleton.write(to: sandbox, at: "\(folder)/skeletons/queue")
  }

  /// The arguments of an update that may change an answer as well.
  mutating func updateArguments() -> [String] {
    guard Int.random(in: 0...4, using: &random) == 0 else { return ["update", "--json"] }
    return ["update", "--json", "--set", "\(skeleton.variable)=given-\(skeleton.version)"]
  }

  func belongings() throws -> Belongings { try Belongings(of: folder, in: sandbox) }

  /// Every byte of the repository, but for the name of the last process that held the lock.
  func everything() throws -> Snapshot {
    try Snapshot(of: sandbox.path(folder)).without(".tenon/state/lock")
  }

  /// Every byte but git's and those by which tenon remembers how to go back.
  func tree() throws -> Snapshot {
    try Snapshot(of: sandbox.path(folder)).without(".git").without(".tenon/state")
  }

  func tenon(_ arguments: [String]) throws -> Finished { try sandbox.tenon(arguments, in: folder) }

  @discardableResult
  func succeed(_ arguments: String..., in other: String? = nil) throws -> Finished {
    let finished = try sandbox.tenon(arguments, in: other ?? folder)
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
    return finished
  }

  /// What tenon recorded of the unit.
  func record() throws -> RecordDocument {
    let bytes = try sandbox.read("\(folder)/.tenon/units/queue/mail/record.json")
    return try JSONDecoder().decode(RecordDocument.self, from: Data(bytes))
  }
}

/// A unit's record, as far as a law looks at it.
struct RecordDocument: Decodable {
  let files: [File]
  let base: String

  struct File: Decodable {
    let path: String
    let source: String
    let mode: String
    let blob: String
  }
}

import FileTrees
import Foundation
import TestSupport

/// Workspaces right before a command that writes, made once, and what the command makes of them when nothing fails.
final class FaultStage: Sendable {
  /// A command under attack: how its workspace comes to be, and what is run.
  enum Command: String, CaseIterable, Sendable {
    case new, update, remove, undo, redo

    var arguments: [String] {
      switch self {
      case .new: ["new", "./skeletons/unit", "web"]
      case .update: ["update"]
      case .remove: ["remove", "unit/web"]
      case .undo: ["undo"]
      case .redo: ["redo"]
      }
    }

    /// The commands before it.
    fileprivate var earlier: [Command] {
      switch self {
      case .new: []
      case .update, .remove: [.new]
      case .undo: [.new, .update]
      case .redo: [.new, .update, .undo]
      }
    }
  }

  let sandbox: Sandbox
  let command: Command
  let before: State
  let after: State

  init(_ command: Command) throws {
    sandbox = try Sandbox(inMemory: true)
    self.command = command
    try Self.makeWorkspace(in: sandbox)
    for step in command.earlier {
      if step == .update { try Self.age(in: sandbox) }
      try Self.succeed(step, in: sandbox)
      if step == .new { try Self.edit(in: sandbox) }
    }
    if command == .update { try Self.age(in: sandbox) }
    before = try State(of: "template", in: sandbox)
    try sandbox.moveIn("template", to: "twin")
    try Self.succeed(command, in: sandbox, at: "twin")
    after = try State(of: "twin", in: sandbox)
  }

  /// A copy of the workspace to do harm to.
  func copy(_ name: String) throws -> String {
    try sandbox.moveIn("template", to: name)
    return name
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: sandbox.path(name)) }

  private static func makeWorkspace(in sandbox: Sandbox) throws {
    try sandbox.makeRepository("template")
    let files = "template/skeletons/unit/files"
    try sandbox.write("template/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("\(files)/a.txt", "one\ntwo\nthree\nfour\nfive\n<% name %>\n")
    try sandbox.write("\(files)/gone/only.txt", "goes with version 2\n")
    try sandbox.write("\(files)/sub/run.sh", Array("#!/bin/sh\n".utf8), executable: true)
    try sandbox.write("template/README.md", "by hand\n")
    try sandbox.commitAll(in: "template")
  }

  /// What a person does to the unit.
  private static func edit(in sandbox: Sandbox) throws {
    try sandbox.write("template/units/web/a.txt", "ONE\ntwo\nthree\nfour\nfive\nweb\n")
    try sandbox.commitAll(in: "template")
  }

  /// Version 2 of the skeleton: a file changes, one goes with its folder, one comes, one is no longer executable.
  private static func age(in sandbox: Sandbox) throws {
    let unit = "template/skeletons/unit"
    let manifest = try sandbox.text("\(unit)/skeleton.yaml")
    try sandbox.write("\(unit)/skeleton.yaml", manifest.replacing("version: 1.0.0", with: "version: 2.0.0"))
    try sandbox.write("\(unit)/files/a.txt", "one\ntwo\nthree\nfour\nFIVE\n<% name %>\n")
    try FileManager.default.removeItem(atPath: sandbox.path("\(unit)/files/gone"))
    try sandbox.write("\(unit)/files/new/deep.txt", "came with version 2\n")
    try sandbox.write("\(unit)/files/sub/run.sh", "#!/bin/sh\n")
  }

  private static func succeed(_ command: Command, in sandbox: Sandbox, at folder: String = "template") throws
  {
    let finished = try sandbox.tenon(command.arguments, in: folder)
    guard finished.status == 0 else { throw ProgramFailure(arguments: command.arguments, finished: finished) }
  }
}

/// What a person and git see of a workspace: every file but tenon's state, and git's own words.
struct State: Equatable, Sendable {
  let files: Snapshot
  let status: String

  init(of folder: String, in sandbox: Sandbox) throws {
    files = try Snapshot(of: sandbox.path(folder)).without(".git").without(".tenon/state")
    status = try sandbox.git("status", "--porcelain", "-uall", in: folder).text
  }

  func differences(from other: State) -> [String] {
    files.differences(from: other.files) + (status == other.status ? [] : ["git says: \(status)"])
  }
}

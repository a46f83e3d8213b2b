import Applying
import Disk
import FileTrees
import Foundation
import GitReading
import TestSupport
import Texts

/// A small workspace and an apply in it that does everything an apply can do.
final class Bench: Sendable {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox(inMemory: true)
    try sandbox.write("w/README.md", "hand-written\n")
    try sandbox.write("w/roles/web/tasks/main.yml", "- old\n")
    try sandbox.write("w/roles/web/run.sh", "#!/bin/sh\n")
    try sandbox.write("w/roles/gone/only/file.txt", "to go\n")
    try sandbox.write("w/roles/kept/file.txt", "to go as well\n")
    try sandbox.write("w/roles/kept/mine.txt", "mine\n")
    try setMode("roles/web/tasks/main.yml", 0o640)
    try setMode("roles/gone/only", 0o711)
  }

  var root: String { sandbox.path("w") }

  /// Everything but what tenon keeps to itself.
  func snapshot() throws -> Snapshot {
    let seen = try Snapshot(of: root).without(".tenon/state")
    let hasMore = seen.items.keys.contains { $0.description.hasPrefix(".tenon/") }
    return hasMore ? seen : try seen.without(".tenon")
  }

  func folder() throws -> WorkspaceFolder { try WorkspaceFolder(at: root) }

  func setMode(_ path: String, _ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(root)/\(path)")
  }

  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")[.posixPermissions] as? Int
  }

  /// An expectation of what stands at a path now.
  func now(_ path: String) throws -> FileState {
    let folder = try folder()
    switch try folder.kind(at: RelativePath(path)) {
    case nil: return .absent
    case .folder: return .folder
    case .special: return .other
    case .symlink(let target): return .symlink(target: target)
    case .file(let executable, _):
      return .file(blobID(of: try folder.read(RelativePath(path), limit: 1 << 20)), executable: executable)
    }
  }

  func change(_ path: String, to text: String?, executable: Bool = false) throws -> Change {
    let after: Change.Outcome = text.map { .file(Array($0.utf8), executable: executable) } ?? .absent
    return Change(path: try RelativePath(path), before: try now(path), after: after)
  }

  /// Creates, replaces, makes executable and removes; makes folders and empties some.
  func changes() throws -> [Change] {
    [
      try change("roles/web/tasks/main.yml", to: "- new\n"),
      try change("roles/web/run.sh", to: "#!/bin/sh\n", executable: true),
      try change("roles/web/files/deep/new.txt", to: "new\n"),
      try change("roles/gone/only/file.txt", to: nil),
      try change("roles/kept/file.txt", to: nil),
      try change(".tenon/.gitignore", to: "/state/\n"),
      try change(".tenon/units/x/record.json", to: "{}\n"),
    ]
  }

  func apply(
    _ changes: [Change], isUndoable: Bool = true, interrupt: Interrupt? = nil
  ) throws -> ApplyReport {
    try Applying.apply(
      changes, in: folder(), label: "tenon update", isUndoable: isUndoable, patience: 60, interrupt: interrupt
    )
  }

  func undo(interrupt: Interrupt? = nil) throws -> UndoReport {
    try Applying.undo(in: folder(), label: "tenon undo", patience: 60, interrupt: interrupt)
  }

  func redo(interrupt: Interrupt? = nil) throws -> String {
    try Applying.redo(in: folder(), label: "tenon redo", patience: 60, interrupt: interrupt).label
  }

  /// The operation log, the latest first: numbers, and a minus before what was undone.
  func log() throws -> [Int] {
    try operationLog(in: folder()).map { $0.isUndone ? -$0.number : $0.number }
  }

  func recover(interrupt: Interrupt? = nil) throws -> Recovery? {
    try Applying.recover(in: folder(), patience: 60, interrupt: interrupt)
  }

  /// What stands in `.tenon/state`, which is nothing where nothing is kept.
  func state() throws -> [String] {
    let path = "\(root)/.tenon/state"
    return FileManager.default.fileExists(atPath: path)
      ? try FileManager.default.contentsOfDirectory(atPath: path).sorted() : []
  }
}

extension DiskOperation {
  /// Whether a file of a person's comes, goes or changes places.
  var touchesWorkingTree: Bool {
    switch self {
    case .move(let from, let to): [from, to].contains { !$0.description.hasPrefix(".tenon/state") }
    case .exchange: true
    default: false
    }
  }

  /// Whether everything is staged and nothing has moved yet: the draft of the journal is written.
  var writesJournal: Bool {
    if case .write(let path, _, _, _) = self { return path.description.hasSuffix("/journal.part") }
    return false
  }
}

/// Counts the operations of a run and makes some fail.
final class Trouble: @unchecked Sendable {
  var count = 0
  /// The number of the last operation that touched a file of the working tree.
  private(set) var lastFile = 0
  private let fails: (Int, DiskOperation) -> DiskError.Reason?

  init(_ fails: @escaping (Int, DiskOperation) -> DiskError.Reason? = { _, _ in nil }) { self.fails = fails }

  /// One operation fails, as on a disk with a bad spot.
  static func once(at fatal: Int) -> Trouble { Trouble { number, _ in number == fatal ? .broken : nil } }

  /// Everything fails from there on, so that nothing is put back: as if the process had been killed.
  static func forever(from fatal: Int) -> Trouble { Trouble { number, _ in number >= fatal ? .broken : nil } }

  /// A file system that cannot exchange two files, and the same trouble besides.
  var withoutExchange: Trouble {
    Trouble { [fails] number, operation in
      if let reason = fails(number, operation) { return reason }
      if case .exchange = operation { return .notSupported }
      return nil
    }
  }

  /// Where a file is moved by a link and a removal: a move that fails has made the link.
  func halfMoving(in root: String) -> Trouble {
    Trouble { [fails] number, operation in
      let reason = fails(number, operation)
      if reason != nil, case .move(let path, let target) = operation {
        _ = unsafe link("\(root)/\(path)", "\(root)/\(target)")
      }
      return reason
    }
  }

  var interrupt: Interrupt {
    { operation throws(DiskError) in
      defer { self.count += 1 }
      if operation.touchesWorkingTree { self.lastFile = self.count }
      if let reason = self.fails(self.count, operation) { throw DiskError(.write, nil, reason) }
    }
  }
}

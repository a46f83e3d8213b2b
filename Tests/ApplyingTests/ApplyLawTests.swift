import Applying
import FileTrees
import Foundation
import Testing
import TestSupport

/// Any changes to any tree, killed anywhere: before or after; and an undo gives everything back.
struct ApplyLawTests {
  private static let names = ["a", "b", "c d", "ü", "x.yml"]

  private static func path(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in names.randomElement(using: &generator) ?? "a" }
      .joined(separator: "/")
  }

  /// A tree without a file where another needs a folder.
  private static func tree(_ generator: inout SeededGenerator) -> [String: (text: String, executable: Bool)] {
    var tree: [String: (text: String, executable: Bool)] = [:]
    for _ in 0..<Int.random(in: 0...9, using: &generator) {
      let new = path(&generator)
      guard !tree.keys.contains(where: { $0.hasPrefix(new + "/") || new.hasPrefix($0 + "/") }) else {
        continue
      }
      tree[new] = ("\(Int.random(in: 0...3, using: &generator))\n", Bool.random(using: &generator))
    }
    return tree
  }

  private static func workspace(_ tree: [String: (text: String, executable: Bool)]) throws -> Bench {
    let bench = try Bench()
    for (path, file) in tree {
      try bench.sandbox.write("w/\(path)", Array(file.text.utf8), executable: file.executable)
    }
    return bench
  }

  /// From one random tree to another, as far as no folder has to give way to a file.
  private static func changes(
    from old: [String: (text: String, executable: Bool)], to new: [String: (text: String, executable: Bool)],
    in bench: Bench
  ) throws -> [Change] {
    let removed = old.keys.filter { new[$0] == nil }
    let arriving = new.filter { path, _ in !old.keys.contains { $0.hasPrefix(path + "/") } }
    return try removed.map { try bench.change($0, to: nil) }
      + arriving.map { try bench.change($0.key, to: $0.value.text, executable: $0.value.executable) }
  }

  @Test(arguments: seeds(40))
  func `killed anywhere, the tree is before or after, and undo and redo give all back`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let (old, new) = (Self.tree(&generator), Self.tree(&generator))
    let whole = try Self.workspace(old)
    let before = try whole.snapshot()
    let counter = Trouble()
    let report = try whole.apply(
      try Self.changes(from: old, to: new, in: whole), interrupt: counter.interrupt)
    let after = try whole.snapshot()
    if report != .nothing {
      _ = try whole.undo()
      #expect(try whole.snapshot().differences(from: before) == [])
      _ = try whole.redo()
      #expect(try whole.snapshot().differences(from: after) == [])
      _ = try whole.undo()
      #expect(try whole.snapshot().differences(from: before) == [])
    }
    let struck = try Self.workspace(old)
    let fatal = Int.random(in: 0...max(counter.count, 1), using: &generator)
    let trouble =
      Bool.random(using: &generator)
      ? Trouble.forever(from: fatal) : Trouble.forever(from: fatal).withoutExchange
    _ = try? struck.apply(try Self.changes(from: old, to: new, in: struck), interrupt: trouble.interrupt)
    _ = try struck.recover()
    let now = try struck.snapshot()
    #expect([before, after].contains(now), "\(now.differences(from: before))")
  }
}

import FileTrees
import Testing
import TestSupport

@testable import Units

/// Which missing file is taken for which one that is there, and where nobody can be sure.
struct MoveMatchingTests {
  private func path(_ text: String) throws -> RelativePath { try RelativePath(text) }

  private func matching(
    missing: [String: String], candidates: [String: String], standing: [String] = [], known: [String] = []
  ) throws -> MoveMatching {
    let all = Set(try (candidates.keys + known).map(path))
    return MoveMatching(
      missing: try missing.sorted { $0.key < $1.key }.map { (try path($0.key), Array($0.value.utf8)) },
      candidates: try candidates.sorted { $0.key < $1.key }.map { (try path($0.key), Array($0.value.utf8)) },
      known: all, standing: try standing.map(path))
  }

  private static let text = "one\ntwo\nthree\nfour\n"

  @Test func `the same content elsewhere is a move`() throws {
    let found = try matching(missing: ["u/a": Self.text], candidates: ["u/sub/b": Self.text]).result()
    #expect(found.moved == [try path("u/a"): try path("u/sub/b")])
    #expect(found.doubtful.isEmpty)
  }

  @Test func `half of the lines are enough, fewer are not`() throws {
    let half = "one\ntwo\nthree\nfive\n"
    let alike = try matching(missing: ["u/a": Self.text], candidates: ["u/b": half]).result()
    #expect(alike.moved.count == 1)
    let other = try matching(missing: ["u/a": Self.text], candidates: ["u/b": "one\n2\n3\n4\n"]).result()
    #expect(other.moved.isEmpty && other.doubtful.isEmpty)
  }

  @Test func `two that are alike are a doubt, and are said`() throws {
    let found = try matching(
      missing: ["u/a": Self.text], candidates: ["u/b": Self.text, "u/c": Self.text]
    ).result()
    #expect(found.moved.isEmpty)
    #expect(found.doubtful == [try path("u/a"): [try path("u/b"), try path("u/c")]])
  }

  @Test func `the same name decides between files of the same content`() throws {
    let found = try matching(
      missing: ["u/a": Self.text], candidates: ["u/sub/a": Self.text, "u/sub/b": Self.text]
    ).result()
    #expect(found.moved == [try path("u/a"): try path("u/sub/a")])
  }

  @Test func `two missing files never become one`() throws {
    let found = try matching(
      missing: ["u/a": Self.text, "u/b": Self.text], candidates: ["u/c": Self.text]
    ).result()
    #expect(found.moved.isEmpty)
  }

  @Test(arguments: [
    // (missing, candidate, what still stands, its twin)
    ("u/a", "copy/a", "u/b", "copy/b"),
    ("u/tests/a", "u/old/tests/a", "u/main", "u/old/main"),
    ("u/tests/a", "v/tests/a", "u/defaults/main", "v/defaults/main"),
    ("u/a", "u/bak/renamed", "u/b", "u/bak/b"),
  ])
  func `a copied folder is no move`(missing: String, candidate: String, standing: String, twin: String) throws
  {
    let copy = try matching(
      missing: [missing: Self.text], candidates: [candidate: Self.text], standing: [standing], known: [twin])
    #expect(copy.result().moved.isEmpty && copy.result().doubtful.isEmpty)
    let move = try matching(
      missing: [missing: Self.text], candidates: [candidate: Self.text], standing: [standing])
    #expect(move.result().moved.count == 1)
  }

  @Test(arguments: seeds(200))
  func `no file is taken twice, and what is taken is there`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let lines = ["a", "b", "c", "d"]
    func text() -> String {
      (0..<4).map { _ in (lines.randomElement(using: &generator) ?? "a") + "\n" }.joined()
    }
    let missing = Dictionary(uniqueKeysWithValues: (0..<4).map { ("u/\($0)", text()) })
    let candidates = Dictionary(uniqueKeysWithValues: (0..<5).map { ("u/sub/\($0)", text()) })
    let found = try matching(missing: missing, candidates: candidates).result()
    #expect(Set(found.moved.values).count == found.moved.count)
    #expect(found.moved.values.allSatisfy { candidates[$0.description] != nil })
    #expect(found.moved.keys.allSatisfy { missing[$0.description] != nil })
    #expect(Set(found.doubtful.keys).isDisjoint(with: found.moved.keys))
  }
}

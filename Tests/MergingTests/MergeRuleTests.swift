import Merging
import Testing

/// What a skeleton declares of lists, and what is never guessed.
struct MergeRuleTests {
  private let versions = "on:\n  versions:\n  - 1\n"

  private func with(_ lines: String) -> String { versions + lines }

  @Test func `a set takes what both sides added, and loses what one took away`() throws {
    let set = MergeRules.Declaration(path: ["on", "versions"], isUnordered: true, isSet: true)
    let sides = (with("  - 2\n"), with("  - 3\n"))
    #expect(!(try merged("x.yaml", versions, sides.0, sides.1)).isClean)
    #expect(try mergedText("x.yaml", versions, sides.0, sides.1, [set]) == with("  - 2\n  - 3\n"))
    #expect(
      try mergedText("x.yaml", with("  - 2\n"), "on:\n  versions:\n  - 2\n", with("  - 2\n  - 3\n"), [set])
        == "on:\n  versions:\n  - 2\n  - 3\n")
    #expect(try mergedText("x.yaml", versions, with("  - 2\n"), with("  - 2\n"), [set]) == with("  - 2\n"))
  }

  @Test(arguments: ["key", "job_name", "alert"])
  func `another identity tells elements apart only where it is declared`(key: String) throws {
    func text(_ first: Int, _ second: Int) -> String {
      "l:\n- \(key): a\n  v: \(first)\n  w: 0\n- \(key): b\n  v: \(second)\n  w: 0\n"
    }
    let moved = "l:\n- \(key): b\n  v: 1\n  w: 0\n- \(key): a\n  v: 1\n  w: 0\n"
    let identity = MergeRules.Declaration(path: ["l"], identity: key)
    #expect(!(try merged("x.yaml", text(1, 1), moved, text(2, 3))).isClean)
    #expect(
      try mergedText("x.yaml", text(1, 1), moved, text(2, 3), [identity])
        == "l:\n- \(key): b\n  v: 3\n  w: 0\n- \(key): a\n  v: 2\n  w: 0\n")
  }

  @Test func `a list without order takes two elements at one place`() throws {
    let base = "l:\n- {a: 1}\n"
    let rule = MergeRules.Declaration(path: ["**", "l"], isUnordered: true)
    #expect(!(try merged("x.yaml", base, base + "- {a: 2}\n", base + "- {a: 3}\n")).isClean)
    #expect(
      try mergedText("x.yaml", base, base + "- {a: 2}\n", base + "- {a: 3}\n", [rule])
        == base + "- {a: 2}\n- {a: 3}\n")
  }

  @Test func `a rule holds at its own path alone`() throws {
    let rule = MergeRules.Declaration(path: ["on", "*"], isUnordered: true, isSet: true)
    let other = versions.replacing("on:", with: "off:")
    #expect(try merged("x.yaml", versions, with("  - 2\n"), with("  - 3\n"), [rule]).isClean)
    #expect(!(try merged("x.yaml", other, other + "  - 2\n", other + "  - 3\n", [rule])).isClean)
  }

  @Test func `tables of an array are told apart by name or id, else by their place`() throws {
    func rules(_ elements: (String, Int)...) -> String {
      elements.map { "[[rules]]\nid = \"\($0.0)\"\nv = \($0.1)\n[rules.allow]\nw = 0\n" }.joined()
    }
    #expect(
      try mergedText(
        "x.toml", rules(("a", 1), ("b", 1)), rules(("n", 1), ("a", 2), ("b", 1)), rules(("a", 1), ("b", 3)))
        == rules(("n", 1), ("a", 2), ("b", 3)))
    #expect(
      !(try merged(
        "x.toml", rules(("a", 1)), rules(("a", 1), ("b", 1)), rules(("a", 1), ("c", 1)))).isClean)
    // Two that say nothing in common are two, never one.
    #expect(!(try merged("x.toml", "a = 1\n", "a = 1\n[[x]]\nb = 1\n", "a = 1\n[[x]]\nc = 1\n")).isClean)
  }

  @Test func `both may put the same in an entry's place, and one of them more`() throws {
    #expect(
      try mergedText("x.json", "{\n  \"a\": 1\n}\n", "{\n  \"b\": 2\n}\n", "{\n  \"b\": 2,\n  \"c\": 3\n}\n")
        == "{\n  \"b\": 2,\n  \"c\": 3\n}\n")
    #expect(!(try merged("x.json", "{\n  \"a\": 1\n}\n", "{\n  \"b\": 1\n}\n", "{\n  \"c\": 1\n}\n")).isClean)
  }

  @Test func `of comments that both added the longer ones stand`() throws {
    #expect(
      try mergedText(
        ".env", "A=1\n", "# one\nB=2\nA=1\n", "# one\nB=2\n# two\nA=1\n") == "# one\nB=2\n# two\nA=1\n")
    #expect(!(try merged(".env", "A=1\n", "# one\nA=2\n", "# two\nA=1\nB=1\n")).isClean)
  }
}

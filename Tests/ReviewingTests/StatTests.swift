import FileTrees
import Reviewing
import Testing
import TestSupport

struct StatTests {
  /// Git quotes no umlaut here, as tenon does not; renames are found by both.
  private func expectSameTable(_ pair: TreePair, width: Int = 80) throws {
    let sandbox = try Sandbox(config: "[core]\n\tquotePath = false\n[diff]\n\trenames = true\n")
    try sandbox.makeRepository()
    try sandbox.write(pair.old, below: "repo")
    try sandbox.commitAll()
    for path in pair.old.paths { try sandbox.git("rm", "-q", "--", path.text ?? "") }
    try sandbox.write(pair.new, below: "repo")
    try sandbox.git("add", "-A")
    let table = try sandbox.git("--literal-pathspecs", "diff", "--cached", "--stat=\(width)").text
    #expect(try Review(from: pair.old, to: pair.new).stat(width: width) == table, "\(pair.name)")
  }

  private func lines(_ count: Int, _ word: String = "x") -> Entry {
    .file((0..<count).map { "\(word)\($0)\n" }.joined())
  }

  @Test func `the table is the one that git prints`() throws {
    let long = "a/very/long/path/with/many/folders/in/it/that/goes/on/and/on/until/the/end.yml"
    try expectSameTable(try TreePair("one line", old: .file("a\n"), new: .file("b\n")))
    try expectSameTable(
      try TreePair("mode only", old: lines(3), new: .file("x0\nx1\nx2\n", executable: true)))
    try expectSameTable(try TreePair("empty", old: nil, new: .file("")))
    try expectSameTable(try TreePair("binary", old: .file("a\0"), new: .file("\0bcd")))
    try expectSameTable(try TreePair("many", old: lines(500), new: lines(250, "y")))
    try expectSameTable(try TreePair("long name", long, old: lines(5), new: lines(90, "y")))
    try expectSameTable(try TreePair("narrow", long, old: lines(5), new: lines(90, "y")), width: 40)
    try expectSameTable(
      TreePair(
        "several",
        old: try tree(["a": lines(3), "ü": lines(9), "d/b": lines(400), "gone": lines(2, "z")]),
        new: try tree(["a": lines(4), "ü": lines(8), "d/b": lines(10), "bin": .file("\0")])))
    try expectSameTable(
      TreePair(
        "moved", old: try tree(["roles/web/tasks/main.yml": lines(20)]),
        new: try tree(["roles/nginx/tasks/main.yml": lines(21)])))
    try expectSameTable(
      TreePair("moved deeper", old: try tree(["a": lines(20)]), new: try tree(["x/y/a": lines(20)])))
    try expectSameTable(
      TreePair("moved up", old: try tree(["a/b/c": lines(20)]), new: try tree(["a/c": lines(20)])))
  }

  @Test func `files are counted in words`() throws {
    let review = try Review(from: .empty, to: try tree(["a": .file("1\n"), "b": .file("1\n2\n")]))
    #expect(review.summary == " 2 files changed, 3 insertions(+)\n")
  }
}

import FileTrees
import Merging
import Testing
import Texts

/// Line endings, byte order mark and final newline merge by the table, and ours wins where both moved.
struct FidelityTests {
  private func merged(base: String, ours: String, theirs: String) throws -> String {
    let merge = try #require(
      try ContentMerge(base: Content(base), ours: Content(ours), theirs: Content(theirs)))
    #expect(merge.isClean)
    return String(decoding: try merge.favouring(.ours).stored, as: UTF8.self)
  }

  @Test func `line endings that the person changed stay, also on the skeleton's new lines`() throws {
    #expect(
      try merged(base: "1\n2\n3\n", ours: "1\r\n2\r\n3\r\n", theirs: "1\n2\nx\ny\n") == "1\r\n2\r\nx\r\ny\r\n"
    )
  }

  @Test func `line endings that the skeleton changed arrive, also on the person's new lines`() throws {
    #expect(
      try merged(base: "1\n2\n3\n", ours: "x\n1\n2\n3\n", theirs: "1\r\n2\r\n3\r\n")
        == "x\r\n1\r\n2\r\n3\r\n")
  }

  @Test func `where both changed them the person's stay`() throws {
    #expect(
      try merged(base: "1\n2\n3\n", ours: "1\r\n2\n3\r\n", theirs: "1\r\n2\r\nx\r\n") == "1\r\n2\nx\r\n")
  }

  @Test func `each line of a mixed file keeps its own ending`() throws {
    let mixed = "1\r\n2\n3\r\n4\n5\r\n"
    #expect(
      try merged(base: "1\n2\n3\n4\n5\n", ours: mixed, theirs: "1\n2\n3\nx\n5\n") == "1\r\n2\n3\r\nx\n5\r\n")
    #expect(try merged(base: mixed, ours: mixed + "6\n", theirs: "0\n" + mixed) == "0\n" + mixed + "6\n")
  }

  @Test func `a new line in a mixed file ends as the line before it`() throws {
    #expect(
      try merged(base: "1\n2\n3\n4\n", ours: "1\n2\r\n3\n4\n", theirs: "1\n2\nx\n3\n4\n")
        == "1\n2\r\nx\r\n3\n4\n")
  }

  @Test func `a final newline that one side changed is changed`() throws {
    #expect(try merged(base: "1\n2\n3\n", ours: "x\n2\n3", theirs: "1\n2\ny\n") == "x\n2\ny")
    #expect(try merged(base: "1\n2\n3", ours: "x\n2\n3", theirs: "1\n2\ny\n") == "x\n2\ny\n")
    #expect(try merged(base: "1\n2\n3", ours: "x\n2\n3\n", theirs: "1\n2\ny") == "x\n2\ny\n")
  }

  @Test func `a conflict at the end is decided without a newline that no side has`() throws {
    let merge = try #require(
      try ContentMerge(base: Content("1\n2"), ours: Content("1\nmine"), theirs: Content("1\nnew")))
    #expect(try merge.favouring(.ours) == Content("1\nmine"))
    #expect(try merge.favouring(.theirs) == Content("1\nnew"))
  }

  @Test func `a missing final newline is no conflict with a line added behind it`() throws {
    #expect(try merged(base: "1\n2\n", ours: "1\n2", theirs: "1\n2\n3\n") == "1\n2\n3")
  }

  @Test func `a byte order mark that one side changed is changed`() throws {
    #expect(
      try merged(base: "1\n2\n3\n", ours: "\u{FEFF}1\n2\n3\n", theirs: "1\n2\ny\n") == "\u{FEFF}1\n2\ny\n")
    #expect(
      try merged(base: "\u{FEFF}1\n2\n3\n", ours: "\u{FEFF}1\n2\nx\n", theirs: "1\n2\n3\n") == "1\n2\nx\n")
  }

  @Test func `blanks and tabs at the end of a line are content`() throws {
    #expect(try merged(base: "1\n2\n3\n", ours: "1  \n2\n3\n", theirs: "1\n2\n3\t\n") == "1  \n2\n3\t\n")
  }

  @Test func `a lone carriage return is content`() throws {
    #expect(try merged(base: "1\n2\n3\n", ours: "1\r2\n2\n3\n", theirs: "1\n2\ny\n") == "1\r2\n2\ny\n")
  }

  @Test func `a result is written with the endings that stand in the working tree`() throws {
    let ours = Content(stored: Array("x\n2\n3\n".utf8), worktree: Array("x\r\n2\r\n3\r\n".utf8))
    let merge = try #require(
      try ContentMerge(base: Content("1\n2\n3\n"), ours: ours, theirs: Content("1\n2\ny\n")))
    let result = try merge.favouring(.ours)
    #expect(String(decoding: result.stored, as: UTF8.self) == "x\n2\ny\n")
    #expect(String(decoding: result.worktree, as: UTF8.self) == "x\r\n2\r\ny\r\n")
  }

  @Test func `an update of an untouched file keeps the endings that stand in the working tree`() throws {
    let ours = Content(stored: Array("1\n".utf8), worktree: Array("1\r\n".utf8))
    let decision = try decide(
      base: .file("1\n"), ours: .file(ours, executable: false), theirs: .file("1\n2\n"))
    let result = Content(stored: Array("1\n2\n".utf8), worktree: Array("1\r\n2\r\n".utf8))
    #expect(decision == .update(.file(result, executable: false)))
  }

  @Test func `markers end as the lines around them`() throws {
    let merge = try #require(
      try ContentMerge(base: Content("1\n2\n"), ours: Content("1\r\nx\r\n"), theirs: Content("1\ny\n")))
    let marked = String(decoding: try merge.marked(MergeLabels()).stored, as: UTF8.self)
    #expect(marked.unicodeScalars.count { $0 == "\n" } == marked.unicodeScalars.count { $0 == "\r" })
  }
}

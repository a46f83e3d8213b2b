import FileTrees
import Merging
import Testing
import TestSupport
import Texts

struct MarkedConflictTests {
  private func marked(_ text: String) -> Bool { hasConflictMarkers(Array(text.utf8)) }

  @Test func `what git writes is found, in every style`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/base", "1\n")
    try sandbox.write("repo/ours", "2\n")
    try sandbox.write("repo/theirs", "3\n")
    for style in [[], ["--diff3"], ["--zdiff3"], ["--marker-size=12"]] {
      let text = try sandbox.run(
        "git", ["merge-file", "-p"] + style + ["ours", "base", "theirs"], in: "repo")
      #expect(hasConflictMarkers(text.bytes), "\(style)")
    }
  }

  @Test func `where it stands is told in lines`() {
    let text = "a\n<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs\nb\n"
    #expect(markedConflicts(in: Array(text.utf8)).map(\.firstLine) == [2])
    #expect(markedConflicts(in: Array(text.utf8)).map(\.lastLine) == [6])
  }

  @Test func `line endings of Windows hide nothing`() {
    #expect(marked("<<<<<<< HEAD\r\n1\r\n=======\r\n2\r\n>>>>>>> x\r\n"))
  }

  @Test func `what is left of a conflict counts`() {
    #expect(marked("1\n=======\n2\n>>>>>>> branch\n"))
    #expect(marked("<<<<<<< HEAD\n1\n"))
  }

  @Test(arguments: [
    "Title\n=======\n\nText\n", "Title\n<<<<<<<\n\nOther\n=======\n\nThird\n>>>>>>>\n",
    "> quoted\n>> twice\n",
    "  <<<<<<< indented\n", "a <<<<<<< b\n", "|||||||\n", "<<<<<< six\n",
    "|||||||||||||||\n===============\n", "",
    "cat <<<<<<<x\n", ">>>>>>>> eight levels of mail\n",
  ])
  func `headings, quotations and the like are no conflict`(text: String) { #expect(!marked(text)) }

  @Test func `a conflict among content that looks like one is marked longer, and found`() throws {
    let old = "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n"
    let merge = try #require(
      try ContentMerge(
        base: Content(old), ours: Content(old.replacing("1", with: "x")),
        theirs: Content(old.replacing("1", with: "y"))))
    #expect(merge.markerSize == 8)
    let text = try merge.marked(MergeLabels()).stored
    #expect(markedConflicts(in: text).count == 2)
  }
}

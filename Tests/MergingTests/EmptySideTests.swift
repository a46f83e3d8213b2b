import FileTrees
import Merging
import Testing
import Texts

/// A person emptied a file that the skeleton changed: an empty file has no line endings, no mark and no final newline,
/// and no say in them.
struct EmptySideTests {
  @Test(arguments: [
    ("1\n", "\u{FEFF}2\n"), ("\u{FEFF}1\n", "2\n"), ("1\n", "2\r\n"), ("1\r\n", "2\n"), ("1\n", "2"),
    ("1", "2\n"),
    ("1\r\n2\r\n", "1\r\n2\r\n3\n"), ("1\r\n2\r\n", "0\n1\r\n2\r\n"), ("1\n2\n", "1\n2\n3\r\n"),
    ("1\n", "\u{FEFF}2\r\n3"), ("a\r\nb\n", "a\r\nb\na\n"), ("1", "2\r\n3\n2\n"),
  ])
  func `whoever takes the skeleton's side gets it byte for byte`(base: String, theirs: String) throws {
    let merge = try #require(
      try ContentMerge(base: Content(base), ours: Content(""), theirs: Content(theirs)))
    #expect(!merge.isClean)
    #expect(String(decoding: try merge.favouring(.theirs).stored, as: UTF8.self) == theirs)
    #expect(try merge.favouring(.ours).stored == [])
  }
}

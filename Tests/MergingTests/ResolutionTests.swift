import FileTrees
import Merging
import Testing
import TestSupport
import Texts

/// Texts with each conflict decided for itself.
struct ResolutionTests {
  private func resolve(
    _ base: String, _ ours: String, _ theirs: String, _ resolutions: [TextMerge.Resolution]
  ) throws -> String {
    let merge = try #require(
      try ContentMerge(base: Content(base), ours: Content(ours), theirs: Content(theirs)))
    return String(decoding: try merge.resolving(resolutions).stored, as: UTF8.self)
  }

  private static let base = "a\nb\nc\nd\ne\n"

  @Test func `every hunk takes its own side`() throws {
    let result = try resolve(
      Self.base, "a\nB1\nc\nD1\ne\n", "a\nB2\nc\nD2\ne\n", [.theirs, .text(Array("by hand".utf8))])
    #expect(result == "a\nB2\nc\nby hand\ne\n")
  }

  @Test func `both are ours and then theirs, and a last line without an end gets one`() throws {
    #expect(try resolve("a", "x", "y", [.both]) == "x\ny")
    #expect(try resolve("a\nb\n", "a\nb\none\n", "a\nb\ntwo\n", [.both]) == "a\nb\none\ntwo\n")
  }

  @Test func `lines that a person wrote get the line endings of the file`() throws {
    let result = try resolve(
      "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n", "a\r\nX\r\nc\r\n", [.text(Array("1\n2\n".utf8))])
    #expect(result == "a\r\n1\r\n2\r\nc\r\n")
  }

  @Test func `the same side for every hunk is that side of the merge`() throws {
    let ours = "a\nB1\nc\nD1\ne\n"
    #expect(try resolve(Self.base, ours, "a\nB2\nc\nD2\ne\n", [.ours, .ours]) == ours)
  }
}

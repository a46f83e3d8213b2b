import FileTrees
import Merging
import Structures
import Testing
import TestSupport

/// What all versions have alike is not looked at again, and that decides nothing.
@Suite(.serialized) struct CommonPartsTests {
  @Test func `an alias that would stand for another anchor is a contradiction`() throws {
    let merge = try merged(
      "x.yaml", "a: &x 1\nb: 1\nd: 1\n", "a: &x 1\nb: &x 2\nd: 1\n", "a: &x 1\nb: 1\nc: *x\nd: 1\n")
    #expect(!merge.isClean)
  }

  @Test func `a comment between things that are alike is kept`() throws {
    let base = "a: 1\n# one\nb: 1\nc: 1\n"
    let text = try mergedText(
      "x.yaml", base, base.replacing("b: 1", with: "b: 2"), base.replacing("c: 1", with: "# two\nc: 2"))
    #expect(text == "a: 1\n# one\nb: 2\n# two\nc: 2\n")
  }

  @Test func `cells of a row are compared by their places`() throws {
    let base = "| a | b | c |\n|---|---|---|\n| x | 1 | 1 |\n"
    let text = try mergedText(
      "x.md", base, base.replacing("x | 1 | 1", with: "x | 2 | 1"),
      base.replacing("x | 1 | 1", with: "x | 1 | 2"))
    #expect(text == "| a | b | c |\n|---|---|---|\n| x | 2 | 2 |\n")
  }

  @Test func `lists that begin and end alike are compared in between`() throws {
    let base = "a: [1, 2, 3]\nl:\n- x\n- y\n- z\n"
    let text = try mergedText(
      "x.yaml", base, base.replacing("- y", with: "- y1"),
      base.replacing("[1, 2, 3]\nl", with: "[1, 2, 4]\nl"))
    #expect(text == "a: [1, 2, 4]\nl:\n- x\n- y1\n- z\n")
  }

  /// Four texts are read, and little more is done than that.
  @Test(arguments: DocumentWriter.Kind.allCases)
  func `a large text costs little more than to read it`(kind: DocumentWriter.Kind) throws {
    let writer = DocumentWriter(kind)
    let texts = (0..<3).map { side in writer.text(GeneratedDocument(sections: 500, keys: 4, changedBy: side))
    }
    let format = try #require(StructureFormat(fileName: writer.fileName))
    let bytes = texts.map { Array($0.utf8) }
    let reading = try fastest { _ = bytes.map { SourceTree($0, as: format)?.comments.count } }
    let merging = try fastest { _ = try merged(writer.fileName, texts[0], texts[1], texts[2]) }
    #expect(merging < reading * 4, "\(reading) to read three texts, \(merging) to merge them")
  }

  private func fastest(_ body: () throws -> Void) throws -> Duration {
    var best = Duration.seconds(600)
    for _ in 0..<3 { best = min(best, try processorTime { () throws in try body() }) }
    return best
  }
}

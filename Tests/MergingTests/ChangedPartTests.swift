import FileTrees
import Merging
import Structures
import Testing
import TestSupport
import Texts

/// Of a large text only what changed is read three times, and that decides nothing.
@Suite(.serialized) struct ChangedPartTests {
  private static let kinds = DocumentWriter.Kind.allCases.filter { $0 != .markdown }

  @Test(arguments: kinds, [0, 1, 2, 20, 37, 38, 39])
  func `what changed is merged wherever it stands`(kind: DocumentWriter.Kind, section: Int) throws {
    let writer = DocumentWriter(kind)
    let base = GeneratedDocument(sections: 40, keys: 5)
    func text(_ ours: Int, _ theirs: Int) -> String {
      writer.text(base.setting("s\(section)", "k2", to: ours).setting("s\(section)", "k3", to: theirs))
    }
    let merge = try merged(writer.fileName, text(1, 1), text(5, 1), text(1, 6))
    #expect(merge.isClean)
    #expect(try merge.favouring(.ours).stored == Array(text(5, 6).utf8))
  }

  @Test func `paths are those of the whole text`() throws {
    func text(_ image: String, _ port: Int) -> String {
      "services:\n"
        + (0..<40).map {
          "  s\($0):\n    image: \($0 == 20 ? image : "a")\n    port: \($0 == 20 ? port : 1)\n"
        }.joined()
        + "volumes:\n" + (0..<40).map { "  v\($0): {}\n" }.joined()
    }
    let merge = try merged("x.yaml", text("a", 1), text("b", 1), text("a", 2))
    #expect(merge.mergedPaths == ["services.s20.image", "services.s20.port"])
    #expect(try merge.favouring(.ours).stored == Array(text("b", 2).utf8))
  }

  @Test(arguments: kinds) func `what both sides added inside of a large text is there`(
    kind: DocumentWriter.Kind
  ) throws {
    let writer = DocumentWriter(kind)
    let base = GeneratedDocument(sections: 40, keys: 5)
    let (mine, other) = (base.setting("s20", "k5", to: 3), base.setting("s20", "k6", to: 4))
    let merge = try merged(writer.fileName, writer.text(base), writer.text(mine), writer.text(other))
    #expect(try merge.favouring(.ours).stored == Array(writer.text(mine.setting("s20", "k6", to: 4)).utf8))
    #expect(merge.isClean)
  }

  @Test func `a key that stands far away is still the same key`() throws {
    let lines = (0..<200).map { "K\($0)=1\n" }
    let base = lines.joined()
    let ours = base.replacing("K100=1\n", with: "K100=2\nN=1\n")
    let theirs = base.replacing("K100=1\n", with: "K100=1\nM=1\n")
    #expect(try merged(".env", base, ours, theirs).isClean)
    // Who says a key twice has no sound text, though the part that changed says it once.
    #expect(!(try merged(".env", base, ours.replacing("N=1", with: "K3=1"), theirs).isClean))
  }

  @Test func `an alias is read with its anchor`() throws {
    func text(_ lines: String) -> String {
      "a: &x 1\n" + (0..<60).map { "k\($0): 1\n" }.joined() + lines
        + (60..<120).map { "k\($0): 1\n" }.joined()
    }
    let merge = try merged("x.yaml", text("b: *x\nc: 1\n"), text("b: 2\nc: 1\n"), text("b: *x\nc: 2\n"))
    #expect(try merge.favouring(.ours).stored == Array(text("b: 2\nc: 2\n").utf8))
    #expect(merge.isClean)
  }
}

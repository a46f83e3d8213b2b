import Diagnostics
import FileTrees
import GitReading
import Skeletons
import Testing
import Texts
import Workspaces

@Suite struct RecordUnionTests {
  /// Contents by their ids, as git's objects would have them.
  private let contents: [ObjectID: [UInt8]]
  private let texts = ["1\n2\n3\n4\n5\n", "one\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\n", "uno\n2\n3\n4\n5\n"]

  init() {
    contents = Dictionary(uniqueKeysWithValues: texts.map { (blobID(of: Array($0.utf8)), Array($0.utf8)) })
  }

  private func record(
    _ answers: [String: Answer], _ files: [String: Int], version: String = "1.0.0", unit: String = "k/x"
  ) throws -> Record {
    Record(
      unit: try UnitID(unit),
      skeleton: SkeletonReference(name: "k", version: version, digest: "d\(version)", source: "builtin"),
      destination: try RelativePath("roles/x"), yamlExtension: nil, answers: answers,
      files: try files.map { source, text in
        RecordedFile(
          path: try RelativePath("roles/x/\(source)"), source: source,
          blob: blobID(of: Array(texts[text].utf8)), isExecutable: false)
      }, base: .zero, inputs: "0123456789abcdef")
  }

  private func union(_ base: Record?, _ ours: Record, _ theirs: Record) throws -> RecordUnion {
    try RecordUnion(base: base, ours: ours, theirs: theirs) { _, id in contents[id] }
  }

  @Test func `answers are united one by one`() throws {
    let base = try record(["a": .integer(1), "b": .integer(1), "gone": .integer(1)], ["f": 0])
    let ours = try record(["a": .integer(2), "b": .integer(1), "gone": .integer(1)], ["f": 0])
    let theirs = try record(["a": .integer(1), "b": .integer(3), "new": .text("n")], ["f": 0])
    let union = try union(base, ours, theirs)
    #expect(union.record.answers == ["a": .integer(2), "b": .integer(3), "new": .text("n")])
    #expect(union.disputed.isEmpty && union.undecided.isEmpty)
  }

  @Test func `an answer that both gave is disputed, unless it is the same`() throws {
    let base = try record([:], ["f": 0])
    let ours = try record(["a": .integer(2), "same": .integer(4)], ["f": 0])
    let theirs = try record(["a": .integer(3), "same": .integer(4)], ["f": 0])
    let union = try union(base, ours, theirs)
    #expect(union.disputed.map(\.name) == ["a"])
    #expect(union.disputed.first?.ours == .integer(2) && union.disputed.first?.theirs == .integer(3))
  }

  @Test func `bases are merged file by file`() throws {
    let union = try union(record([:], ["f": 0]), record([:], ["f": 1]), record([:], ["f": 2]))
    let merged = Array("one\n2\n3\n4\nfive\n".utf8)
    #expect(union.record.files.map(\.blob) == [blobID(of: merged)])
    #expect(union.contents[blobID(of: merged)]?.stored == merged)
    #expect(union.undecided.isEmpty)
  }

  @Test func `bases that contradict each other are left to the render`() throws {
    let union = try union(record([:], ["f": 0]), record([:], ["f": 1]), record([:], ["f": 3]))
    #expect(union.undecided == ["f"])
  }

  @Test func `a file of one branch alone is kept, and one that a branch took away goes`() throws {
    let base = try record([:], ["f": 0, "old": 0, "kept": 0])
    let ours = try record([:], ["f": 0, "old": 0, "kept": 1, "mine": 1])
    let theirs = try record([:], ["f": 0, "yours": 2])
    let union = try union(base, ours, theirs)
    #expect(union.record.files.map(\.source) == ["f", "kept", "mine", "yours"])
    #expect(union.undecided.isEmpty)
  }

  @Test func `of two versions of the skeleton the later one counts`() throws {
    let base = try record([:], ["f": 0])
    for isOursLater in [true, false] {
      let ours = try record([:], ["f": 0], version: isOursLater ? "1.10.0" : "1.2.0")
      let theirs = try record([:], ["f": 0], version: isOursLater ? "1.2.0" : "1.10.0")
      #expect(try union(base, ours, theirs).record.skeleton.version == "1.10.0")
    }
  }

  @Test func `sides exchanged unite to the same, but for what is disputed`() throws {
    let base = try record(["a": .integer(1)], ["f": 0, "g": 0])
    let ours = try record(["a": .integer(1), "b": .text("x")], ["f": 1, "g": 0])
    let theirs = try record(["a": .integer(2)], ["f": 2, "g": 2, "h": 3])
    let (one, other) = (try union(base, ours, theirs), try union(base, theirs, ours))
    #expect(one.record.answers == other.record.answers && one.record.files == other.record.files)
    #expect(one.contents.keys == other.contents.keys)
  }
}

import FileTrees
import Merging
import Structures
import Testing
import TestSupport
import Texts

/// What holds for every merge by structure, tried on generated documents of each format.
struct StructuralLawTests {
  private static let kinds = DocumentWriter.Kind.allCases

  /// Each seed's own format in turn, so that every format has equally many.
  private func writer(_ seed: Int) -> DocumentWriter { DocumentWriter(Self.kinds[seed % Self.kinds.count]) }

  private struct Case {
    let file: String
    let documents: [GeneratedDocument]
    let texts: [String]

    init(_ writer: DocumentWriter, _ seed: Int) {
      var random = SeededGenerator(seed: seed)
      let base = GeneratedDocument(&random)
      documents = [base, base.edited(&random), base.edited(&random)]
      texts = documents.map(writer.text)
      file = writer.fileName
    }

    func merge(_ base: Int, _ ours: Int, _ theirs: Int) throws -> ContentMerge {
      try merged(file, texts[base], texts[ours], texts[theirs])
    }

    func datum(_ bytes: [UInt8]) -> Datum? {
      StructureFormat(fileName: file).flatMap { SourceTree(bytes, as: $0)?.datum }
    }
  }

  @Test(arguments: seeds(180)) func `a side that did not move takes the other side whole`(seed: Int) throws {
    let sample = Case(writer(seed), seed)
    for (sides, result) in [((0, 0, 2), 2), ((0, 1, 0), 1), ((0, 1, 1), 1)] {
      let merge = try sample.merge(sides.0, sides.1, sides.2)
      #expect(merge.isClean)
      #expect(try merge.favouring(.ours).stored == Array(sample.texts[result].utf8))
    }
  }

  @Test(arguments: seeds(270)) func `the data of the result are the merge of the data, whoever is ours`(
    seed: Int
  ) throws {
    let writer = writer(seed)
    let sample = Case(writer, seed)
    let expected = sample.documents[0].threeWay(sample.documents[1], sample.documents[2])
    let wanted = expected.map { sample.datum(Array(writer.text($0).utf8)) }
    for sides in [(1, 2), (2, 1)] {
      let merge = try sample.merge(0, sides.0, sides.1)
      guard merge.isClean else { continue }
      let result = try merge.favouring(.ours).stored
      #expect(wanted != nil, "a contradiction was merged")
      #expect(sample.datum(result) == wanted)
      let again = try merged(
        sample.file, sample.texts[sides.1], String(decoding: result, as: UTF8.self), sample.texts[sides.1])
      #expect(try again.favouring(.ours).stored == result)
    }
  }

  /// Rows and keys that do not contradict each other merge, wherever they stand.
  @Test(arguments: DocumentWriter.Kind.allCases)
  func `most of what does not contradict itself is merged`(kind: DocumentWriter.Kind) throws {
    let writer = DocumentWriter(kind)
    var (possible, clean) = (0, 0)
    for seed in 1...40 {
      let sample = Case(writer, seed)
      guard sample.documents[0].threeWay(sample.documents[1], sample.documents[2]) != nil else { continue }
      possible += 1
      if try sample.merge(0, 1, 2).isClean { clean += 1 }
    }
    #expect(possible >= 5)
    #expect(clean * 10 >= possible * 9, "\(clean) of \(possible)")
  }

  @Test(arguments: seeds(270)) func `damaged texts are merged by line or by key, never worse`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: seed)
    let writer = writer(seed)
    let base = GeneratedDocument(&random)
    let texts = [base, base.edited(&random), base.edited(&random)].map { damaged(writer.text($0), &random) }
    let merge = try merged(writer.fileName, texts[0], texts[1], texts[2])
    let lines = try #require(
      try ContentMerge(base: Content(texts[0]), ours: Content(texts[1]), theirs: Content(texts[2])))
    // Where structure has no say, lines have the last word, byte for byte.
    let format = try #require(StructureFormat(fileName: writer.fileName))
    if texts.contains(where: { SourceTree(Array($0.utf8), as: format) == nil }) {
      #expect(try merge.marked(MergeLabels()) == lines.marked(MergeLabels()))
    }
    guard merge.isClean else { return }
    #expect(
      lost(of: texts, in: String(decoding: try merge.favouring(.ours).stored, as: UTF8.self)) == [],
      "\(texts)")
  }

  /// Lines of ours that neither the base, nor theirs, nor the result has.
  private func lost(of texts: [String], in result: String) -> [Substring] {
    let standing = bare(result[...])
    let known = Set((texts[0] + "\n" + texts[2]).split(separator: "\n").map(bare))
    return texts[1].split(separator: "\n").filter {
      !known.contains(bare($0)) && !standing.contains(bare($0))
    }
  }

  /// Without what may change around a line: its indentation, and the comma behind it.
  private func bare(_ text: Substring) -> String { text.filter { !" \n,".contains($0) } }

  private func damaged(_ text: String, _ random: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    guard Bool.random(using: &random), !bytes.isEmpty else { return text }
    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 9...126, using: &random)
    return String(decoding: bytes, as: UTF8.self)
  }
}

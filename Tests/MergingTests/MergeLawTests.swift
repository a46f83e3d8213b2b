import FileTrees
import Merging
import Testing
import TestSupport
import Texts

struct MergeLawTests {
  private func merge(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) throws -> ContentMerge {
    try #require(try ContentMerge(base: Content(base), ours: Content(ours), theirs: Content(theirs)))
  }

  @Test(arguments: seeds(60))
  func `a side that did not move takes the other side whole`(seed: Int) throws {
    let triple = scrambled(TextTriple(seed: seed), seed: seed)
    let forward = try merge(triple.base, triple.base, triple.theirs)
    let backward = try merge(triple.base, triple.ours, triple.base)
    #expect(forward.isClean && backward.isClean)
    if !triple.isMixed { #expect(try forward.favouring(.ours).stored == triple.theirs) }
    #expect(try backward.favouring(.ours).stored == triple.ours)
  }

  @Test(arguments: seeds(60))
  func `two sides that moved alike are what they both are`(seed: Int) throws {
    let triple = scrambled(TextTriple(seed: seed), seed: seed)
    let merged = try merge(triple.base, triple.ours, triple.ours)
    #expect(merged.isClean)
    #expect(try merged.favouring(.theirs).stored == triple.ours)
  }

  @Test(arguments: seeds(60))
  func `changing sides changes the sides of the conflicts and nothing else`(seed: Int) throws {
    let triple = TextTriple(seed: seed)
    guard triple.agreesOnFinalNewline else { return }
    let forward = try merge(triple.base, triple.ours, triple.theirs)
    let backward = try merge(triple.base, triple.theirs, triple.ours)
    #expect(forward.hunks.map(\.ours) == backward.hunks.map(\.theirs))
    #expect(try forward.favouring(.ours).stored == backward.favouring(.theirs).stored)
  }

  @Test(arguments: seeds(60))
  func `a result merged again changes nothing`(seed: Int) throws {
    let triple = scrambled(TextTriple(seed: seed), seed: seed)
    let result = try merge(triple.base, triple.ours, triple.theirs).favouring(.ours).stored
    let again = try merge(triple.theirs, result, triple.theirs)
    #expect(try again.favouring(.ours).stored == result)
  }

  /// Line endings, final newline and byte order mark of each side thrown about, so that they differ.
  private func scrambled(_ triple: TextTriple, seed: Int) -> TextTriple {
    var random = SeededGenerator(seed: seed &* 7919)
    func scramble(_ bytes: [UInt8]) -> String {
      var text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      if Bool.random(using: &random) { text = text.replacing("\n", with: "\r\n") }
      if Bool.random(using: &random), text.hasSuffix("\n"), !text.hasSuffix("\n\n") { text.removeLast() }
      return Bool.random(using: &random) ? "\u{FEFF}" + text : text
    }
    return TextTriple(
      triple.name, base: scramble(triple.base), ours: scramble(triple.ours), theirs: scramble(triple.theirs))
  }
}

extension TextTriple {
  /// Whether a text of it has lines that end in both ways.
  fileprivate var isMixed: Bool {
    [base, ours, theirs].contains { text in
      let feeds = text.indices.filter { text[$0] == 10 }
      let returns = feeds.filter { $0 > 0 && text[$0 - 1] == 13 }
      return !returns.isEmpty && returns.count < feeds.count
    }
  }
}

import Testing
import TestSupport

@testable import Secrets

/// Beside a search that tries every word at every place.
@Suite struct WordFinderTests {
  @Test(arguments: 0..<200)
  func `every end of every word is found, with the longest word's meaning first`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let words = (0..<12).map { number in
      (word: text(2...7, using: &random), meaning: WordFinder.Meaning.format(rule: number, pattern: 0))
    }
    let bytes = text(0...400, using: &random)
    let finder = WordFinder(words)
    var (index, tail) = (0, UInt32(0))
    var found: [Int: [WordFinder.Meaning]] = [:]
    while let meanings = finder.next(in: bytes, from: &index, after: &tail) { found[index] = meanings }
    #expect(found.mapValues(Set.init) == ends(of: words, in: bytes).mapValues(Set.init))
    for (end, meanings) in found {
      let longest = words.filter { bytes[..<end].ends(with: $0.word) }.map(\.word.count).max()
      let first = words.first { $0.meaning == meanings.first }
      #expect(first?.word.count == longest)
    }
  }

  @Test func `a word of two bytes is found where the text begins, and a NUL before it is no part of it`() {
    let finder = WordFinder([(Array("ab".utf8), .key), (Array("\0ab".utf8), .special(.pem))])
    var (index, tail) = (0, UInt32(0))
    #expect(finder.next(in: Array("ab".utf8), from: &index, after: &tail) == [.key])
    (index, tail) = (0, 0)
    #expect(finder.next(in: Array("\0ab".utf8), from: &index, after: &tail) == [.special(.pem), .key])
  }

  @Test func `one word may have several meanings, each once`() {
    let word = Array("token".utf8)
    let finder = WordFinder([(word, .key), (word, .special(.url)), (word, .key)])
    var (index, tail) = (0, UInt32(0))
    #expect(finder.next(in: word, from: &index, after: &tail) == [.key, .special(.url)])
  }

  private func ends(
    of words: [(word: [UInt8], meaning: WordFinder.Meaning)], in bytes: [UInt8]
  ) -> [Int: [WordFinder.Meaning]] {
    var ends: [Int: [WordFinder.Meaning]] = [:]
    for end in 0...bytes.count {
      for (word, meaning) in words where bytes[..<end].ends(with: word) {
        ends[end, default: []].append(meaning)
      }
    }
    return ends
  }

  /// Of three letters, so that words are in words.
  private func text(_ counts: ClosedRange<Int>, using random: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: counts, using: &random)).map { _ in "abc".utf8.randomElement(using: &random) ?? 0x61 }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with word: [UInt8]) -> Bool {
    count >= word.count && suffix(word.count).elementsEqual(word)
  }
}

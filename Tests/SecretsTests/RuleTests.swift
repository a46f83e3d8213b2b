import FileTrees
import Testing
import TestSupport

@testable import Secrets

/// Every row of the rules is read and tried: with tokens made after its patterns, whole and cut short.
@Suite struct RuleTests {
  static let patterns = FormatRule.all.flatMap { rule in rule.patterns.indices.map { (rule.id, $0) } }

  @Test func `every row is read`() {
    let rows = Rules.formats.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }
    #expect(FormatRule.all.count == rows.count)
    #expect(Set(FormatRule.all.map(\.id)).count == rows.count)
    #expect(FormatRule.all.count > 80)
    #expect(FormatRule.all.allSatisfy { !$0.source.isEmpty && $0.what.hasPrefix("a") })
    #expect(Rules.commands.split(separator: "\n").allSatisfy { $0.split(separator: " | ").count == 3 })
    #expect(Rules.keys.split(separator: "\n").allSatisfy { $0.split(separator: " | ").count == 2 })
  }

  @Test func `every rule has a name of its own`() {
    #expect(Set(credentialRules.map(\.id)).count == credentialRules.count)
  }

  @Test(arguments: patterns)
  func `every pattern has an anchor that the finder of words can look for`(id: String, number: Int) throws {
    let rule = try #require(FormatRule.all.first { $0.id == id })
    #expect(rule.patterns[number].anchor.count >= 2, "\(id)")
  }

  @Test(arguments: patterns)
  func `a token of every pattern is found where it stands`(id: String, number: Int) throws {
    let rule = try #require(FormatRule.all.first { $0.id == id })
    for seed in 0..<5 {
      let token = sample(of: rule, number, seed: seed)
      for text in ["\(token)\n", "x: \"\(token)\"\n", "run \(token) now", "{\"a\":\"\(token)\"}"] {
        let found = credentialFindings(in: Array(text.utf8), at: "f")
        #expect(found.contains { $0.rule == id }, "\(text) \(found.map(\.rule))")
      }
    }
  }

  @Test(arguments: patterns)
  func `a token that is cut short is none of its format`(id: String, number: Int) throws {
    let rule = try #require(FormatRule.all.first { $0.id == id })
    let shape = rule.patterns[number]
    let token = sample(of: rule, number, seed: 1)
    // What is left of the last piece is less than it needs.
    guard let last = shape.pieces.last(where: { $0.least > 1 }) else { return }
    let kept = token.utf8.count - token.utf8.reversed().prefix { last.bytes.contains($0) || $0 == 0x3D }.count
    let text = String(
      decoding: Array(token.utf8).prefix(max(0, min(kept, token.utf8.count - last.least)) + 1), as: UTF8.self)
    let found = credentialFindings(in: Array(text.utf8), at: "f").filter { $0.rule == id }
    #expect(found.allSatisfy { $0.secret.count < token.utf8.count }, "\(text)")
  }

  /// A token that the pattern makes: random members of each piece, with the kinds of characters that its check wants.
  private func sample(of rule: FormatRule, _ number: Int, seed: Int) -> String {
    var generator = SeededGenerator(seed: seed * 1_000 + number)
    var token: [UInt8] = []
    repeat {
      token = rule.patterns[number].pieces.flatMap { piece -> [UInt8] in
        if let character = piece.character { return piece.least == 0 ? [] : [character] }
        let members = (0x30...0x7A).map { UInt8($0) }.filter { piece.bytes.contains($0) && isWord($0) }
        let others = (0x21...0x7E).map { UInt8($0) }.filter { piece.bytes.contains($0) }
        let count = min(piece.most, max(piece.least, 1) + (piece.least == piece.most ? 0 : 24))
        return (0..<count).map { _ in
          (members.isEmpty ? others : members).randomElement(using: &generator) ?? 0x41
        }
      }
      if rule.check == .jwt { token = Array("eyJhbGciOiJIUzI1NiJ9".utf8) + token.drop { $0 != 0x2E } }
      if rule.check == .pem {
        token = Array("LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFb3dJQkFBS0NBUUVB".utf8)
      }
    } while !rule.check.admits(token[...]) || Placeholder.isOne(token[...])
    return String(decoding: token, as: UTF8.self)
  }
}

@Suite struct ChecksumTests {
  /// GitHub's own example of its format, put together so that no scanner takes this file for a leak.
  @Test func `a GitHub token knows itself`() {
    let token = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"
    let found = credentialFindings(in: Array("t: \(token)".utf8), at: "f")
    #expect(found.map(\.isConfirmed) == [true])
    let other = credentialFindings(in: Array("t: \(token.dropLast())8".utf8), at: "f")
    #expect(other.map(\.isConfirmed) == [false], "a wrong checksum does not acquit")
  }

  @Test func `the CRC-32 is zlib's`() {
    #expect(crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
  }

  /// The test vectors of BIP 173.
  @Test(arguments: [
    ("A12UEL5L", true),
    ("an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs", true),
    ("A12UEL5K", false), ("de1lg7wt", false),
  ])
  func `bech32 as specified`(text: String, isValid: Bool) {
    #expect(hasBech32Checksum(Array(text.utf8)[...]) == isValid)
  }
}

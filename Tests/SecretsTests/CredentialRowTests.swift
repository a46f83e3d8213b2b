import Foundation
import Secrets
import Testing
import TestSupport

/// Leaks and innocents in the grammars of their files, each filled with made-up secrets several times.
@Suite struct CredentialRowTests {
  private static func rows(_ name: String) throws -> [CredentialRow] {
    let path = "\(projectRoot)/Tests/Fixtures/credentials/\(name).txt"
    return CredentialRow.all(in: String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
  }

  @Test(arguments: try rows("leaks"))
  func `every secret is found in its line`(row: CredentialRow) {
    for seed in 1...4 {
      let (text, lines) = row.filled(seed: seed)
      let found = credentialFindings(in: encoded(text, of: row), at: row.path)
      let missed = lines.subtracting(found.map(\.line))
      // A private key counts at its heading.
      let isBlock = found.contains { $0.rule == "private-key" || $0.rule == "private-key-base64" }
      #expect(!found.isEmpty && (isBlock || missed.isEmpty), "\(text): \(missed)")
    }
  }

  @Test(arguments: try rows("innocents"))
  func `nothing is found where nothing is`(row: CredentialRow) {
    for seed in 1...4 {
      let (text, _) = row.filled(seed: seed)
      let found = credentialFindings(in: encoded(text, of: row), at: row.path)
      #expect(found.isEmpty, "\(found.map { "\($0.line): \($0.rule) \($0.key)" }) in \(text)")
    }
  }

  @Test func `there are enough of them`() throws {
    let (leaks, innocents) = (try Self.rows("leaks"), try Self.rows("innocents"))
    #expect(leaks.count > 390 && innocents.count > 110)
    for rows in [leaks, innocents] { #expect(Set(rows.map(\.name)).count == rows.count, "a name twice") }
  }

  private func encoded(_ text: String, of row: CredentialRow) -> [UInt8] {
    guard row.name.hasPrefix("utf16") else { return Array(text.utf8) }
    return "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }
}

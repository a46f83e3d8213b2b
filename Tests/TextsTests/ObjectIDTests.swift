import FileTrees
import Foundation
import Testing
import TestSupport
import Texts

@Suite struct ObjectIDTests {
  @Test func `the empty file has git's well-known id`() {
    #expect(blobID(of: []).hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  }

  @Test(arguments: seeds(5))
  func `any bytes have the id that git hash-object gives`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...5000, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    let sandbox = try Sandbox()
    try sandbox.write("file", bytes)
    let said = try sandbox.git("hash-object", "file", in: "").text
    #expect(blobID(of: bytes).hex == said.trimmingCharacters(in: .newlines))
  }
}

import FileTrees
import Texts
import TestSupport
import Testing

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
    let fixture = try Fixture()
    #expect(blobID(of: bytes).hex == (try fixture.git("hash-object", "--stdin", input: bytes)))
  }
}

import Diagnostics
import FileTrees
import Foundation
import Testing

@Suite struct CodingTests {
  @Test(arguments: ["a", "a b/ü", "we\nird"])
  func `a path is read back as it was written`(text: String) throws {
    let path = try RelativePath(text)
    let bytes = try JSONEncoder().encode([path])
    #expect(try JSONDecoder().decode([RelativePath].self, from: bytes) == [path])
  }

  @Test(arguments: ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\u0000b"])
  func `a path that is none is refused when it is read`(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([RelativePath].self, from: Data("[\"\(text)\"]".utf8))
    }
  }

  @Test func `a path that is not UTF-8 cannot be written`() throws {
    let path = try RelativePath(bytes: [0x66, 0xFF])
    #expect(throws: EncodingError.self) { try JSONEncoder().encode([path]) }
  }

  @Test func `an object id is forty lower-case digits`() throws {
    let id = String(repeating: "0a", count: 20)
    #expect(try JSONDecoder().decode([ObjectID].self, from: Data("[\"\(id)\"]".utf8)).first?.hex == id)
    for wrong in [String(id.dropLast()), id.uppercased(), id + "0", ""] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([ObjectID].self, from: Data("[\"\(wrong)\"]".utf8))
      }
    }
  }
}

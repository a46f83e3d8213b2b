import Diagnostics
import JSONCoding
import Testing

@Suite struct JSONCodingTests {
  struct Sample: Codable, Equatable {
    var zebra: String
    var apple: [Int]
  }

  @Test func `keys are sorted and slashes plain`() throws {
    let bytes = try encodeJSON(Sample(zebra: "a/b", apple: [1]), pretty: false)
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"apple":[1],"zebra":"a/b"}"#)
  }

  @Test func `what was written is read`() throws {
    let sample = Sample(zebra: "ü\u{0}", apple: [])
    #expect(try decodeJSON(Sample.self, from: try encodeJSON(sample), at: "x") == sample)
  }

  @Test(arguments: [
    "{", "", "{\"zebra\": 1}", "[1, 2", "{\"zebra\": \"a\", \"apple\": [\"x\"]}", "\u{FEFF}{",
  ])
  func `a broken text is bad data with its file's name`(text: String) {
    #expect(throws: Findings.self) { try decodeJSON(Sample.self, from: Array(text.utf8), at: "record.json") }
    do {
      _ = try decodeJSON(Sample.self, from: Array(text.utf8), at: "record.json")
    } catch {
      #expect(error.diagnostics.first?.kind == .data)
      #expect(error.diagnostics.first?.place?.path == "record.json")
    }
  }

  @Test func `a truncated text is refused with the line where it ends`() throws {
    do {
      _ = try decodeJSON(Sample.self, from: Array("{\n  \"zebra\": \"a\",\n".utf8), at: "record.json")
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.diagnostics.first?.place?.line == 3)
    }
  }
}

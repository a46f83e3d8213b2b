import JSONCoding
import Testing

@Suite struct JSONValueTests {
  @Test func `any JSON value is read and written back as it was`() throws {
    let text = #"{"a":[1,-2,2.5,true,false,null,"x/y"],"b":{"c":{}},"d":[]}"#
    let value = try decodeJSON(JSONValue.self, from: Array(text.utf8), at: "x")
    #expect(String(decoding: try encodeJSON(value, pretty: false), as: UTF8.self) == text)
  }

  @Test func `keys are sorted by their bytes, as Python and jq sort them`() throws {
    let keys = ["b10", "b9", "B", "a", "ä", "a-b", "a_b", "ab", "_"]
    let value = JSONValue.object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .null) }))
    let written = String(decoding: try encodeJSON(value, pretty: false), as: UTF8.self)
    let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(written == "{" + sorted.map { "\"\($0)\":null" }.joined(separator: ",") + "}")
  }

  @Test func `one and true are different things`() throws {
    let value = try decodeJSON(JSONValue.self, from: Array("[1,true,1.0]".utf8), at: "x")
    #expect(value == .list([.integer(1), .boolean(true), .integer(1)]))
  }

  @Test func `a member is found by its key`() {
    #expect(JSONValue.object(["a": .integer(1)])["a"] == .integer(1))
    #expect(JSONValue.object([:])["a"] == nil)
    #expect(JSONValue.list([])["a"] == nil)
  }
}

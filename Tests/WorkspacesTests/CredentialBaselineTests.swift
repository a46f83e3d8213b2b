import Diagnostics
import FileTrees
import Testing
import Workspaces

@Suite struct CredentialBaselineTests {
  private func entry(_ path: String, _ key: String) throws -> CredentialBaseline.Entry {
    .init(path: try RelativePath(path), rule: "password", key: key)
  }

  @Test func `what is written is read again, as often as it stood there`() throws {
    var baseline = CredentialBaseline()
    for key in ["b", "a", "a"] { baseline.add(try entry("x.yml", key)) }
    let bytes = try baseline.json()
    var read = try CredentialBaseline(parsing: bytes, at: "b")
    #expect(read == baseline && read.count == 3)
    let spent = [try read.spend(entry("x.yml", "a")), try read.spend(entry("x.yml", "a"))]
    #expect(spent == [true, true])
    #expect(try read.spend(entry("x.yml", "a")) == false)
    #expect(try read.spend(entry("y.yml", "b")) == false)
  }

  @Test func `it holds no digest`() throws {
    var baseline = CredentialBaseline()
    baseline.add(try entry("x.yml", "a"))
    #expect(
      String(decoding: try baseline.json(), as: UTF8.self) == """
        {
          "findings" : [
            {
              "key" : "a",
              "path" : "x.yml",
              "rule" : "password"
            }
          ],
          "schema" : "tenon.secrets-baseline/1"
        }

        """)
  }

  @Test(arguments: [
    "{}", "{\"schema\": \"tenon.plan/1\", \"findings\": []}",
    "{\"schema\": \"tenon.secrets-baseline/1\", \"findings\": [{\"path\": \"../x\", \"rule\": \"r\", \"key\": \"\"}]}",
  ])
  func `another document is none`(text: String) {
    #expect(throws: Findings.self) { try CredentialBaseline(parsing: Array(text.utf8), at: "b") }
  }
}

@Suite struct ListTextTests {
  private func adding(_ text: String) throws -> String {
    let list = try ListText(Array(text.utf8), at: "w", hint: "by hand")
    return String(decoding: try list.adding([("allow", ["{ a: 1 }"])]), as: UTF8.self)
  }

  @Test func `an item comes behind those that are there, and nothing else changes`() throws {
    #expect(
      try adding("# mine\nallow:\n  - { a: 0 }   # first\nlayout: {}\n")
        == "# mine\nallow:\n  - { a: 0 }   # first\n  - { a: 1 }\nlayout: {}\n")
    #expect(try adding("---\nlayout: {}\n") == "---\nlayout: {}\nallow:\n  - { a: 1 }\n")
    #expect(try adding("---\r\nx: 1\r\n") == "---\r\nx: 1\r\nallow:\r\n  - { a: 1 }\r\n")
    #expect(try adding("---\n") == "---\nallow:\n  - { a: 1 }\n")
  }

  @Test(arguments: [
    ("allow: []\n", "allow:\n  - { a: 1 }\n"), ("allow:\nlayout: {}\n", "allow:\n  - { a: 1 }\nlayout: {}\n"),
    ("allow: [ ]   # none yet\nx: 1\n", "allow: # none yet\n  - { a: 1 }\nx: 1\n"),
    ("x: 1\nallow: ~", "x: 1\nallow:\n  - { a: 1 }"),
    ("allow: null\r\nx: 1\r\n", "allow:\r\n  - { a: 1 }\r\nx: 1\r\n"),
  ])
  func `an empty list is filled, however it is written`(before: String, after: String) throws {
    #expect(try adding(before) == after)
  }

  @Test func `a list that is written in another way is left to its author`() {
    #expect(throws: Findings.self) { try adding("allow: [{ a: 0 }]\n") }
  }
}
